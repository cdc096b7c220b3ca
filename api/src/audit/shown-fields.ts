import type { FieldSnapshot } from '../installation/definitions.ts'
import type { AuditRow } from './store.ts'

/**
 * What happened, without what a field is called that the reader does not see: that, too, was hidden
 * from them. Of deleted fields, which nobody sees, only who sees all others is told.
 */
export function shownRows(
  rows: readonly AuditRow[],
  { fields, everyField }: FieldSnapshot,
): AuditRow[] {
  if (fields.length === everyField.length) return [...rows]
  const seen = new Set(fields.map(({ id }) => String(id)))
  return rows.map((row) =>
    row.target?.kind === 'field' && !seen.has(String(row.target.id))
      ? { ...row, target: { ...row.target, name: null }, details: {} }
      : row,
  )
}
