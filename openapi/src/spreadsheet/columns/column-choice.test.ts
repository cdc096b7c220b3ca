import { describe, expect, test } from 'vitest'
import type { Field } from '../../field.ts'
import { prebuiltFields } from '../../prebuilt-fields.ts'
import { rulesOf } from '../../field-rules.ts'
import { choiceFaults, columnOptionsSchema } from './column-choice.ts'
import { matchColumns } from './columns.ts'
import { textsOf } from '../../reasons/reason.ts'
import { splitCell } from '../../field-types/multi-value.ts'

describe('columns somebody decided on', () => {
  test('go where they are sent, and leave the others to their headings', () => {
    const columns = matchColumns(['Mail', 'Email', 'City', null, 'Title'], prebuiltFields, [
      { index: 0, field: 'email', options: { separator: ',' } },
      { index: 2, field: null },
      { index: 3, field: 'name' },
    ])
    expect(columns.map(({ status, field, options }) => [status, field, options])).toEqual([
      ['chosen', 'email', { separator: ',' }],
      ['matched', 'email', undefined],
      ['ignored', null, undefined],
      ['chosen', 'name', undefined],
      ['matched', 'title', undefined],
    ])
  })

  test('are refused where there is no such column or field, or one is meant twice', () => {
    const faults = choiceFaults(
      [
        { index: 0, field: 'name' },
        { index: 0, field: 'city' },
        { index: 1, field: 'time_zone' },
        { index: 9, field: null },
        { index: 2, field: 'nope' },
        { index: 3, field: 'created_at' },
        { index: 4, field: 'time_zone' },
        { index: 5, field: 'name' },
        { index: 6, field: 'email' },
        { index: 7, field: 'email' },
      ],
      8,
      prebuiltFields,
    )
    expect(textsOf(faults)).toEqual({
      'columns.1.index': ['is chosen twice'],
      'columns.3.index': ['is not a column of this file'],
      'columns.4.field': ['is not a field of contacts'],
      'columns.5.field': ['is kept by Cardfile and cannot be set'],
      'columns.6.field': ['is chosen twice'],
    })
  })

  test.each([
    [{ dateOrder: 'DMY', timeZone: 'Europe/Berlin', country: 'DE', separator: '|' }, true],
    [{ separator: '\n' }, true],
    [{ separator: '' }, false],
    [{ separator: 'a' }, false],
    [{ separator: '"' }, false],
    [{ separator: '::' }, false],
    [{ country: 'XX' }, false],
    [{ timeZone: 'Mars/Base' }, false],
    [{ dateOrder: 'YDM' }, false],
    [{ nope: 1 }, false],
  ])('may say %j: %s', (options, fine) => {
    expect(columnOptionsSchema.safeParse(options).success).toBe(fine)
  })
})

test('several values in one cell may stand between other characters', () => {
  expect(splitCell('a, "b, c" ,d;e', ',')).toEqual(['a', 'b, c', 'd;e'])
  expect(splitCell(' a\n\n b ', '\n')).toEqual(['a', 'b'])
})

describe('national phone numbers of another country', () => {
  const sms = prebuiltFields.find(({ key }) => key === 'sms')!
  const read = (text: string) =>
    rulesOf(sms).parseCell(text, { timeZone: 'UTC', country: 'DE' }) as string[]

  test('are kept in a form that means the same in the field’s country', () => {
    expect(read('030 123456; +1 202 555 0101')).toEqual(['+4930123456', '+1 202 555 0101'])
  })

  test('are never taken for one of the field’s country', () => {
    const [odd] = read('1')
    expect(odd).toBe('1')
    expect(rulesOf(sms).value.safeParse([odd]).success).toBe(false)
    // Too long for Germany; with ten digits it would be one of America.
    const american: Field = { ...sms, defaultCountry: 'DE' }
    const [long] = rulesOf(american).parseCell('030 123456789012', {
      timeZone: 'UTC',
      country: 'US',
    }) as string[]
    expect(long).toBe('+1 030 123456789012')
    expect(rulesOf(american).value.safeParse([long]).success).toBe(false)
  })
})
