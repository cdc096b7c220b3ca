import { createWriteStream, openAsBlob } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { openWorkbook, writeXlsx } from '@cardfile/openapi/spreadsheet'
import { nodeCompressor } from '../../src/platform/node/compressor.ts'
import type { Work } from './job.ts'
import { freshRows, withHeadings } from './rows.ts'
import { timed } from './timed.ts'

export function readSheet(file: string): Promise<Work> {
  return timed(async () => {
    const workbook = await openWorkbook(await openAsBlob(file))
    let rows = 0
    for await (const batch of workbook.rows()) rows += batch.length
    if (rows < 2) throw new Error('nothing was read')
  })
}

export function writeSheet(file: string, count: string): Promise<Work> {
  const rows = withHeadings(freshRows(Number(count)))
  const sheet = writeXlsx(rows, { compressor: nodeCompressor })
  return timed(() => pipeline(sheet, createWriteStream(file)))
}
