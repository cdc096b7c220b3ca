import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import { type CellPlace, writeCell } from './cell-xml.ts'
import { DEFAULT_LIMITS } from '../workbook/limits.ts'
import { type RowSource, type WrittenRow, batchesOf } from '../workbook/row-source.ts'
import { SheetError, columnLetters } from '../workbook/sheet-error.ts'
import { STYLE } from './xlsx-styles.ts'
import { XmlBytes, utf8 } from '../xml/xml-bytes.ts'

/** Bytes compressed at a time. */
const PIECE = 256 * 1024
const NARROWEST = 10
const WIDEST = 60

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const ROW_START = utf8('<row r="')
const START_END = utf8('">')
const ROW_END = utf8('</row>')

export interface SheetOptions {
  /** Widths in characters, column by column; where one is missing, the heading's length decides. */
  columnWidths?: readonly (number | undefined)[]
  /** Columns, from 0, in which what a person types stays text: phone numbers, codes with zeros in front. */
  textColumns?: readonly number[]
}

/**
 * A worksheet part, made as it is read; the first row is the headings. A piece stays as it is until the
 * next but one is asked for. Throws SheetError for what a sheet cannot hold.
 */
export async function* sheetXml(
  rows: RowSource,
  options: SheetOptions,
): AsyncGenerator<Uint8Array> {
  const sheet = new SheetXml(options)
  for await (const batch of batchesOf(rows)) {
    for (const row of batch) {
      sheet.add(row)
      if (sheet.out.length >= PIECE) yield sheet.out.take()
    }
  }
  sheet.end()
  yield sheet.out.take()
}

class SheetXml {
  readonly out = new XmlBytes()
  readonly #options: SheetOptions
  /** By column, from 0. */
  readonly #isText: boolean[] = []
  #rows = 0
  #width = 0

  constructor(options: SheetOptions) {
    this.#options = options
    for (const column of options.textColumns ?? []) this.#isText[column] = true
  }

  add(row: WrittenRow): void {
    const number = ++this.#rows
    checkSize(number, row.length)
    if (number === 1) {
      this.#width = row.length
      this.#start(row)
    }
    const rowDigits = String(number)
    const place: CellPlace = {
      row: number,
      column: 0,
      rowDigits,
      heading: number === 1,
      text: false,
    }
    const { out } = this
    const before = out.length
    out.raw(ROW_START)
    out.ascii(rowDigits)
    out.raw(START_END)
    const empty = out.length
    for (let index = 0; index < row.length; index++) {
      place.column = index + 1
      place.text = this.#isText[index] === true
      writeCell(out, row[index] ?? null, place)
    }
    if (out.length === empty) out.backTo(before)
    else out.raw(ROW_END)
  }

  end(): void {
    if (this.#rows === 0) this.#start([])
    const corner = `${columnLetters(this.#width)}${this.#rows}`
    const filter = this.#width > 0 ? `<autoFilter ref="A1:${corner}"/>` : ''
    this.out.ascii(`</sheetData>${filter}</worksheet>`)
  }

  #start(headings: readonly Cell[]): void {
    const columns = headings.map((heading, index) => {
      const wanted = this.#options.columnWidths?.[index] ?? String(heading ?? '').length + 2
      const width = Math.min(WIDEST, Math.max(NARROWEST, wanted))
      const style = this.#isText[index] === true ? ` style="${STYLE.text}"` : ''
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${style}/>`
    })
    const cols = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
    this.out.ascii(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        `<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
        `<sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`,
    )
  }
}

function checkSize(row: number, columns: number): void {
  if (row <= DEFAULT_LIMITS.rows && columns <= DEFAULT_LIMITS.columns) return
  throw new SheetError(
    'too_large',
    reason('export_too_many_rows', { rows: DEFAULT_LIMITS.rows, columns: DEFAULT_LIMITS.columns }),
    { row },
  )
}
