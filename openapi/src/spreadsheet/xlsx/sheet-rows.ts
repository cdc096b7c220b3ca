import { reason, type Reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import type { Limits } from '../workbook/limits.ts'
import { isoCell, numberCell } from '../cells/number-cell.ts'
import { PLAIN_STYLE } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import type { PlainCell } from '../xml/plain-cell.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import type { SharedStrings } from './shared-strings.ts'
import { damaged, SheetError, columnLetters } from '../workbook/sheet-error.ts'
import type { SheetRow } from '../workbook/workbook.ts'
import { SPREADSHEETML } from './vocabularies.ts'
import { XmlScanner } from '../xml/xml-scanner.ts'
import { decodeXstring } from '../xml/xml-text.ts'

/** What the cells of a sheet refer to. */
export interface SheetContext {
  strings: SharedStrings
  styles: readonly NumberStyle[]
  dateSystem: DateSystem
  limits: Limits
}

/** Escapes can make text this many times as long as what it says (`_x000D_`). */
const ESCAPE_FACTOR = 8

/** Empty cells that each filled one may have around it before they count against the limit. */
const FREE_BLANKS = 50

/**
 * Turns the XML of a worksheet (ECMA-376-1, 18.3.1) into rows. Of a cell with a formula the value stored
 * last is taken. Rows and cells without references follow the one before them; cells may come in any order.
 */
export class SheetRows {
  private readonly scanner = new XmlScanner(SPREADSHEETML)
  private readonly context: SheetContext
  private readonly plain: PlainCell = { column: 0, style: 0, type: undefined, from: 0, to: 0 }
  private rows: SheetRow[] = []
  private slots = 0
  private length = 0
  private rowLength = 0
  private blanks = 0
  private filled = 0

  private inData = false
  private isWorksheet = false
  private rowNumber = 0
  private isHidden = false
  /** Of the row stood in; used again for the next one, so that each gets a list of just its length. */
  private readonly cells: Cell[] = []
  private cellCount = 0
  private column = 0
  private type: string | undefined
  private style = 0
  private value = ''
  /** Text that stands in the cell itself, apart from its value. */
  private inlineText = ''
  private capturing = false
  private inline = false
  private phonetic = 0

  constructor(context: SheetContext) {
    this.context = context
  }

  /** Rows finished and not taken yet. */
  get waiting(): number {
    return this.rows.length
  }

  /** Cells in those rows, empty ones between others included. */
  get waitingCells(): number {
    return this.slots
  }

  /** UTF-16 units of text in those rows. */
  get waitingLength(): number {
    return this.length
  }

  /** The rows finished since they were last taken. */
  take(): SheetRow[] {
    const rows = this.rows
    this.rows = []
    this.slots = 0
    this.length = 0
    return rows
  }

  /** Reads on. Throws SheetError. */
  push(piece: string): void {
    this.scanner.feed(piece)
    this.drain()
  }

  /** The part is over. Throws SheetError `damaged` where it ends in the middle, or is no worksheet. */
  end(): void {
    this.scanner.end()
    this.drain()
    if (this.inData || !this.isWorksheet) throw damaged()
  }

  private drain(): void {
    const scanner = this.scanner
    for (;;) {
      while (this.inData && scanner.nextPlainCell(this.plain)) this.addPlain()
      const token = scanner.next()
      if (token === 'text') {
        if (this.capturing) this.capture(scanner.text())
      } else if (token === 'open') {
        if (this.inData) this.open(scanner.name, scanner.selfClosing)
        else if (scanner.name === 'sheetData') this.inData = !scanner.selfClosing
        else if (scanner.name === 'worksheet') this.isWorksheet = true
      } else if (token === 'close') {
        if (this.inData) this.close(scanner.name)
      } else return
    }
  }

  private open(name: string, selfClosing: boolean): void {
    if (name === 'c') {
      this.startCell()
      if (selfClosing) this.finishCell()
    } else if (name === 'v') {
      this.capturing = !selfClosing && !this.inline
    } else if (name === 'row') {
      this.startRow()
      if (selfClosing) this.finishRow()
    } else if (name === 't') {
      this.capturing = !selfClosing && this.inline && this.phonetic === 0
    } else if (name === 'is') {
      this.inline = !selfClosing
    } else if (name === 'rPh' && !selfClosing) {
      this.phonetic++
    }
  }

  private close(name: string): void {
    if (name === 'c') this.finishCell()
    else if (name === 'v' || name === 't') this.capturing = false
    else if (name === 'row') this.finishRow()
    else if (name === 'is') this.inline = false
    else if (name === 'rPh') this.phonetic--
    else if (name === 'sheetData') this.inData = false
  }

  private startRow(): void {
    const reference = this.scanner.attribute('r')
    const number = reference === undefined ? this.rowNumber + 1 : Number(reference)
    if (!Number.isInteger(number) || number < 1) throw damaged()
    if (number > this.context.limits.rows) {
      const most = this.context.limits.rows
      throw new SheetError('too_large', reason('sheet_too_many_rows', { most }), { row: number })
    }
    this.rowNumber = number
    const hidden = this.scanner.attribute('hidden')
    this.isHidden = hidden === '1' || hidden === 'true'
    this.cellCount = 0
    this.rowLength = 0
    this.column = 0
  }

  private addPlain(): void {
    const { column, type, style, from, to } = this.plain
    this.enterCell(column)
    this.type = type
    this.style = style
    if (to > from) {
      this.capture(this.scanner.text())
      this.finishCell()
    }
  }

  private startCell(): void {
    const scanner = this.scanner
    const reference = scanner.attribute('r')
    this.enterCell(reference === undefined ? 0 : columnOf(reference))
    this.type = scanner.attribute('t')
    this.style = Number(scanner.attribute('s') ?? 0)
  }

  /** @param column from 1; 0 for the one that follows */
  private enterCell(column: number): void {
    this.column = column > 0 ? column : this.column + 1
    if (this.column > this.context.limits.columns) {
      const most = this.context.limits.columns
      throw this.refusal('too_large', reason('cell_too_many_columns', { cell: this.place, most }))
    }
    this.value = ''
    this.inlineText = ''
    this.phonetic = 0
    this.inline = false
  }

  private capture(text: string): void {
    const most = this.context.limits.cellLength
    if (this.inline) this.inlineText += text
    else this.value = this.value === '' ? text : this.value + text
    if (this.value.length + this.inlineText.length > most * ESCAPE_FACTOR) throw this.tooLong(most)
  }

  private finishCell(): void {
    if (this.inlineText !== '') this.takeInlineText()
    if (this.value === '') return
    const cell = this.cellOf(this.value)
    if (cell === null) return
    if (typeof cell === 'string') this.rowLength += cell.length
    if (this.rowLength > this.context.limits.rowLength) {
      const most = this.context.limits.rowLength
      throw this.refusal('too_large', reason('cell_row_too_long', { cell: this.place, most }))
    }
    while (this.cellCount < this.column) this.cells[this.cellCount++] = null
    this.cells[this.column - 1] = cell
    this.filled += 1 + FREE_BLANKS
  }

  /** Where a cell has both, its type says which of them holds. */
  private takeInlineText(): void {
    if (this.value !== '' && this.type !== 'inlineStr') return
    this.value = this.inlineText
    this.type = 'inlineStr'
  }

  private finishRow(): void {
    const count = this.cellCount
    if (count === 0) return
    const row: SheetRow = { number: this.rowNumber, cells: this.cells.slice(0, count) }
    if (this.isHidden) row.hidden = true
    this.rows.push(row)
    this.slots += count
    this.length += this.rowLength
    this.blanks = Math.max(0, this.blanks + count - this.filled)
    this.filled = 0
    if (this.blanks > this.context.limits.blankCells) {
      throw new SheetError('too_large', reason('cells_far_apart'), { row: this.rowNumber })
    }
  }

  private cellOf(raw: string): Cell {
    const type = this.type
    if (type === undefined || type === 'n') return this.numeric(raw)
    if (type === 's') return this.shared(raw)
    if (type === 'b') return raw.trim() === '1' || raw.trim() === 'true'
    if (type === 'e') return { error: raw }
    if (type === 'd') return isoCell(raw, this.numberStyle())
    const text = decodeXstring(raw)
    if (text.length > this.context.limits.cellLength)
      throw this.tooLong(this.context.limits.cellLength)
    return text
  }

  private numeric(raw: string): Cell {
    const value = Number(raw)
    // What no number is read from is 0 to JavaScript as well.
    if (value === 0 && raw.trim() === '') return null
    if (!Number.isFinite(value))
      throw this.refusal(
        'damaged',
        reason('cell_not_number', { cell: this.place, text: `"${raw.slice(0, 40)}"` }),
      )
    return numberCell(value, this.numberStyle(), this.context.dateSystem)
  }

  private shared(raw: string): Cell {
    const text = this.context.strings.get(Number(raw))
    if (text === undefined)
      throw this.refusal('damaged', reason('cell_text_missing', { cell: this.place }))
    return text === '' ? null : text
  }

  private numberStyle(): NumberStyle {
    return this.context.styles[this.style] ?? PLAIN_STYLE
  }

  private tooLong(most: number): SheetError {
    return this.refusal('too_large', reason('cell_too_long', { cell: this.place, most }))
  }

  /** As a spreadsheet names the cell. */
  private get place(): string {
    return `${columnLetters(this.column)}${this.rowNumber}`
  }

  private refusal(code: 'too_large' | 'damaged', told: Reason): SheetError {
    return new SheetError(code, told, { row: this.rowNumber, column: this.column })
  }
}

/** The column of a reference such as `AB12`, from 1; 0 where it is none. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const letter = (reference.charCodeAt(at) & 0xdf) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return column
}
