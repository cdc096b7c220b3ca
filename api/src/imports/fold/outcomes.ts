import { type Field, JsonBytes, sameValue } from '@cardfile/openapi'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { mostParameterBytes } from '../../db/limits.ts'
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

/** Units that values of a chunk's changes may have, tried one after the other until all of them fit; at last none. */
const shownLengths = [Infinity, 1_000, 50, 0]

/**
 * What is kept of each row. Where a chunk changes more than a value of the database may hold, long texts
 * are shown by their beginning, and very many of them not at all; the history of each contact has them.
 *
 * @returns as `allOutcomes`
 */
export async function outcomesJson(
  rows: readonly FoldedRow[],
  fields: readonly Field[],
  options: { dryRun: boolean },
): Promise<Uint8Array> {
  let told = new Uint8Array()
  for (const length of shownLengths) {
    told = await allOutcomes(rows, fields, { ...options, length })
    if (told.length <= mostParameterBytes) break
  }
  return told
}

/**
 * What is kept of each row, as the bytes of a JSON list of `[row, outcome, contact's id or null, changes, row]`;
 * the last two only where there are any.
 *
 * @param dryRun whether the contacts that rows make are to be found by their rows alone
 */
async function allOutcomes(
  rows: readonly FoldedRow[],
  fields: readonly Field[],
  { dryRun, length }: { dryRun: boolean; length: number },
): Promise<Uint8Array<ArrayBuffer>> {
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
      to.add(change ? changesJson(change, fields, length) : '[]')
    }
    if (maker !== null) to.add(`,${maker}`)
    to.add(']')
  })
  return told.take()
}

function changesJson(
  change: NonNullable<FoldedRow['change']>,
  fields: readonly Field[],
  length: number,
): string {
  if (length === 0) return '[]'
  const shorten = (_key: string, value: unknown) =>
    typeof value === 'string' && value.length > length ? beginningOf(value, length) : value
  return JSON.stringify(differences(change, fields), length === Infinity ? undefined : shorten)
}

/** Half a surrogate pair is no text. */
const beginningOf = (text: string, length: number) =>
  `${text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')}…`

/** In the order of the fields, wherever the values come from. */
function differences(
  { before, after }: NonNullable<FoldedRow['change']>,
  fields: readonly Field[],
): FieldChange[] {
  return fields
    .filter(({ key }) => before[key] !== after[key] && !sameValue(before[key], after[key]))
    .map(({ key }) => ({ field: key, before: before[key] ?? null, after: after[key] ?? null }))
}
