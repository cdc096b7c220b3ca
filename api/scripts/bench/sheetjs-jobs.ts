import * as fs from 'node:fs'
import type { Cell } from '@cardfile/openapi'
import Libsql from 'libsql'
import * as xlsx from 'xlsx'
import type { Work } from './job.ts'
import { freshRows, withHeadings } from './rows.ts'
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

/** An export at its barest: stored values as they are, in one query, in one sheet. */
export async function exportWithSheetJs(database: string, file: string): Promise<Work> {
  const db = new Libsql(database)
  const work = await timed(async () => {
    const statement = db.prepare('SELECT json(data) FROM contacts WHERE deleted_at IS NULL')
    const rows = statement
      .pluck()
      .all()
      .map((data) => valuesOf(String(data)))
    writeRows(file, rows)
  })
  db.close()
  return work
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

function valuesOf(json: string): Cell[] {
  return Object.values<Cell | string[]>(JSON.parse(json)).map((value) =>
    Array.isArray(value) ? value.join('; ') : value,
  )
}
