import { detail, mergeUndoDays, type Reason, reason } from '@cardfile/openapi'
import { type Contact, contactFromRow, unpackValues } from '../contacts/contact.ts'
import { refuseMerged } from '../contacts/write.ts'
import { inParts } from '../db/in-parts.ts'
import type { Result, Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Values } from '@cardfile/openapi'
import { selectParts } from './merge-sql.ts'

/** How long a merge can be taken back, in milliseconds. */
export const undoableFor = mergeUndoDays * 86_400_000

/** A contact that takes part in a merge, with what its caller sees of it. */
export interface Part {
  seq: number
  id: string
  version: number
  updatedAt: string
  /** All it has, what the caller does not see too. */
  values: Values
  shown: Contact
}

/** A contact that is to be merged, and the version that is meant; null for whichever there is. */
export interface Meant {
  id: string
  version: number | null
}

/**
 * Contacts by their ids with the answer of another statement, in one trip or in as many as very long values
 * take.
 */
export async function readParts(
  ctx: Context,
  ids: readonly string[],
  beside: Statement,
): Promise<{ rows: Row[]; beside: Result | undefined }> {
  let other: Result | undefined
  const rows = await inParts<Row>(ids.length, async (limit, last) => {
    const after = Number(last?.place ?? -1)
    const [first, page] = await ctx.db.batch(
      [beside, selectParts({ ids: JSON.stringify(ids), after, limit })],
      'read',
    )
    other ??= first
    return page?.rows ?? []
  })
  return { rows, beside: other }
}

/**
 * The contacts that are meant, in their order.
 *
 * @throws ProblemError `not_found`, `merged`, or `stale` with the present state of the one that is
 */
export function partsFrom(
  rows: readonly Row[],
  meant: readonly Meant[],
  snapshot: FieldSnapshot,
): Part[] {
  const byId = new Map(rows.map((row) => [String(row.id), row]))
  return meant.map(({ id, version }) => {
    const row = byId.get(id)
    if (row) refuseMerged(row)
    if (!row || row.deleted_at !== null) throw notFound('contact')
    const shown = contactFromRow(row, snapshot.fields)
    if (version !== null && shown.version !== version)
      throw new ProblemError('stale', {
        detail: detail('contact_stale', { version: shown.version }),
        current: shown,
      })
    const values = unpackValues(String(row.data), snapshot.everyField)
    return {
      seq: Number(row.seq),
      id,
      version: shown.version,
      updatedAt: shown.updatedAt,
      values,
      shown,
    }
  })
}

/** @throws ProblemError `invalid` where a contact would be merged with itself, or comes twice */
export function refuseTwice(survivor: string, sources: readonly string[]): void {
  const told: Reason[] = []
  if (sources.includes(survivor)) told.push(reason('merged_with_itself'))
  if (new Set(sources).size < sources.length) told.push(reason('merged_twice'))
  if (told.length > 0) throw invalid({ from: told })
}
