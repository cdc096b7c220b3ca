import type { Context } from '../../installation/context.ts'
import { firstRow } from '../../db/database.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import type { Chunk, Plan } from './chunk-context.ts'
import { prepareChunk } from './prepare.ts'
import type { ChunkAnswer } from '../import/import.ts'
import { projectionsHeld, numberingAfter } from './projected-state.ts'

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
  const prepared = await prepareChunk(ctx, snapshot, plan, chunk)
  if ('answered' in prepared) return prepared.answered
  chunk.prepared()
  const { answer, projected, ahead, expected, statements } = prepared
  await slot.come()
  if (!projectionsHeld(ahead, expected)) return null
  const results = await ctx.db.batch(await statements(numberingAfter(expected)), 'write')
  if (results[0]?.rowsAffected !== 1) return null
  if (!plan.dryRun) projected.beforeSeq = Number(firstRow(results.at(-1)).before_seq)
  slot.written = projected
  return answer
}
