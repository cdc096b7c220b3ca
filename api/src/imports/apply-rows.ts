import type { Context } from '../installation/context.ts'
import { DatabaseUnavailable, OutOfTrips } from '../db/database.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { applyChunk } from './chunk/apply-chunk.ts'
import { type ChunkRows, RowsWriter } from './chunk/chunk-rows.ts'
import type { FileRow } from './fold/row.ts'
import type { Import } from './import/import.ts'
import { mostCharacters } from './import/limits.ts'

/** Half a minute in all: as long as a server takes to be started anew. */
export const defaultPauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000]

/**
 * Applies rows in chunks, reading on while one is being written.
 *
 * @param pauses milliseconds to wait before each time that something is tried again: the file cannot be sent
 *   again from where it was, so that a database which is away for a moment is waited for here
 * @throws as `applyChunk`, and what `rows` throws
 */
export async function applyRows(
  ctx: Context,
  { id, chunkRows }: Pick<Import, 'id' | 'chunkRows'>,
  rows: AsyncIterable<FileRow>,
  pauses: readonly number[],
): Promise<void> {
  let chunk = new RowsWriter()
  let number = 0
  let last: Promise<unknown> = Promise.resolve()
  const underWay: Promise<unknown>[] = []
  const apply = async () => {
    const applying = deliver(
      ctx,
      { id, number: number++, rows: chunk.take(), before: last },
      pauses,
    )
    // Heard when another one is due; until then it is nobody's unhandled rejection.
    applying.catch(() => {})
    last = applying
    underWay.push(applying)
    chunk = new RowsWriter()
    // The next one is judged while this one is being written.
    if (underWay.length > 1) await underWay.shift()
  }
  try {
    for await (const row of rows) {
      chunk.add(row)
      if (chunk.count === chunkRows || chunk.characters >= mostCharacters) await apply()
    }
    if (chunk.count > 0) await apply()
    await Promise.all(underWay)
  } finally {
    await Promise.allSettled(underWay)
  }
}

interface Delivery {
  id: string
  number: number
  rows: ChunkRows
  /** The chunk before it. */
  before: Promise<unknown>
}

/** A chunk is applied once, however often it is delivered. */
async function deliver(
  ctx: Context,
  { id, number, rows, before }: Delivery,
  pauses: readonly number[],
): Promise<void> {
  const send = () => untilReached(() => applyChunk(ctx, id, number, rows), pauses)
  try {
    await send()
  } catch (error) {
    // Too early, where the one before it has to be tried again.
    if (!(error instanceof ProblemError && error.code === 'wrong_state')) throw error
    await before
    await send()
  }
}

/** Tries again what the database could not be reached for. What is tried may have been done. */
export async function untilReached<T>(
  attempt: () => Promise<T>,
  pauses: readonly number[],
): Promise<T> {
  for (const pause of pauses) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || error instanceof OutOfTrips) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  return attempt()
}
