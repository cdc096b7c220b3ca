import { openAsBlob } from 'node:fs'
import type { Cell } from '@cardfile/openapi'
import { openWorkbook } from '@cardfile/openapi/spreadsheet'
import type { Work } from './job.ts'
import { sendImport } from './send-import.ts'
import { asking } from './import-server.ts'
import { timed } from './timed.ts'

/**
 * What the browser does with an .xlsx: reads it and sends its rows to a server, until all are imported.
 *
 * @param address where to and with which key, as JSON
 */
export function sendSheet(sheet: string, address: string): Promise<Work> {
  return timed(async () => void (await sendImport(asking(JSON.parse(address)), dataRows(sheet))))
}

/** The same as a dry run. */
export function trySheet(sheet: string, address: string): Promise<Work> {
  return timed(
    async () =>
      void (await sendImport(asking(JSON.parse(address)), dataRows(sheet), { dryRun: true })),
  )
}

async function* dataRows(sheet: string): AsyncGenerator<Cell[][]> {
  const workbook = await openWorkbook(await openAsBlob(sheet))
  for await (const batch of workbook.rows())
    yield batch.filter(({ number }) => number > 1).map(({ cells }) => cells)
}
