import { describe, expect, it } from 'vitest'
import { prebuiltFields } from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { mergedChanges } from './merge-values.ts'

const tags = customField('tags', {
  type: 'checkboxlist',
  options: [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
    { id: 'c', text: 'C' },
  ],
})
const fields = [...prebuiltFields, tags]

/** Field, what it was, what somebody else made of it, what stands in the form, what is right. */
const cases: [
  title: string,
  key: string,
  base: unknown,
  theirs: unknown,
  mine: unknown,
  right: unknown,
][] = [
  ['one value takes the place of the other', 'city', 'Rome', 'Bonn', 'Oslo', 'Oslo'],
  ['a value is emptied', 'city', 'Rome', 'Bonn', '', null],
  [
    'both added an address',
    'email',
    ['a@x.de'],
    ['a@x.de', 'b@x.de'],
    ['a@x.de', 'c@x.de'],
    ['a@x.de', 'c@x.de', 'b@x.de'],
  ],
  [
    'both added the same',
    'email',
    ['a@x.de'],
    ['a@x.de', 'b@x.de'],
    ['a@x.de', 'B@X.de'],
    ['a@x.de', 'B@X.de'],
  ],
  [
    'an address was added where one is taken away here',
    'email',
    ['a@x.de', 'b@x.de'],
    ['a@x.de', 'b@x.de', 'c@x.de'],
    ['a@x.de'],
    ['a@x.de', 'c@x.de'],
  ],
  [
    'an address was taken away where one is added here',
    'email',
    ['a@x.de', 'b@x.de'],
    ['a@x.de'],
    ['a@x.de', 'b@x.de', 'c@x.de'],
    ['a@x.de', 'c@x.de'],
  ],
  [
    'the same address was mended two ways',
    'email',
    ['a@x.de'],
    ['b@x.de'],
    ['c@x.de'],
    ['c@x.de', 'b@x.de'],
  ],
  [
    'the last address is taken away, and another was added',
    'email',
    ['a@x.de'],
    ['a@x.de', 'b@x.de'],
    [],
    ['b@x.de'],
  ],
  ['all are gone on both sides', 'email', ['a@x.de', 'b@x.de'], ['a@x.de'], ['b@x.de'], null],
  [
    'another spelling of one is kept',
    'email',
    ['a@x.de'],
    ['a@x.de', 'b@x.de'],
    ['A@x.de'],
    ['A@x.de', 'b@x.de'],
  ],
  [
    'another was made primary there',
    'email',
    ['a@x.de', 'b@x.de'],
    ['b@x.de', 'a@x.de'],
    ['a@x.de', 'b@x.de', 'c@x.de'],
    ['b@x.de', 'a@x.de', 'c@x.de'],
  ],
  [
    'another is made primary here',
    'email',
    ['a@x.de', 'b@x.de'],
    ['a@x.de', 'b@x.de', 'c@x.de'],
    ['b@x.de', 'a@x.de'],
    ['b@x.de', 'a@x.de', 'c@x.de'],
  ],
  [
    'rows left blank are none',
    'email',
    ['a@x.de'],
    ['a@x.de', 'b@x.de'],
    ['a@x.de', 'c@x.de', ''],
    ['a@x.de', 'c@x.de', 'b@x.de'],
  ],
  [
    'numbers are the same however written',
    'sms',
    ['+49 30 5551234'],
    ['+49305551234', '+49 30 5551299'],
    ['+49 30 5551234', '+49 30 5551277'],
    ['+49 30 5551234', '+49 30 5551277', '+49 30 5551299'],
  ],
  ['chosen options', 'tags', ['a'], ['a', 'b'], ['a', 'c'], ['a', 'c', 'b']],
  ['an option is taken away here', 'tags', ['a', 'b'], ['a', 'b', 'c'], ['b'], ['b', 'c']],
]

describe('a form’s changes over what somebody else has stored meanwhile', () => {
  it.each(cases)('%s', (_title, key, base, theirs, mine, right) => {
    const versions = { base: { [key]: base }, theirs: { [key]: theirs }, mine: { [key]: mine } }
    expect(mergedChanges(fields, versions)).toEqual({ [key]: right })
  })

  it('leave alone what the form did not change', () => {
    const base = { name: 'Ann', city: 'Rome', email: ['a@x.de'] }
    const theirs = { name: 'Ann', city: 'Bonn', email: ['b@x.de'] }
    expect(mergedChanges(fields, { base, theirs, mine: { ...base, title: 'Dr' } })).toEqual({
      title: 'Dr',
    })
  })
})
