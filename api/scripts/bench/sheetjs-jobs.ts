import * as fs from 'node:fs'
import { type Cell, type Field, fieldsByKey, rulesOf } from '@cardfile/openapi'
import { headingsOf } from '@cardfile/openapi/spreadsheet'
import Libsql from 'libsql'
import * as xlsx from 'xlsx'
import { memberOf } from '../../src/installation/columns.ts'
import { fieldFromRow } from '../../src/installation/definition-rows.ts'
import type { Row } from '../../src/db/result.ts'
import type { Work } from './job.ts'
import { freshRows, keys, withHeadings } from './rows.ts'
import { timed } from './timed.ts'

xlsx.set_fs(fs)

/** Cells alone, without turning them into rows: the least that SheetJS can do. */
export function readWithSheetJs(file: string): Promise<Work> {
  return timed(async () => {
    const { Sheets, SheetNames } = xlsx.readFile(file, { dense: true })
    if (!Sheets[SheetNames[0] ?? '']?.['!ref']) throw new Error('nothing was read')
  })
}

export function writeWithSheetJs(file: string, count: string): Promise<Work> {
  return timed(async () => writeRows(file, [...withHeadings(freshRows(Number(count)))]))
}

/** The table that the server exports: contacts in one query, each value as its field shows it. */
export async function exportWithSheetJs(database: string, file: string): Promise<Work> {
  const db = new Libsql(database)
  const work = await timed(async () => {
    const byKey = fieldsByKey((db.prepare('SELECT * FROM fields').all() as Row[]).map(fieldFromRow))
    const columns = keys.flatMap((key) => byKey.get(key) ?? [])
    const rows = db
      .prepare('SELECT json(data) FROM contacts WHERE deleted_at IS NULL')
      .pluck()
      .all()
      .map((data) => cellsOf(JSON.parse(String(data)), columns))
    writeRows(file, [headingsOf(columns, columns, 'labels'), ...rows])
  })
  db.close()
  return work
}

function cellsOf(data: Record<string, unknown>, columns: readonly Field[]): Cell[] {
  return columns.map((field) => {
    const value = data[memberOf(field)]
    return value === undefined ? null : rulesOf(field).formatCell(value)
  })
}

function writeRows(file: string, rows: readonly (readonly Cell[])[]): void {
  const plain = rows.map((row) => row.map(plainCell))
  const book = xlsx.utils.book_new()
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(plain, { dense: true }), 'Contacts')
  xlsx.writeFile(book, file, { compression: true })
}

function plainCell(cell: Cell): unknown {
  return typeof cell === 'object' && cell !== null && 'date' in cell ? new Date(cell.date) : cell
}
