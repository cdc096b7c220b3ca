import type { Context } from '../../installation/context.ts'
import { Mutex } from '../../concurrency/mutex.ts'
import type { ChunkAnswer } from '../import/import.ts'
import { applyChunk } from './apply-chunk.ts'
import { sentRows } from './sent-rows.ts'

// Of this thread, whichever import a chunk is of.
const mutex = new Mutex()

/**
 * Applies a chunk as it was sent. Where the database is near, chunks wait as the bytes they came in
 * while another one is judged: judged side by side they are done no sooner, and all of their rows are in
 * memory at once. Where it is far, one is judged while others wait for its answers.
 *
 * @param sent JSON as in `ImportChunk`
 * @throws ProblemError as `applyChunk`, and for what is no chunk `invalid_request` or `invalid`
 */
export async function applySentChunk(
  ctx: Context,
  importId: string,
  number: number,
  sent: Uint8Array<ArrayBuffer>,
): Promise<ChunkAnswer> {
  const release = ctx.db.isNear ? await mutex.acquire() : () => {}
  try {
    return await applyChunk(ctx, importId, number, sentRows(sent), release)
  } finally {
    release()
  }
}
