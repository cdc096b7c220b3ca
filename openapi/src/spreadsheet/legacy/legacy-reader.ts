import type { CellObject, DenseWorkSheet, WorkBook } from 'xlsx'
import type { Cell } from '../../field-types/cell.ts'
import type { Limits } from '../workbook/limits.ts'
import { numberCell } from '../cells/number-cell.ts'
import { numberStyle } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import { damaged, SheetError, columnLetters } from '../workbook/sheet-error.ts'
import { inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'

/** What the errors of SheetJS are called on the screen, by its numbers (BIFF, [MS-XLS] 2.5.10). */
const ERRORS: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
])

/**
 * A file of another format (.xls, .xlsb, .ods …) through SheetJS, which is loaded only now and reads it as a
 * whole. What could make it run out of memory has to be refused before. Throws SheetError.
 */
export async function openLegacy(file: Blob, limits: Limits): Promise<Workbook> {
  if (file.size > limits.legacyBytes) {
    const most = `${Math.floor(limits.legacyBytes / 1024 / 1024)} MB`
    throw new SheetError(
      'too_large',
      `Files of this format can be read up to ${most}. Save it as .xlsx, which can be far larger.`,
    )
  }
  const book = await parse(file)
  const progress: Progress = { read: file.size, total: file.size }
  const system = systemOf(book)
  return {
    format: 'legacy',
    sheets: book.SheetNames.map((name, index) => ({
      name,
      hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    })),
    progress,
    rows(sheet = 0) {
      const name = book.SheetNames[sheet]
      const found = name === undefined ? undefined : book.Sheets[name]
      if (found === undefined) {
        throw new SheetError('no_such_sheet', `There is no sheet ${sheet + 1}.`)
      }
      return readRows(found as DenseWorkSheet, system, limits)
    },
  }
}

async function parse(file: Blob): Promise<WorkBook> {
  const { read } = await import('xlsx')
  const bytes = await file.arrayBuffer()
  let book: WorkBook
  try {
    book = read(bytes, {
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
    })
  } catch (error) {
    if (error instanceof Error && /password/i.test(error.message)) {
      throw new SheetError('encrypted', 'The file is protected by a password. Save it without one.')
    }
    throw damaged()
  }
  if (book.SheetNames.length === 0)
    throw new SheetError('empty', 'The file has no sheet with cells.')
  return book
}

function systemOf(book: WorkBook): DateSystem {
  return book.Workbook?.WBProps?.date1904 === true ? '1904' : '1900'
}

async function* readRows(
  sheet: DenseWorkSheet,
  system: DateSystem,
  limits: Limits,
): AsyncGenerator<SheetRow[]> {
  const rows: SheetRow[] = []
  sheet['!data'].forEach((row, index) => {
    const cells = Array.from(row ?? [], (cell) => cellOf(cell, system))
    while (cells.length > 0 && cells[cells.length - 1] === null) cells.pop()
    if (cells.length === 0) return
    checkSize(index + 1, cells, limits)
    rows.push({ number: index + 1, cells })
  })
  yield* inBatches(rows)
}

function cellOf(cell: CellObject | undefined, system: DateSystem): Cell {
  if (cell === undefined || cell.v === undefined || cell.v === '') return null
  if (cell.t === 'e') return { error: ERRORS.get(cell.v) ?? '#VALUE!' }
  if (typeof cell.v === 'boolean' || typeof cell.v === 'string') return cell.v
  if (typeof cell.v !== 'number') return null
  return numberCell(cell.v, styleOf(typeof cell.z === 'string' ? cell.z : ''), system)
}

const styles = new Map<string, NumberStyle>()

function styleOf(code: string): NumberStyle {
  const known = styles.get(code)
  if (known) return known
  const style = numberStyle(code)
  styles.set(code, style)
  return style
}

function checkSize(row: number, cells: readonly Cell[], limits: Limits): void {
  const long = cells.findIndex(
    (cell) => typeof cell === 'string' && cell.length > limits.cellLength,
  )
  if (long >= 0) {
    throw new SheetError(
      'too_large',
      `Cell ${columnLetters(long + 1)}${row}: longer than ${limits.cellLength.toLocaleString('en')} characters.`,
      { row, column: long + 1 },
    )
  }
  if (row > limits.rows || cells.length > limits.columns) {
    throw new SheetError('too_large', 'The sheet has more rows or columns than can be read.', {
      row,
    })
  }
}
