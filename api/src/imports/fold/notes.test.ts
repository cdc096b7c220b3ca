import {
  type Cell,
  type Field,
  type ImportOutcome,
  prebuiltFields,
  type ReasonCode,
} from '@cardfile/openapi'
import { customField } from '@cardfile/openapi/test-field'
import { type ColumnChoice, matchColumns } from '@cardfile/openapi/spreadsheet'
import { expect, test } from 'vitest'
import { present } from '../../../test/model/fold-run.ts'
import { fold } from './fold.ts'
import type { ImportMode } from './import-mode.ts'
import { notedAfter } from './note-counts.ts'
import { RowReader } from './row-reader.ts'

const tags = customField('tags', {
  type: 'checkboxlist',
  options: [
    { id: 'o1', text: 'New' },
    { id: 'o2', text: 'Old' },
  ],
})
const score = customField('score', { type: 'decimal' })
const seen = customField('seen', { type: 'datetime' })
const day = customField('day', { type: 'date' })
const known: readonly Field[] = [...prebuiltFields, tags, score, seen, day]
const ann = present(
  7,
  {
    name: 'Ann',
    email: ['ann@example.com'],
    sms: ['+12025550100'],
    city: 'Berlin',
    company: 'Acme',
    tags: ['o1'],
    score: 1.5,
    day: '2026-01-31',
  },
  known,
)

interface Odd {
  fields?: readonly Field[]
  options?: ColumnChoice['options']
  params?: object
}

const changed = (key: string, change: Partial<Field>) => ({
  fields: known.map((field) => (field.key === key ? { ...field, ...change } : field)),
})
const readOnly = (key: string) => changed(key, { readOnly: true })
const notMine = (key: string) => changed(key, { editable: false })
const deleted = (key: string) => ({ fields: known.filter((field) => field.key !== key) })
const blank = { options: { badCells: 'blank' } } as const
const zone = 'Europe/Berlin'
const inBerlin = { options: { timeZone: zone } }
const twice = {
  taken: '2026-10-25T00:30:00.000Z',
  other: '2026-10-25T01:30:00.000Z',
}
const otherNumber = '+1 202 555 0177'

type Case = [
  heading: string,
  cell: Cell,
  outcome: ImportOutcome,
  code: ReasonCode | null,
  odd?: Odd,
]

const byMode: Record<ImportMode, Case[]> = {
  merge: [
    ['City', 'Bonn', 'unchanged', 'kept_value', { params: { kept: 'Berlin' } }],
    ['Name', 'Anna', 'unchanged', 'kept_value', { params: { kept: 'Ann' } }],
    ['score', 2, 'unchanged', 'kept_value', { params: { kept: '1.5' } }],
    ['day', '2026-02-01', 'unchanged', 'kept_value', { params: { kept: '2026-01-31' } }],
    ['tags', 'Old', 'unchanged', 'kept_value', { params: { kept: 'New' } }],
    ['tags', 'New; Old', 'unchanged', 'kept_value', { params: { kept: 'New' } }],
    // The same, nothing, or what fills an empty field.
    ['City', ' Berlin ', 'unchanged', null],
    ['City', ' ', 'unchanged', null],
    ['Title', 'Dr', 'merged', null],
    ['SMS', '001 (202) 555-0100', 'unchanged', null],
    // Identities beside the one that the contact has.
    [
      'SMS',
      `+1 202 555 0100; ${otherNumber}`,
      'unchanged',
      'kept_identities',
      { params: { left: [otherNumber], kept: ['+12025550100'] } },
    ],
    [
      'Email',
      'ann@example.com; ann@example.org',
      'unchanged',
      'kept_identities',
      { params: { left: ['ann@example.org'], kept: ['ann@example.com'] } },
    ],
    // Fields that nobody may change, or not the one who imports.
    ['Title', 'Dr', 'unchanged', 'read_only_left', readOnly('title')],
    ['City', 'Bonn', 'unchanged', 'read_only_left', readOnly('city')],
    ['City', 'Berlin', 'unchanged', null, readOnly('city')],
    ['Twitter', '@ann', 'unchanged', 'read_only_left', readOnly('twitter')],
    ['Title', 'Dr', 'unchanged', 'not_yours_left', notMine('title')],
    // A field that is gone since the columns were matched.
    ['score', 3, 'unchanged', 'field_deleted', deleted('score')],
    ['score', ' ', 'unchanged', null, deleted('score')],
    // Cells that are taken as blank because somebody chose so.
    [
      'score',
      'a',
      'unchanged',
      'left_blank',
      { ...blank, params: { rule: 'not_number', why: 'must be a number' } },
    ],
    [
      'score',
      { error: '#N/A' },
      'unchanged',
      'left_blank',
      {
        ...blank,
        params: { rule: 'formula_without_result', why: 'is a formula without a result' },
      },
    ],
    // The hour that clocks show twice.
    [
      'seen',
      { date: '2026-10-25T02:30:00' },
      'merged',
      'time_shown_twice',
      { ...inBerlin, params: { zone, ...twice } },
    ],
    ['seen', 'Oct 25, 2026 2:30 am', 'merged', 'time_shown_twice', inBerlin],
    ['seen', '2026-10-25T02:30:00+01:00', 'merged', null, inBerlin],
    ['seen', { date: '2026-10-25T01:59:59' }, 'merged', null, inBerlin],
    // A row of which nothing is taken says so by its outcome.
    ['score', 'a', 'failed', null],
  ],
  update: [
    ['City', 'Bonn', 'updated', null],
    ['City', ' ', 'unchanged', null],
    ['City', 'Bonn', 'unchanged', 'read_only_left', readOnly('city')],
    ['City', 'Bonn', 'unchanged', 'not_yours_left', notMine('city')],
    ['City', 'Berlin', 'unchanged', null, readOnly('city')],
    ['SMS', `+1 202 555 0100; ${otherNumber}`, 'updated', null],
    ['SMS', '001 (202) 555-0100', 'unchanged', null, readOnly('sms')],
    ['SMS', otherNumber, 'unchanged', 'read_only_left', readOnly('sms')],
    ['score', 3, 'unchanged', 'field_deleted', deleted('score')],
  ],
  replace: [
    ['City', 'Bonn', 'replaced', null],
    ['City', 'Bonn', 'replaced', 'read_only_left', readOnly('city')],
    ['City', 'Bonn', 'replaced', 'not_yours_left', notMine('city')],
    ['City', 'Berlin', 'replaced', null, readOnly('city')],
    ['score', 3, 'replaced', 'field_deleted', deleted('score')],
  ],
  skip: [
    ['City', 'Bonn', 'skipped', null],
    ['score', 3, 'skipped', null, deleted('score')],
  ],
}

const ofAnn = { Name: 'Ann', Email: 'ann@example.com' }

function foldRow(mode: ImportMode, cells: Record<string, Cell>, odd: Odd = {}, present = [ann]) {
  const { fields = known, options } = odd
  const headings = Object.keys(cells)
  const choices: ColumnChoice[] = options
    ? headings.flatMap((heading, index) =>
        heading in ofAnn ? [] : [{ index, field: heading, options }],
      )
    : []
  const reader = new RowReader(fields, matchColumns(headings, known, choices))
  const rows = [reader.read({ number: 2, cells: Object.values(cells) })]
  return fold({ fields, mode, reader, rows, present, newId: () => 'new-1' }).rows
}

const cases = Object.entries(byMode).flatMap(([mode, some]) =>
  some.map(
    ([heading, cell, outcome, code, odd]) =>
      [mode as ImportMode, heading, cell, outcome, code, odd] as const,
  ),
)

test.each(cases)('%s: %s %j: %s, and what is said of it: %s', (mode, heading, cell, ...right) => {
  const [outcome, code, odd] = right
  const [row] = foldRow(mode, { ...ofAnn, [heading]: cell }, odd)
  expect(row?.outcome).toBe(outcome)
  const params = odd?.params ?? expect.anything()
  const note = { column: heading, code, params, reason: expect.stringMatching(/^is /) }
  expect(row?.notes).toEqual(code === null ? [] : [expect.objectContaining(note)])
})

test('what is said of rows is counted by what it is and where, with the first of their numbers', () => {
  const rows = (first: number) =>
    Array.from({ length: 12 }, (_, index) =>
      foldRow('merge', { ...ofAnn, City: 'Bonn', score: index % 2 ? 2 : 1.5 }).map((folded) => ({
        ...folded,
        row: { ...folded.row, number: first + index },
      })),
    ).flat()
  const once = notedAfter({ rows: 0, counts: [] }, rows(2))
  expect(notedAfter(once, foldRow('skip', { ...ofAnn, City: 'Bonn' }))).toBe(once)
  expect(notedAfter(once, rows(14))).toEqual({
    rows: 24,
    counts: [
      {
        code: 'kept_value',
        column: 'City',
        index: 2,
        field: 'city',
        rows: 24,
        firstRows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      },
      {
        code: 'kept_value',
        column: 'score',
        index: 3,
        field: 'score',
        rows: 12,
        firstRows: [3, 5, 7, 9, 11, 13, 15, 17, 19, 21],
      },
    ],
  })
})
