import { sameValue, type Values } from '@cardfile/openapi'
import type { FoldedRow } from './fold.ts'

/** One field of a contact that a row changed. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

/** What is kept of each row: `[row, outcome, contact's id or null, changes]`. */
export function outcomesJson(rows: readonly FoldedRow[]): string {
  return JSON.stringify(
    rows.map(({ row, outcome, contactId, change }) => [
      row.number,
      outcome,
      contactId,
      ...(change ? [differences(change.before, change.after)] : []),
    ]),
  )
}

function differences(before: Values, after: Values): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...keys]
    .filter((key) => !sameValue(before[key], after[key]))
    .map((field) => ({
      field,
      before: before[field] ?? null,
      after: after[field] ?? null,
    }))
}
