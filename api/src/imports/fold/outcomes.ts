import {
  type Field,
  type ImportOutcome,
  importOutcomes,
  JsonBytes,
  type ReasonCode,
  type ReasonParams,
  sameValue,
  sentence,
} from '@cardfile/openapi'
import type { Column } from '@cardfile/openapi/spreadsheet'
import { forEachYielding } from '../../concurrency/yield-to-event-loop.ts'
import { mostParameterBytes } from '../../db/limits.ts'
import type { RowReason } from './row-reason.ts'
import { type FoldedRow } from './fold.ts'

/** One field of a contact that a row changed. */
export interface FieldChange {
  field: string
  before: unknown
  after: unknown
}

const outcomeMember = Object.fromEntries(
  importOutcomes.map((outcome) => [outcome, `,"${outcome}",`]),
) as Record<ImportOutcome, string>

/**
 * Units that values of a chunk's changes and notes may have, tried one after the other until all of them
 * fit; at last none, and of the notes of a row the first few.
 */
const shownLengths = [Infinity, 1_000, 50, 0]
const fewNotes = 10

/**
 * What is kept of each row. Where rows change more than there is room for, long texts are shown by their
 * beginning, and very many of them not at all; the history of each contact has them.
 *
 * @param most bytes that there is room for; those of a value of the database where left out
 * @returns as `allOutcomes`
 */
export async function outcomesJson(
  rows: readonly FoldedRow[],
  fields: readonly Field[],
  { dryRun, most = mostParameterBytes }: { dryRun: boolean; most?: number },
): Promise<Uint8Array> {
  let told = new Uint8Array()
  for (const length of shownLengths) {
    told = await allOutcomes(rows, fields, { dryRun, length })
    if (told.length <= most) break
  }
  return told
}

/**
 * What is kept of each row, as the bytes of a JSON list of
 * `[row, outcome, contact's id or null, changes, row, notes, identities]`; the last four only where there are any.
 *
 * @param dryRun whether the contacts that rows make are to be found by their rows alone
 */
async function allOutcomes(
  rows: readonly FoldedRow[],
  fields: readonly Field[],
  { dryRun, length }: { dryRun: boolean; length: number },
): Promise<Uint8Array<ArrayBuffer>> {
  const told = new JsonBytes('list')
  await forEachYielding(rows, (folded) => {
    const { row, outcome, contactId, madeBy, change, notes } = folded
    const to = told.next()
    to.add('[')
    to.addInteger(row.number)
    to.add(outcomeMember[outcome])
    if (contactId === null) to.add('null')
    else to.addJson(contactId)
    const maker = dryRun && madeBy !== row.number ? madeBy : null
    const keys = dryRun && madeBy !== null && length > 0 ? keysJson(folded) : null
    if (change || maker !== null || notes.length > 0) {
      to.add(',')
      to.add(change ? changesJson(change, fields, length) : '[]')
    }
    if (maker !== null || notes.length > 0 || keys !== null) to.add(`,${maker}`)
    if (notes.length > 0 || keys !== null) {
      to.add(',')
      to.add(notes.length > 0 ? notesJson(notes, length) : 'null')
    }
    if (keys !== null) {
      to.add(',')
      to.add(keys)
    }
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
  return shortJson(differences(change, fields), length)
}

/**
 * The identities of a row that holds values of a contact which only a dry run makes, in lower case: there
 * is no contact to find them by when somebody is erased. Null where it holds none.
 */
function keysJson({ row, change, notes }: FoldedRow): string | null {
  if (!change && notes.length === 0) return null
  return JSON.stringify(row.identities.map(({ key }) => key)).toLowerCase()
}

/** Without their sentences, which are made anew, and without the headings, which the import has. */
function notesJson(notes: readonly RowReason[], length: number): string {
  const kept = length === 0 ? notes.slice(0, fewNotes) : notes
  const each = kept.map(({ code, params, index, field, value }) => {
    const [about, texts] = [
      JSON.stringify([code, index, field]),
      shortJson([params, value], length),
    ]
    return `${about.slice(0, -1)},${texts.slice(1)}`
  })
  return `[${each.join(',')}]`
}

function shortJson(value: unknown, length: number): string {
  const shorten = (_key: string, text: unknown) =>
    typeof text === 'string' && text.length > length ? beginningOf(text, length) : text
  return JSON.stringify(value, length === Infinity ? undefined : shorten)
}

/** A note as `notesJson` writes it. @param columns those of the import */
export function noteFrom(kept: unknown, columns: readonly Pick<Column, 'heading'>[]): RowReason {
  const [code, index, field, params, value] = kept as [
    code: ReasonCode,
    index: number | null,
    field: string | null,
    params: ReasonParams,
    value: string | null,
  ]
  const column = index === null ? null : (columns[index]?.heading ?? null)
  return { column, index, field, value, reason: sentence(code, params), code, params }
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
