import { type Cell, chunkBody } from '@cardfile/openapi'
import { headings } from './rows.ts'
import type { BenchServer } from './import-server.ts'

interface Imported {
  id: string
  chunkRows: number
  counts: { rows: number } & Record<string, number>
}

/** Chunks that are on their way or being applied at once. */
const mostUnderWay = 3

/** A file's rows as its reader gives them, some at a time. */
type Rows = AsyncIterable<Cell[][]> | Iterable<Cell[][]>

type SentRow = { number: number; cells: Cell[] }

/**
 * Sends rows in chunks as the browser does: the next chunk is read while the ones before it are on
 * their way, and some are sent while one is being applied.
 */
export async function sendImport(
  ask: BenchServer['ask'],
  rows: Rows,
  more: { dryRun?: boolean } = {},
): Promise<Imported> {
  const about = { fileName: 'bench.xlsx', mode: 'merge', headings, ...more }
  const { id, chunkRows } = (await ask('POST', '/imports', about)) as Imported
  let again: Promise<unknown> = Promise.resolve()
  const deliver = async (chunk: number, sent: SentRow[], before: Promise<unknown>) => {
    // In bytes at once: the rows themselves need not be kept until they are applied.
    const body = chunkBody(sent)
    const put = () => ask('PUT', `/imports/${id}/chunks/${chunk}`, body)
    return put().catch((error: unknown) => {
      // It may have overtaken the one before it on the way.
      if (!String(error).includes('wrong_state')) throw error
      again = before.then(put)
      return again
    })
  }
  const chunks = inChunks(rows, chunkRows)
  let ahead = chunks.next()
  const underWay: Promise<unknown>[] = []
  let last: Promise<unknown> = Promise.resolve()
  for (let chunk = 0; ; chunk++) {
    const { value, done } = await ahead
    if (done) break
    ahead = chunks.next()
    ahead.catch(() => undefined)
    last = deliver(chunk, value, last)
    last.catch(() => undefined)
    underWay.push(last)
    if (underWay.length === mostUnderWay) await underWay.shift()
    // Whatever is sent before it has come would be too early as well.
    await again
  }
  await last
  return (await ask('POST', `/imports/${id}/finish`)) as Imported
}

/** Rows with their numbers in the sheet, whose first one holds the headings. */
async function* inChunks(rows: Rows, chunkRows: number): AsyncGenerator<SentRow[], undefined> {
  let chunk: SentRow[] = []
  let row = 1
  for await (const batch of rows)
    for (const cells of batch) {
      chunk.push({ number: ++row, cells })
      if (chunk.length < chunkRows) continue
      yield chunk
      chunk = []
    }
  if (chunk.length > 0) yield chunk
}
