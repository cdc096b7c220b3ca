import { fileURLToPath } from 'node:url'
import type { Cell } from '@cardfile/openapi'
import { person, phoneOf } from '../people.ts'

/** Custom fields the sheet is meant for. */
export const customFields = [
  { name: 'Segment', type: 'integer' },
  { name: 'Seats', type: 'integer' },
  { name: 'Monthly spend', type: 'decimal' },
  { name: 'Customer since', type: 'date' },
  { name: 'VIP', type: 'checkbox' },
  { name: 'Plan', type: 'dropdown', options: ['Free', 'Silver', 'Gold'].map((text) => ({ text })) },
]

/** Twenty columns: fourteen of the pre-built fields and all of the custom ones. */
export const headings = [
  'Name',
  'First name',
  'Last name',
  'Title',
  'Company',
  'Phone',
  'Address',
  'City',
  'State/Province',
  'Country',
  'Postal code',
  'Time zone',
  'Email',
  'External ID',
  ...customFields.map(({ name }) => name),
]

/** The same columns by their fields' keys. */
export const keys = headings.map((heading) =>
  heading === 'State/Province' ? 'state' : heading.toLowerCase().replaceAll(' ', '_'),
)

const emailColumn = headings.indexOf('Email')
const seatsColumn = headings.indexOf('Seats')
const late = new Set(['Address', 'Title', 'Plan'].map((heading) => headings.indexOf(heading)))
const began = Date.UTC(2024, 0, 1)

/** What becomes of one row in twenty; all others create a contact. */
const fates = [
  'merged',
  'merged',
  'merged',
  'unchanged',
  'unchanged',
  'failed',
  'repeated',
] as const

function fateOf(n: number) {
  return fates[n % 20]
}

/** The `n`-th row, from 0, every cell filled. */
function fullRow(n: number): Cell[] {
  const who = person(n)
  return [
    `${who.firstName} ${who.lastName}`,
    who.firstName,
    who.lastName,
    who.title,
    who.company,
    phoneOf(who, n),
    `${(n * 31) % 400} ${who.lastName} Street`,
    who.place.city,
    who.place.state,
    who.place.country,
    who.place.code,
    who.place.zone,
    `${who.handle}@example.com`,
    `crm-${String(n).padStart(8, '0')}`,
    (Math.imul(n, 2_654_435_761) >>> 0) % 1_000,
    (n * 37) % 500,
    ((n * 7919) % 100_000) / 100,
    { date: new Date(began + (n % 900) * 86_400_000).toISOString().slice(0, 10) },
    n % 50 === 0,
    ['Free', 'Silver', 'Gold'][n % 3] ?? null,
  ]
}

/** The rows that a benchmark imports: of twenty, thirteen create a contact, and the rest meet one or fail. */
export function* mixedRows(count: number): Generator<Cell[]> {
  for (let n = 0; n < count; n++) {
    const fate = fateOf(n)
    // A row of its own file again, as exports that were pasted together have it.
    const cells = fullRow(fate === 'repeated' && n > 20 ? n - 14 : n)
    if (fate === 'failed') {
      cells[emailColumn] = 'ann at example.com'
      cells[seatsColumn] = 'many'
    }
    yield cells
  }
}

/** The rows of contacts that are there before, with cells left empty where the import will fill them. */
export function* earlierRows(count: number): Generator<Cell[]> {
  for (let n = 0; n < count; n++) {
    const fate = fateOf(n)
    if (fate === 'merged') yield fullRow(n).map((cell, index) => (late.has(index) ? null : cell))
    else if (fate === 'unchanged') yield fullRow(n)
  }
}

/** Rows that all create a contact. */
export function* freshRows(count: number): Generator<Cell[]> {
  for (let n = 0; n < count; n++) yield fullRow(n)
}

export function* withHeadings(rows: Iterable<Cell[]>): Generator<Cell[]> {
  yield headings
  yield* rows
}

/** As many as a chunk of an import takes where the database is near. */
export const rowsPerChunk = 2_000

/** Rows as a reader of files gives them, some at a time. */
export function* inBatches(rows: Iterable<Cell[]>): Generator<Cell[][]> {
  let batch: Cell[][] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < rowsPerChunk) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

export const dataFolder = fileURLToPath(new URL('../../../data/', import.meta.url))
