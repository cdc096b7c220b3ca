import { type Field, JsonBytes, sameValue } from '@cardfile/openapi'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { type FoldedRow, type Outcome, outcomes } from './fold.ts'

/** One field of a contact that a row changed. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

const outcomeMember = Object.fromEntries(
  outcomes.map((outcome) => [outcome, `,"${outcome}",`]),
) as Record<Outcome, string>

/**
 * What is kept of each row, as the bytes of a JSON list of `[row, outcome, contact's id or null, changes, row]`;
 * the last two only where there are any.
 *
 * @param dryRun whether the contacts that rows make are to be found by their rows alone
 */
export async function outcomesJson(
  rows: readonly FoldedRow[],
  fields: readonly Field[],
  { dryRun }: { dryRun: boolean },
): Promise<Uint8Array> {
  const told = new JsonBytes('list')
  await forEachYielding(rows, ({ row, outcome, contactId, madeBy, change }) => {
    const to = told.next()
    to.add('[')
    to.addInteger(row.number)
    to.add(outcomeMember[outcome])
    if (contactId === null) to.add('null')
    else to.addJson(contactId)
    const maker = dryRun && madeBy !== row.number ? madeBy : null
    if (change || maker !== null) {
      to.add(',')
      to.add(change ? JSON.stringify(differences(change, fields)) : '[]')
    }
    if (maker !== null) to.add(`,${maker}`)
    to.add(']')
  })
  return told.take()
}

/** In the order of the fields, wherever the values come from. */
function differences(
  { before, after }: NonNullable<FoldedRow['change']>,
  fields: readonly Field[],
): FieldChange[] {
  return fields
    .filter(({ key }) => before[key] !== after[key] && !sameValue(before[key], after[key]))
    .map(({ key }) => ({ field: key, before: before[key] ?? null, after: after[key] ?? null }))
}
