import { detail, reason } from '@cardfile/openapi'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import type { Context } from '../../installation/context.ts'
import { invalid, ProblemError } from '../../errors/problem-error.ts'
import { tryChunk } from './try-chunk.ts'
import type { Chunk, Plan } from './chunk-context.ts'
import { addOptions, OptionsMissing } from './missing-options.ts'
import type { ChunkRows } from './chunk-rows.ts'
import { type ChunkAnswer, importFromRow } from '../import/import.ts'
import * as sql from '../import/sql.ts'
import { planOf } from './plans.ts'
import { refuseUnlessOwn } from '../import/own.ts'
import { existing, readerOf, shownImport } from '../import/reader.ts'
import { enterPipeline } from './pipeline.ts'

/** What is done with its rows, whoever asks. */
async function readPlan(ctx: Context, id: string): Promise<Plan> {
  const [found] = await ctx.db.batch([sql.selectImportById({ id })], 'read')
  return importFromRow(existing(found))
}

/** Writers that get in between are met a few times; more than that is a storm, and worth waiting out. */
const mostAttempts = 10

/**
 * Applies a chunk exactly once, in two trips: a repeated delivery gets the stored answer. In turn with
 * other writers it is done again from its beginning.
 *
 * @param prepared called when all that is left to do is to write it
 * @throws ProblemError as `tryChunk`, `busy`, `forbidden` for rows of somebody else's import, and `invalid`
 *   for more of them than a chunk of it takes
 */
export async function applyChunk(
  ctx: Context,
  importId: string,
  number: number,
  rows: ChunkRows,
  prepared = () => {},
): Promise<ChunkAnswer> {
  const slot = enterPipeline(ctx.definitions.shared, importId, number)
  try {
    const plan = await planOf(ctx, importId, () => readPlan(ctx, importId))
    const { chunkRows: most } = plan
    if (rows.count > most) throw invalid({ rows: [reason('too_many_values', { most })] })
    const chunk = { importId, number, rows, fingerprint: sha256Hex(rows.bytes), slot, prepared }
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const answer = await attemptChunk(ctx, plan, chunk)
      if (answer) return answer
    }
  } finally {
    slot.end()
  }
  throw new ProblemError('busy', {
    detail: detail('chunk_being_changed'),
  })
}

/** @returns null where another writer got in between, or options had to be added first */
async function attemptChunk(ctx: Context, plan: Plan, chunk: Chunk): Promise<ChunkAnswer | null> {
  const { rows, slot } = chunk
  try {
    return await ctx.definitions.use(ctx.db, async (snapshot) => {
      refuseUnlessOwn(ctx, plan.actor)
      const given = await tryChunk(ctx, snapshot, plan, chunk)
      return given && { ...given, import: shownImport(given.import, readerOf(ctx, snapshot)) }
    })
  } catch (error) {
    if (!(error instanceof OptionsMissing)) throw error
    // Chunks ahead that are being written need not be done again for it.
    await slot.come()
    await addOptions(ctx, plan.columns, rows)
    return null
  }
}
