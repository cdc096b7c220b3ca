import type { Cell } from '@cardfile/openapi'
import { headings, rowsPerChunk } from './rows.ts'
import type { BenchServer } from './import-server.ts'

interface Imported {
  id: string
  counts: { rows: number }
}

const putting = (ask: BenchServer['ask'], path: string, body: unknown) => () =>
  ask('PUT', path, body)

/** Sends rows in chunks as the browser does: one while the one before it is being applied. */
export async function sendImport(
  ask: BenchServer['ask'],
  rows: AsyncIterable<Cell[]> | Iterable<Cell[]>,
  more: { dryRun?: boolean } = {},
): Promise<Imported> {
  const about = { fileName: 'bench.xlsx', mode: 'merge', headings, ...more }
  const { id } = (await ask('POST', '/imports', about)) as Imported
  let chunk: { number: number; cells: Cell[] }[] = []
  let sent = 0
  let row = 1
  let last: Promise<unknown> = Promise.resolve()
  const send = async () => {
    const before = last
    const put = putting(ask, `/imports/${id}/chunks/${sent++}`, { rows: chunk })
    last = put().catch(async (error: unknown) => {
      // It may have overtaken the one before it on the way.
      if (!String(error).includes('wrong_state')) throw error
      await before
      return put()
    })
    last.catch(() => undefined)
    chunk = []
    await before
  }
  for await (const cells of rows) {
    chunk.push({ number: ++row, cells })
    if (chunk.length === rowsPerChunk) await send()
  }
  if (chunk.length > 0) await send()
  await last
  return (await ask('POST', `/imports/${id}/finish`)) as Imported
}
