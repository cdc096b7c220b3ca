import type { Cell } from '@cardfile/openapi'
import { headings, rowsPerChunk } from './rows.ts'
import type { BenchServer } from './import-server.ts'

/** Requests under way at once, as the browser has them. */
const mostInFlight = 2

interface Imported {
  id: string
  counts: { rows: number }
}

/** Sends rows in chunks as the browser does: the next one is read while some are on their way. */
export async function sendImport(
  ask: BenchServer['ask'],
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>,
  more: { dryRun?: boolean } = {},
): Promise<Imported> {
  const about = { fileName: 'bench.xlsx', mode: 'merge', headings, ...more }
  const { id } = (await ask('POST', '/imports', about)) as Imported
  const inFlight: Promise<unknown>[] = []
  let chunk: { number: number; cells: Cell[] }[] = []
  let sent = 0
  let row = 1
  const send = async () => {
    if (inFlight.length >= mostInFlight) await inFlight.shift()
    inFlight.push(ask('PUT', `/imports/${id}/chunks/${sent++}`, { rows: chunk }))
    chunk = []
  }
  for await (const cells of rows) {
    chunk.push({ number: ++row, cells })
    if (chunk.length === rowsPerChunk) await send()
  }
  if (chunk.length > 0) await send()
  for (const answer of inFlight) await answer
  return (await ask('POST', `/imports/${id}/finish`)) as Imported
}
