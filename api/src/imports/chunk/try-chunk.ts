import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import type { Chunk, Plan } from './chunk-context.ts'
import { type Prepared, prepareChunk } from './prepare.ts'
import type { ChunkAnswer } from '../import/import.ts'
import type { PipelineSlot } from './pipeline.ts'
import { numberingAfter, projectionsHeld, projectionsUnderWay } from './projected-state.ts'

/**
 * Tries once to apply a chunk, in two trips: reads what its rows can meet, folds, and writes under the
 * condition that all of it is still so.
 *
 * @returns null where another writer got in between; nothing was written then
 * @throws ProblemError `not_found`; `already_exists` for other rows under a number that was applied;
 *   `wrong_state` out of turn or once the import has ended; DefinitionsChanged
 */
export async function tryChunk(
  ctx: Context,
  snapshot: FieldSnapshot,
  plan: Plan,
  chunk: Chunk,
): Promise<ChunkAnswer | null> {
  const { slot } = chunk
  slot.projected = null
  slot.handedOver = null
  const prepared = await prepareChunk(ctx, snapshot, plan, chunk)
  if ('answered' in prepared) return prepared.answered
  chunk.prepared()
  if (!(await canBeWritten(ctx, slot, prepared))) return null
  const { answer, projected, expected, statements } = prepared
  const batch = await statements(numberingAfter(expected))
  try {
    slot.handedOver = projected
    const results = await ctx.db.batch(batch, 'write')
    if (results[0]?.rowsAffected !== 1) return null
    if (!plan.dryRun) projected.beforeSeq = Number(firstRow(results.at(-1)).before_seq)
    slot.written = projected
    return answer
  } finally {
    slot.handedOver = null
  }
}

/**
 * Waits for its turn. @returns false where something else became of a chunk ahead than was expected
 *
 * Where the database is near, one thread takes batches in the order they are handed over. So the next one goes
 * there while the one before it is being written, and nothing stands still between them; should that one fail,
 * its marker is missing and this one fails as well.
 */
async function canBeWritten(
  { db }: Context,
  slot: PipelineSlot,
  { ahead, expected, needsNumbers }: Prepared,
): Promise<boolean> {
  if (db.isNear && !needsNumbers) {
    await slot.follow()
    return projectionsUnderWay(ahead, expected)
  }
  await slot.come()
  return projectionsHeld(ahead, expected)
}
