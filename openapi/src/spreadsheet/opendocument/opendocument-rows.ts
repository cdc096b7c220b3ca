import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { RowCells } from '../workbook/row-cells.ts'
import { XmlScanner } from '../xml/xml-scanner.ts'
import type { DocumentOutline } from './document-outline.ts'
import { CellText } from './cell-text.ts'
import { openDocumentCell } from './opendocument-cell.ts'
import type { StatedValue } from './opendocument-cell.ts'
import { OPENDOCUMENT } from './vocabulary.ts'

/** A row, and how many like it follow each other, itself among them. */
export interface RepeatedRow {
  number: number
  cells: Cell[]
  times: number
  hidden: boolean
}

/** What stands between tables and holds tables or cells that are none of the document's. */
const PASSED: ReadonlySet<string> = new Set([
  'table:dde-links',
  'table:shapes',
  'table:tracked-changes',
  'office:forms',
])

/** Turns the content of an OpenDocument into the rows of one of its tables. */
export class OpenDocumentRows {
  readonly #scanner = new XmlScanner(OPENDOCUMENT)
  readonly #outline: DocumentOutline
  readonly #limits: Limits
  readonly #wanted: number
  readonly #text = new CellText()
  readonly #row: RowCells
  #rows: RepeatedRow[] = []
  #table = -1
  #depth = 0
  #passedAt = 0
  #inSpreadsheet = false
  #inTable = false
  #rowNumber = 0
  #rowTimes = 1
  #nextRow = 1
  #isHidden = false
  #cellTimes = 1
  #filled = 0
  #stated: StatedValue | null = null
  #over = false

  /** @param table which one, from 0 */
  constructor(table: number, outline: DocumentOutline, limits: Limits) {
    this.#wanted = table
    this.#outline = outline
    this.#limits = limits
    this.#row = new RowCells(limits)
  }

  /** Nothing more of the table comes. */
  get isOver(): boolean {
    return this.#over
  }

  /** The rows finished since they were last taken. */
  take(): RepeatedRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** Reads on. Throws SheetError. */
  push(piece: string): void {
    this.#scanner.feed(piece)
    this.#drain()
  }

  /** The part is over. Throws SheetError `damaged` where it ends in the middle. */
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
        if (this.#stated !== null) this.#addText(scanner.text())
      } else if (token === 'open') this.#open(scanner)
      else if (token === 'close') this.#close(scanner.name)
      else return
    }
  }

  #addText(text: string): void {
    this.#text.add(text)
    this.#row.checkLength(this.#text.text)
  }

  #open(scanner: XmlScanner): void {
    const { name, selfClosing } = scanner
    if (this.#stated !== null) {
      this.#text.open(scanner)
      return this.#row.checkLength(this.#text.text)
    }
    if (!selfClosing) this.#depth++
    if (this.#passedAt > 0) return
    if (PASSED.has(name)) this.#passedAt = selfClosing ? 0 : this.#depth
    else if (name === 'office:spreadsheet') this.#inSpreadsheet = true
    else if (!this.#inSpreadsheet) return
    else if (name === 'table:table') this.#inTable = ++this.#table === this.#wanted
    else if (!this.#inTable) return
    else if (name === 'table:table-row') this.#startRow(scanner)
    else if (name === 'table:table-cell' || name === 'table:covered-table-cell')
      this.#startCell(scanner)
  }

  #close(name: string): void {
    if (this.#stated !== null) {
      if (!this.#text.isClosing) return this.#text.close()
      this.#finishCell(this.#stated)
    }
    if (this.#passedAt === this.#depth) this.#passedAt = 0
    else if (this.#passedAt === 0 && this.#inTable) {
      if (name === 'table:table-row') this.#finishRow()
      else if (name === 'table:table') this.#over = true
    }
    this.#depth--
  }

  #startRow(scanner: XmlScanner): void {
    this.#rowNumber = this.#nextRow
    this.#rowTimes = repeats(scanner, 'table:number-rows-repeated')
    this.#nextRow += this.#rowTimes
    this.#isHidden = (scanner.attribute('table:visibility') ?? 'visible') !== 'visible'
    this.#row.start(this.#rowNumber)
    if (scanner.selfClosing) this.#finishRow()
  }

  #startCell(scanner: XmlScanner): void {
    this.#cellTimes = repeats(scanner, 'table:number-columns-repeated')
    if (scanner.selfClosing && scanner.attribute('office:value-type') === undefined) {
      this.#row.skip(this.#cellTimes)
      return
    }
    this.#text.begin()
    this.#stated = statedBy(scanner)
    if (scanner.selfClosing) this.#finishCell(this.#stated)
  }

  #finishCell(stated: StatedValue): void {
    this.#stated = null
    const shown = this.#text.isThere ? this.#text.text : null
    const cell = openDocumentCell(stated, shown, this.#outline)
    if (cell === null) return this.#row.skip(this.#cellTimes)
    this.#count(this.#cellTimes)
    this.#row.add(cell, this.#cellTimes)
  }

  #finishRow(): void {
    const cells = this.#row.take()
    if (cells.length === 0) return
    if (this.#rowNumber + this.#rowTimes - 1 > this.#limits.rows) {
      const most = this.#limits.rows
      throw new SheetError('too_large', reason('sheet_too_many_rows', { most }), {
        row: this.#rowNumber,
      })
    }
    this.#count(cells.length * (this.#rowTimes - 1))
    this.#rows.push({
      number: this.#rowNumber,
      cells,
      times: this.#rowTimes,
      hidden: this.#isHidden,
    })
  }

  #count(cells: number): void {
    this.#filled += cells
    if (this.#filled <= this.#limits.repeatedCells) return
    throw new SheetError('bomb', reason('file_repeats_cells'))
  }
}

function statedBy(scanner: XmlScanner): StatedValue {
  return {
    style: scanner.attribute('table:style-name'),
    type: scanner.attribute('office:value-type'),
    value: scanner.attribute('office:value'),
    date: scanner.attribute('office:date-value'),
    time: scanner.attribute('office:time-value'),
    boolean: scanner.attribute('office:boolean-value'),
    string: scanner.attribute('office:string-value'),
    isError: scanner.attribute('calcext:value-type') === 'error',
  }
}

function repeats(scanner: XmlScanner, attribute: string): number {
  const count = Number(scanner.attribute(attribute) ?? 1)
  return Number.isInteger(count) && count > 0 ? count : 1
}
