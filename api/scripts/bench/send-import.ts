import type { Cell } from '@cardfile/openapi'
import { headings, rowsPerChunk } from './rows.ts'
import type { BenchServer } from './import-server.ts'

interface Imported {
  id: string
  counts: { rows: number }
}

type SentRow = { number: number; cells: Cell[] }

/**
 * Sends rows in chunks as the browser does: the next chunk is read while the ones before it are on
 * their way, and one is sent while the one before it is being applied.
 */
export async function sendImport(
  ask: BenchServer['ask'],
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>,
  more: { dryRun?: boolean } = {},
): Promise<Imported> {
  const about = { fileName: 'bench.xlsx', mode: 'merge', headings, ...more }
  const { id } = (await ask('POST', '/imports', about)) as Imported
  const deliver = async (chunk: number, sent: SentRow[], before: Promise<unknown>) => {
    const put = () => ask('PUT', `/imports/${id}/chunks/${chunk}`, { rows: sent })
    return put().catch(async (error: unknown) => {
      // It may have overtaken the one before it on the way.
      if (!String(error).includes('wrong_state')) throw error
      await before
      return put()
    })
  }
  const window: Promise<unknown>[] = []
  const chunks = inChunks(rows)
  let ahead = chunks.next()
  let last: Promise<unknown> = Promise.resolve()
  for (let chunk = 0; ; chunk++) {
    const { value, done } = await ahead
    if (done) break
    ahead = chunks.next()
    ahead.catch(() => undefined)
    const before = last
    last = deliver(chunk, value, before)
    last.catch(() => undefined)
    window.push(last)
    if (window.length >= Number(process.env.DEPTH ?? 2)) await window.shift()
  }
  await last
  return (await ask('POST', `/imports/${id}/finish`)) as Imported
}

/** Rows with their numbers in the sheet, whose first one holds the headings. */
async function* inChunks(
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>,
): AsyncGenerator<SentRow[], undefined> {
  let chunk: SentRow[] = []
  let row = 1
  for await (const cells of rows) {
    chunk.push({ number: ++row, cells })
    if (chunk.length < rowsPerChunk) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
