import { readRecorded } from '../audit/read-recorded.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { everyPart, unlessTooLarge } from '../db/in-parts.ts'
import type { Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { selectDeletedFields } from '../installation/definition-rows.ts'
import { keptFor } from '../installation/retention.ts'
import * as traces from './traces-sql.ts'

interface Traces {
  row: Row
  /** Definitions that were deleted and can still be restored. */
  deletedFields: readonly Row[]
  changes: readonly Row[]
  outcomes: readonly Row[]
  /** Contacts that were merged into it. */
  merged: readonly Row[]
  notes: readonly Row[]
}

/** In one trip, or where that is too much for an answer in as many as it takes. */
export async function readTraces(ctx: Context, id: string, recorded: Statement): Promise<Traces> {
  const contact = [
    traces.selectContact({ id }),
    selectDeletedFields({ since: ctx.now() - keptFor }),
  ]
  const changesIn = (part: typeof traces.whole) => traces.selectChanges({ id, ...part })
  const outcomesIn = (part: typeof traces.whole) => traces.selectOutcomes({ id, ...part })
  const mergedIn = (part: typeof traces.whole) => traces.selectMerged({ id, ...part })
  const notesIn = (part: typeof traces.whole) => traces.selectNotes({ id, ...part })
  const kinds = [changesIn, outcomesIn, mergedIn, notesIn]
  const whole = await unlessTooLarge(() =>
    readRecorded(ctx, [...contact, ...kinds.map((select) => select(traces.whole))], recorded),
  )
  if (whole) {
    const [found, gone, changes, outcomes, merged, notes] = whole
    return {
      row: firstRow(found),
      deletedFields: gone?.rows ?? [],
      changes: changes?.rows ?? [],
      outcomes: outcomes?.rows ?? [],
      merged: merged?.rows ?? [],
      notes: notes?.rows ?? [],
    }
  }
  const [found, gone] = await readRecorded(ctx, contact, recorded)
  return {
    row: firstRow(found),
    deletedFields: gone?.rows ?? [],
    changes: await tracesOf(ctx, changesIn),
    outcomes: await tracesOf(ctx, outcomesIn),
    merged: await tracesOf(ctx, mergedIn),
    notes: await tracesOf(ctx, notesIn),
  }
}

/** All traces of a kind. */
export const tracesOf = (
  ctx: Context,
  select: (part: typeof traces.whole) => Statement,
): Promise<Row[]> =>
  everyPart(async (limit, offset) => {
    const [part] = await ctx.db.batch([select({ limit, offset })], 'read')
    return part?.rows ?? []
  })
