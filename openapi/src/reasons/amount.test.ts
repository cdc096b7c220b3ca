import { expect, test } from 'vitest'
import { detail } from '../refusals/refusal.ts'
import { amount } from './amount.ts'
import { reason } from './reason.ts'

test.each([
  [0, 'value', '0 values'],
  [1, 'value', '1 value'],
  [2, 'value', '2 values'],
  [10_000, 'decimal place', '10000 decimal places'],
])('%i of %s is %s', (count, one, said) => {
  expect(amount(count, one)).toBe(said)
})

test('takes the plural of a word that has its own', () => {
  expect([1, 2].map((count) => amount(count, 'person', 'people'))).toEqual(['1 person', '2 people'])
})

test.each([
  [reason('too_few_values', { least: 1 }), 'must have at least 1 value'],
  [reason('too_many_values', { most: 1 }), 'must have at most 1 value'],
  [reason('too_many_values', { most: 50 }), 'must have at most 50 values'],
  [reason('too_many_options', { most: 1 }), 'must list at most 1 option'],
  [reason('too_many_operands', { most: 1 }), 'takes at most 1 value'],
  [reason('too_many_decimals', { most: 1 }), 'must have at most 1 decimal place'],
  [reason('too_long', { most: 1, has: 2 }), 'must be at most 1 character long, has 2'],
  [reason('password_too_short', { least: 1 }), 'must have at least 1 character'],
  [
    reason('no_heading_row_hidden', { hidden: 1 }),
    'has no heading row; 1 row is hidden, which hiddenRows=1 asks for',
  ],
  [detail('too_many_requests', { seconds: 1 }), 'Too many requests; try again in 1 second.'],
  [
    detail('too_many_attempts', { seconds: 30 }),
    'There were too many failed attempts. Try again in 30 seconds.',
  ],
  [
    detail('file_stopped_judged', { rows: 1, id: 'a' }),
    'Reading stopped after 1 row, which was judged (import a).',
  ],
  [
    detail('values_in_the_way', { contacts: 1 }),
    '1 contact has a value that would be lost, counting those in the trash.',
  ],
  [
    detail('list_changed', { now: 1, expected: 2 }),
    'The list stands for 1 contact now, not 2; none was changed.',
  ],
])('says “$1”', (told, text) => {
  expect(told.text).toBe(text)
})
