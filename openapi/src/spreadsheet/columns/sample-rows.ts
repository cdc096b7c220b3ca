import type { Cell } from '../../field-types/cell.ts'
import { isRequired } from '../../contact-facts.ts'
import { rulesOf } from '../../field-rules.ts'
import { type Field, isComputed } from '../../field.ts'

/** The fields that people's files show: what the sample file has, and an export unless told otherwise. */
export function visibleFields(fields: readonly Field[]): Field[] {
  return fields.filter(({ visible }) => visible)
}

/** The columns of the sample file, in the form's order. */
export function sampleFields(fields: readonly Field[]): Field[] {
  return visibleFields(fields).filter((field) => !isComputed(field))
}

/**
 * Two example rows for `columns` that an import takes as they are. Values the pre-built fields are
 * known by come first; others are their types' examples.
 */
export function sampleRows(columns: readonly Field[]): Cell[][] {
  return [0, 1].map((row) => columns.map((field) => exampleCell(field, row)))
}

function exampleCell(field: Field, row: number): Cell {
  const known = familiar.get(field.key)?.[row]
  if (known !== undefined && isTaken(field, known)) return known
  // The second row shows that a cell may stay empty, where it may.
  if (row > 0 && !isRequired(field)) return null
  const cell = rulesOf(field).example(row)
  return isTaken(field, cell) ? cell : null
}

function isTaken(field: Field, cell: Cell): boolean {
  const { parseCell, value } = rulesOf(field)
  return value.safeParse(parseCell(cell)).success
}

/** RFC 2606 names, 555-01xx numbers: nobody is called by them, so nobody is reached by mistake. */
const familiar: ReadonlyMap<string, readonly [Cell, Cell]> = new Map([
  ['name', ['Ann Example', 'Bob Sample']],
  ['first_name', ['Ann', 'Bob']],
  ['last_name', ['Example', 'Sample']],
  ['title', ['Head of Purchasing', null]],
  ['company', ['Example Ltd', 'Sample & Sons']],
  ['phone', ['+1 202 555 0100', null]],
  ['address', ['1 Example Street', null]],
  ['city', ['Berlin', 'London']],
  ['state', ['Berlin', null]],
  ['country', ['Germany', 'United Kingdom']],
  ['postal_code', ['01067', 'SW1A 1AA']],
  ['time_zone', ['Europe/Berlin', 'Europe/London']],
  ['description', ['Several values in one cell are separated by ;', null]],
  ['email', ['ann@example.com; ann@example.org', 'bob@example.com']],
  ['sms', ['+1 202 555 0101', null]],
  ['facebook', ['ann.example', null]],
  ['twitter', ['@ann_example', null]],
  ['instagram', ['ann.example', null]],
  ['whatsapp', ['+1 202 555 0102', null]],
  ['telegram', ['@ann_example', null]],
  ['wechat', ['ann-example', null]],
  ['line', ['ann-example', null]],
])
