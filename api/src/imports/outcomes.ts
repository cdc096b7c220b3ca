import { sameValue, type Values } from '@cardfile/openapi'
import { eachInTurns } from '../others-first.ts'
import type { FoldedRow } from './fold.ts'

/** One field of a contact that a row changed. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

/** What is kept of each row: `[row, outcome, contact's id or null, changes]`. */
export async function outcomesJson(rows: readonly FoldedRow[]): Promise<string> {
  const told: string[] = []
  await eachInTurns(rows, ({ row, outcome, contactId, change }) => {
    const id = contactId === null ? 'null' : `"${contactId}"`
    const changes = change ? `,${JSON.stringify(differences(change.before, change.after))}` : ''
    told.push(`[${row.number},"${outcome}",${id}${changes}]`)
  })
  return `[${told.join(',')}]`
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
