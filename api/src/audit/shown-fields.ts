import type { FieldSnapshot } from '../installation/definitions.ts'
import type { AuditRow } from './store.ts'

/**
 * What happened, without what a field is called that the reader does not see, or a section of the form
 * in which they see none: that, too, was hidden from them. Of deleted ones, which nobody sees, only who
 * sees all others is told.
 */
export function shownRows(
  rows: readonly AuditRow[],
  { fields, everyField, sections }: FieldSnapshot,
): AuditRow[] {
  if (fields.length === everyField.length) return [...rows]
  const seen = new Set([
    ...fields.map(({ id }) => `field ${id}`),
    ...sections.map(({ id }) => `section ${id}`),
  ])
  return rows.map((row) =>
    row.target && hideable.has(row.target.kind) && !seen.has(`${row.target.kind} ${row.target.id}`)
      ? { ...row, target: { ...row.target, name: null }, details: {} }
      : row,
  )
}

const hideable: ReadonlySet<string> = new Set(['field', 'section'])
