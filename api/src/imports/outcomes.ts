import { sameValue, type Values } from '@cardfile/openapi'
import { eachInTurns } from '../others-first.ts'
import type { FoldedRow } from './fold.ts'

/** One field of a contact that a row changed. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

/**
 * What is kept of each row: `[row, outcome, contact's id or null, changes, row]`; the last two only where there are any.
 *
 * @param dryRun whether the contacts that rows make are to be found by their rows alone
 */
export async function outcomesJson(
  rows: readonly FoldedRow[],
  { dryRun }: { dryRun: boolean },
): Promise<string> {
  const told: string[] = []
  await eachInTurns(rows, ({ row, outcome, contactId, madeBy, change }) => {
    const id = contactId === null ? 'null' : `"${contactId}"`
    const changes = change ? JSON.stringify(differences(change.before, change.after)) : '[]'
    const maker = dryRun && madeBy !== null && madeBy !== row.number ? `,${madeBy}` : ''
    const more = change || maker ? `,${changes}${maker}` : ''
    told.push(`[${row.number},"${outcome}",${id}${more}]`)
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
