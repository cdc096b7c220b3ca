import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Cell } from '@cardfile/openapi'
import { writeXlsx } from '@cardfile/openapi/spreadsheet'
import { dataFolder, withHeadings } from './rows.ts'

/** Writes a sheet once and keeps it; its texts stand in the cells, as SheetJS writes them too. */
export async function sheetFile(name: string, rows: Iterable<Cell[]>): Promise<string> {
  const file = `${dataFolder}${name}.xlsx`
  if (existsSync(file)) return file
  mkdirSync(dataFolder, { recursive: true })
  await pipeline(writeXlsx(withHeadings(rows)), createWriteStream(`${file}.making`))
  renameSync(`${file}.making`, file)
  return file
}
