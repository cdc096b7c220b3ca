import {
  type Cell,
  isEmptyValue,
  judgeContact,
  plainLocale,
  prebuiltFields,
  rulesOf,
} from '@cardfile/openapi'
import { type ColumnChoice, matchColumns } from '@cardfile/openapi/spreadsheet'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customField as field } from '@cardfile/openapi/test-field'
import { RowReader } from './row-reader.ts'
import type { Constant } from './row.ts'

const fields = [...prebuiltFields, field('seen', { id: 102, type: 'datetime' }), field('note')]

function reader(headings: Cell[], choices: ColumnChoice[] = [], constants: Constant[] = []) {
  return new RowReader(fields, matchColumns(headings, fields, choices), constants)
}

const valuesOf = (made: RowReader, cells: Cell[]) => ({ ...made.read({ number: 2, cells }).values })

describe('reading a row', () => {
  it('keeps what is told of it, and finds its identities', () => {
    const read = reader(['name', 'email']).read({
      number: 17,
      cells: ['Ann', 'Ann@Example.com'],
      mode: 'skip',
    })
    expect(read).toMatchObject({ number: 17, cells: ['Ann', 'Ann@Example.com'], mode: 'skip' })
    expect(read.reasons).toEqual([])
    expect(read.identities.map(({ field, value, key }) => [field.key, value, key])).toEqual([
      ['email', 'Ann@Example.com', 'ann@example.com'],
    ])
  })

  it('looks for no identities where a cell is wrong', () => {
    const read = reader(['name', 'email', 'time_zone']).read({
      number: 2,
      cells: ['Ann', 'ann@example.com', 'Mars'],
    })
    expect(read.reasons).toHaveLength(1)
    expect(read.identities).toEqual([])
  })

  it('finds the identities of a row whose values take a judgement, too', () => {
    const read = reader(['name', 'email', 'description']).read({
      number: 2,
      cells: ['Ann', 'ann@example.com', 'one\r\ntwo'],
    })
    expect(read.reasons).toEqual([])
    expect(read.values.description).toBe('one\ntwo')
    expect(read.identities.map(({ key }) => key)).toEqual(['ann@example.com'])
  })

  it('leaves blank cells and those of no field out', () => {
    const made = reader(['name', 'email', 'city', 'shoe size'])
    expect(valuesOf(made, ['Ann', 'ann@example.com', '', 44])).toEqual({
      name: 'Ann',
      email: ['ann@example.com'],
    })
  })

  it('says in which column a value beyond the headings stands', () => {
    const { reasons } = reader(['name', 'email']).read({
      number: 2,
      cells: ['Ann', 'ann@example.com', 'x'],
    })
    expect(reasons).toEqual([
      {
        column: null,
        index: 2,
        field: null,
        value: 'x',
        reason: 'stands in column C, beyond the last heading',
        code: 'beyond_headings',
        params: { column: 'C' },
      },
    ])
  })

  it('takes a date and time without a zone for UTC, unless the column says otherwise', () => {
    const cells = ['Ann', 'ann@example.com', { date: '2024-07-01T12:00:00' }]
    expect(valuesOf(reader(['name', 'email', 'seen']), cells).seen).toBe('2024-07-01T12:00:00.000Z')
    const choice = { index: 2, field: 'seen', options: { timeZone: 'Europe/Berlin' } }
    expect(valuesOf(reader(['name', 'email', 'seen'], [choice]), cells).seen).toBe(
      '2024-07-01T10:00:00.000Z',
    )
  })

  it('shows a value of 200 characters whole, and shortens a longer one', () => {
    const shown = (length: number) =>
      reader(['name', 'time_zone']).read({ number: 2, cells: ['Ann', 'x'.repeat(length)] })
        .reasons[0]?.value
    expect(shown(200)).toBe('x'.repeat(200))
    expect(shown(201)).toBe(`${'x'.repeat(199)}…`)
  })
})

describe('several columns', () => {
  const headings = ['name', 'E-mail 1 - Value', 'Phone 1 - Value', 'E-mail 2 - Value', 'Home Phone']

  it('come together in their field', () => {
    const cells = ['Ann', 'a@example.com ::: b@example.com', '1 ::: 2', 'A@example.com', '3']
    expect(valuesOf(reader(headings), cells)).toEqual({
      name: 'Ann',
      email: ['a@example.com', 'b@example.com'],
      phone: '1; 2; 3',
    })
  })

  it('are blamed one by one', () => {
    const { reasons } = reader(headings).read({
      number: 2,
      cells: ['Ann', 'a@example.com', null, 'nobody@', { error: '#REF!' }],
    })
    expect(reasons.map(({ column, index, value }) => [column, index, value])).toEqual([
      ['Home Phone', 4, '#REF!'],
      ['E-mail 2 - Value', 3, 'nobody@'],
    ])
  })

  it('join texts in the words a person chose', () => {
    const made = reader(
      ['a', 'b', 'c', 'd'],
      [
        { index: 0, field: 'name' },
        { index: 1, field: 'name' },
        { index: 2, field: 'description' },
        { index: 3, field: 'description' },
      ],
    )
    expect(valuesOf(made, ['Ann', 'Lee', 'one', 'two'])).toEqual({
      name: 'Ann Lee',
      description: 'one\ntwo',
    })
  })
})

describe('what a row says without a column for it', () => {
  const nameHeadings = ['First Name', 'Middle Name', 'Last Name', 'Name Prefix', 'Name Suffix']
  const headings = [...nameHeadings, 'Company Name', 'Email', 'Phone Number']
  const cellsOf = (row: Record<string, string>) => headings.map((heading) => row[heading] ?? null)

  it.each([
    [{ 'First Name': 'Ann', 'Last Name': 'Lee' }, 'Ann Lee'],
    [
      {
        'Name Prefix': 'Dr.',
        'First Name': 'Ann',
        'Middle Name': 'Mary',
        'Last Name': 'Lee',
        'Name Suffix': 'Jr.',
      },
      'Dr. Ann Mary Lee Jr.',
    ],
    [{ 'Last Name': 'Lee', 'Company Name': 'Acme' }, 'Lee'],
    [{ 'Company Name': 'Acme', Email: 'a@example.com' }, 'Acme'],
    [{ Email: 'a@example.com', 'Phone Number': '202 555 0100' }, 'a@example.com'],
    [{ 'Phone Number': '202 555 0100' }, '202 555 0100'],
  ])('is the name of %j', (row, name) => {
    expect(reader(headings).read({ number: 2, cells: cellsOf(row) }).values.name).toBe(name)
  })

  it('is no name of an address where the file has a column for names', () => {
    const made = reader(['Name', 'First name', 'Email'])
    expect(valuesOf(made, [null, null, 'a@example.com']).name).toBeUndefined()
    expect(valuesOf(made, [null, 'Ann', 'a@example.com']).name).toBe('Ann')
    expect(valuesOf(made, ['Ann Lee', 'Ann', 'a@example.com']).name).toBe('Ann Lee')
  })

  it('is no name where the file has no part of one', () => {
    expect(valuesOf(reader(['Email']), ['a@example.com']).name).toBeUndefined()
  })

  it('is who somebody is where a phone number is all there is', () => {
    const only = reader(headings).read({
      number: 2,
      cells: cellsOf({ 'Phone Number': '2025550100' }),
    })
    expect(only).toMatchObject({ knownByPhone: true, values: { sms: ['+12025550100'] } })
    const both = reader(headings).read({
      number: 2,
      cells: cellsOf({ 'Phone Number': '2025550100', Email: 'a@example.com' }),
    })
    expect(both.knownByPhone).toBe(false)
    expect(both.values.sms).toBeUndefined()
    const none = reader(headings).read({ number: 2, cells: cellsOf({ 'Phone Number': 'ask Ann' }) })
    expect(none).toMatchObject({ knownByPhone: false, identities: [] })
  })
})

describe('cells that their field refuses', () => {
  const headings = ['name', 'email', 'time_zone', 'seen']
  const made = reader(
    headings,
    [1, 2, 3].map((index) => ({
      index,
      field: headings[index] as string,
      options: { badCells: 'blank' as const },
    })),
  )

  it.each([
    [['Ann', 'a@example.com', 'Mars', null], { name: 'Ann', email: ['a@example.com'] }],
    [['Ann', 'a@example.com; nobody@', null, 'soon'], { name: 'Ann', email: ['a@example.com'] }],
    [['Ann', 'nobody@', 'UTC', { error: '#REF!' }], { name: 'Ann', time_zone: 'UTC' }],
  ] as [Cell[], object][])('of %j are blank where the column says so', (cells, values) => {
    const read = made.read({ number: 2, cells })
    expect(read.reasons).toEqual([])
    expect({ ...read.values }).toEqual(values)
  })

  it('fail their row where it says nothing, or that', () => {
    const strict = reader(headings, [
      { index: 2, field: 'time_zone', options: { badCells: 'fail' } },
    ])
    const { reasons } = strict.read({ number: 2, cells: ['Ann', 'nobody@', 'Mars'] })
    expect(reasons.map(({ field }) => field)).toEqual(['email', 'time_zone'])
  })
})

describe('constants', () => {
  const constants = [
    { field: 'city', value: 'Bonn' },
    { field: 'gone', value: 'x' },
  ]

  it('fill what the file lacks, and what a row leaves blank', () => {
    const made = reader(['name', 'email'], [], constants)
    expect(valuesOf(made, ['Ann', 'ann@example.com'])).toEqual({
      name: 'Ann',
      email: ['ann@example.com'],
      city: 'Bonn',
    })
    const withCity = reader(['name', 'email', 'city'], [], constants)
    expect(valuesOf(withCity, ['Ann', 'ann@example.com', 'Rome']).city).toBe('Rome')
    expect(valuesOf(withCity, ['Ann', 'ann@example.com', null]).city).toBe('Bonn')
  })

  it('count as named, as every column with a field does', () => {
    const { named } = reader(['name', 'shoe size'], [], constants)
    expect([...named]).toEqual(['name', 'city', 'gone'])
  })

  it('are judged as cells are', () => {
    const made = reader(['name', 'email'], [], [{ field: 'time_zone', value: 'Mars' }])
    expect(made.read({ number: 2, cells: ['Ann', 'ann@example.com'] }).reasons).toMatchObject([
      { field: 'time_zone', column: null, index: null, value: null },
    ])
  })
})

describe('whatever is in the cells', () => {
  const columns = [
    field('amount', { id: 201, type: 'decimal', decimals: 2 }),
    field('count', { id: 202, type: 'integer', max: 100 }),
    field('since', { id: 203, type: 'date' }),
    field('vip', { id: 204, type: 'checkbox' }),
    field('plan', { id: 205, type: 'dropdown', options: [{ id: 'gold', text: 'Gold plan' }] }),
    field('tags', { id: 206, type: 'checkboxlist', options: [{ id: 'a', text: 'A' }] }),
    field('site', { id: 207, type: 'url' }),
    field('short', { id: 208, length: 5 }),
  ]
  const all = [...prebuiltFields, ...columns]
  const keys = ['name', 'email', 'sms', 'time_zone', ...columns.map(({ key }) => key)]
  const constant = { field: 'city', value: 'Bonn\r\nRhein' }
  const made = new RowReader(all, matchColumns(keys, all), [constant])
  const likely = fc.constantFrom<Cell>(
    'Ann',
    'ann@example.com; Ann@Example.com',
    '030 1234567',
    'Europe/Berlin',
    'gold',
    'Gold plan',
    'A; A',
    'https://example.com',
    ' ',
    '-0',
    '12.50',
    ' two\r\nlines ',
    { date: '2024-02-29T00:00:00' },
    { error: '#N/A' },
  )
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    likely,
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  )

  it('has the values that the rules for all of a contact make of them, or else is refused', () => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: keys.length }), (cells) => {
        const sent: Record<string, unknown> = { city: constant.value }
        for (const [index, one] of cells.entries()) {
          if (typeof one === 'object' && one && 'error' in one) continue
          const rules = rulesOf(all.find(({ key }) => key === keys[index])!)
          const value = rules.parseCell(one, plainLocale)
          if (!isEmptyValue(value)) sent[keys[index]!] = value
        }
        const faulty = cells.some((one) => typeof one === 'object' && one && 'error' in one)
        const verdict = judgeContact(all, 'row', sent)
        const read = made.read({ number: 2, cells })
        expect(read.reasons.length > 0).toBe(faulty || verdict.reasons !== null)
        if (read.reasons.length === 0) expect({ ...read.values }).toEqual({ ...verdict.values })
      }),
      { numRuns: 1_000 },
    )
  })
})
