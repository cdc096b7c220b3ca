import type { Field } from '@cardfile/openapi'
import { type Contact, contactFromRow, unpackValues } from '../contacts/contact.ts'
import { firstRow } from '../db/database.ts'
import { inParts } from '../db/in-parts.ts'
import type { Result, Row } from '../db/result.ts'
import { selectIdempotent } from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Values } from '@cardfile/openapi'
import type { Holder, MergeEffect } from './plan-undo.ts'
import * as undo from './undo-sql.ts'

/** Contacts that one merge takes at most. */
const mostSources = 9

interface ReadHolder extends Holder {
  version: number
  /** Its version that its merge made. */
  mergeVersion: number
  isMerged: boolean
  isDeleted: boolean
  name: string
  shown: Contact
}

/** A contact that was merged. */
export interface Source {
  seq: number
  version: number
  values: Values
  shown: Contact
}

/** What taking a merge back has to know. */
export interface UndoState {
  /** Row of `selectIdempotent`. */
  known: Row
  mergedAt: number
  isUndone: boolean
  holders: ReadHolder[]
  sources: Source[]
}

/** In one trip, or in as many as very long values take. @returns null where there is no such merge */
export async function readUndo(
  ctx: Context,
  mergeId: string,
  idempotencyKey: string | null,
  snapshot: FieldSnapshot,
): Promise<{ known: Row; state: UndoState | null }> {
  let read: readonly (Result | undefined)[] = []
  const sources = await inParts<Row>(mostSources, async (limit, last) => {
    const results = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey }),
        undo.selectHolders({ mergeId }),
        undo.selectLater({ mergeId }),
        undo.selectSources({ mergeId, after: Number(last?.seq ?? 0), limit }),
      ],
      'read',
    )
    if (read.length === 0) read = results
    return results[3]?.rows ?? []
  })
  const [idempotent, holders, later] = read
  const known = firstRow(idempotent)
  const [first] = holders?.rows ?? []
  if (!first) return { known, state: null }
  const { everyField, fields } = snapshot
  const byContact = Map.groupBy(later?.rows ?? [], ({ seq }) => Number(seq))
  return {
    known,
    state: {
      known,
      mergedAt: Number(first.merged_at),
      isUndone: first.undone_at !== null,
      holders: (holders?.rows ?? []).map((row) => ({
        ...partOf(row, snapshot),
        merge: effectOf(row.merge_id, row.effect_before, row.effect_after, everyField),
        later: (byContact.get(Number(row.seq)) ?? []).map(({ id, before, after }) =>
          effectOf(id, before, after, everyField),
        ),
        mergeVersion: Number(row.merge_version),
        isMerged: row.into_seq !== null,
        isDeleted: row.deleted_at !== null,
        name: String(contactFromRow(row, fields).values.name ?? ''),
      })),
      sources: sources.map((row) => partOf(row, snapshot)),
    },
  }
}

function partOf(row: Row, { everyField, fields }: FieldSnapshot): Source {
  return {
    seq: Number(row.seq),
    version: Number(row.version),
    values: unpackValues(String(row.data), everyField),
    shown: contactFromRow(row, fields),
  }
}

function effectOf(
  id: unknown,
  before: unknown,
  after: unknown,
  fields: readonly Field[],
): MergeEffect {
  return {
    id: String(id),
    before: unpackValues(String(before), fields),
    after: unpackValues(String(after), fields),
  }
}
