import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import { isoCell, numberCell } from '../cells/number-cell.ts'
import { PLAIN_STYLE } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import { clockOfIso } from '../cells/serial-date.ts'
import type { Limits } from '../workbook/limits.ts'
import { RowCells } from '../workbook/row-cells.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import type { SheetRow } from '../workbook/workbook.ts'
import { XmlScanner } from '../xml/xml-scanner.ts'
import { SPREADSHEETML_2003 } from './vocabulary.ts'
import type { WorkbookOutline } from './workbook-outline.ts'

/** Turns an XML Spreadsheet 2003 into the rows of one of its sheets. */
export class SpreadsheetML2003Rows {
  readonly #scanner = new XmlScanner(SPREADSHEETML_2003)
  readonly #outline: WorkbookOutline
  readonly #limits: Limits
  readonly #wanted: number
  readonly #row: RowCells
  /** Of columns, from 1, as far as they state one. */
  readonly #columnStyles: (string | undefined)[] = []
  #rows: SheetRow[] = []
  #sheet = -1
  #nextRow = 1
  #rowStyle: string | undefined
  #isHidden = false
  #nextColumn = 1
  #styledColumns = 1
  #style: string | undefined
  #type = ''
  #text = ''
  #inData = false
  #inComment = false
  #over = false

  /** @param sheet which one, from 0 */
  constructor(sheet: number, outline: WorkbookOutline, limits: Limits) {
    this.#wanted = sheet
    this.#outline = outline
    this.#limits = limits
    this.#row = new RowCells(limits)
  }

  /** Nothing more of the sheet comes. */
  get isOver(): boolean {
    return this.#over
  }

  /** The rows finished since they were last taken. */
  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** Reads on. Throws SheetError. */
  push(piece: string): void {
    this.#scanner.feed(piece)
    this.#drain()
  }

  /** The document is over. Throws SheetError `damaged` where it ends in the middle. */
  end(): void {
    this.#scanner.end()
    this.#drain()
    if (!this.#over) throw damaged()
  }

  #drain(): void {
    const scanner = this.#scanner
    while (!this.#over) {
      const token = scanner.next()
      if (token === 'text') {
        if (this.#inData) this.#addText(scanner.text())
      } else if (token === 'open') {
        if (scanner.name === 'ss:Worksheet') this.#sheet++
        if (this.#sheet === this.#wanted) this.#open(scanner)
      } else if (token === 'close') {
        if (this.#sheet === this.#wanted) this.#close(scanner.name)
      } else return
    }
  }

  #open(scanner: XmlScanner): void {
    const { name, selfClosing } = scanner
    if (name === 'ss:Column') this.#column(scanner)
    else if (name === 'ss:Row') this.#startRow(scanner)
    else if (name === 'ss:Cell') this.#startCell(scanner)
    else if (name === 'ss:Comment') this.#inComment = !selfClosing
    else if (name === 'ss:Data' && !this.#inComment && !selfClosing) {
      this.#type = scanner.attribute('ss:Type') ?? 'String'
      this.#text = ''
      this.#inData = true
    }
  }

  #close(name: string): void {
    if (name === 'ss:Worksheet') this.#over = true
    else if (name === 'ss:Row') this.#finishRow()
    else if (name === 'ss:Comment') this.#inComment = false
    else if (name === 'ss:Data' && this.#inData) this.#finishData()
  }

  #addText(text: string): void {
    this.#text += text
    this.#row.checkLength(this.#text)
  }

  #column(scanner: XmlScanner): void {
    const column = place(scanner, 'ss:Index', this.#styledColumns)
    const last = Math.min(column + place(scanner, 'ss:Span', 0), this.#limits.columns)
    const style = scanner.attribute('ss:StyleID')
    if (style !== undefined) for (let at = column; at <= last; at++) this.#columnStyles[at] = style
    this.#styledColumns = last + 1
  }

  #startRow(scanner: XmlScanner): void {
    const number = place(scanner, 'ss:Index', this.#nextRow)
    if (number > this.#limits.rows) {
      const most = this.#limits.rows
      throw new SheetError('too_large', reason('sheet_too_many_rows', { most }), { row: number })
    }
    if (number < this.#nextRow) throw damaged()
    this.#row.start(number)
    this.#isHidden = scanner.attribute('ss:Hidden') === '1'
    this.#rowStyle = scanner.attribute('ss:StyleID')
    this.#nextColumn = 1
    this.#nextRow = number + 1
    // A row without cells can stand for several like it.
    this.#nextRow += scanner.selfClosing ? place(scanner, 'ss:Span', 0) : 0
  }

  #finishRow(): void {
    const cells = this.#row.take()
    if (cells.length === 0) return
    const row: SheetRow = { number: this.#nextRow - 1, cells }
    if (this.#isHidden) row.hidden = true
    this.#rows.push(row)
  }

  #startCell(scanner: XmlScanner): void {
    const column = place(scanner, 'ss:Index', this.#nextColumn)
    this.#row.moveTo(column)
    this.#nextColumn = column + 1 + place(scanner, 'ss:MergeAcross', 0)
    this.#style =
      scanner.attribute('ss:StyleID') ??
      this.#rowStyle ??
      this.#columnStyles[Math.min(column, this.#limits.columns)]
  }

  #finishData(): void {
    this.#inData = false
    const style = this.#outline.styles.get(this.#style ?? 'Default') ?? PLAIN_STYLE
    const cell = this.#cellOf(this.#text, style)
    if (cell !== null) this.#row.add(cell)
  }

  #cellOf(text: string, style: NumberStyle): Cell {
    const type = this.#type
    if (text === '') return null
    if (type === 'Number') {
      const value = Number(text)
      if (text.trim() === '' || !Number.isFinite(value)) return text
      return numberCell(value, style, this.#outline.dateSystem)
    }
    if (type === 'Boolean') return text.trim() === '1'
    if (type === 'Error') return { error: text }
    if (type !== 'DateTime') return text
    const isClock = style.kind === 'time' || style.kind === 'elapsed'
    return (isClock ? clockOfIso(text, this.#outline.dateSystem) : null) ?? isoCell(text, style)
  }
}

/** A whole number that is stated; what stands in its place where none is. */
function place(scanner: XmlScanner, attribute: string, otherwise: number): number {
  const stated = scanner.attribute(attribute)
  const number = stated === undefined ? otherwise : Number(stated)
  if (!Number.isInteger(number) || number < 0) throw damaged()
  return number
}
