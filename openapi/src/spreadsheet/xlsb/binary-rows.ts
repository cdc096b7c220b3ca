import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import { numberOfRk } from '../cells/rk-number.ts'
import { numberCell } from '../cells/number-cell.ts'
import { PLAIN_STYLE } from '../cells/number-style.ts'
import { errorText } from '../cells/error-code.ts'
import { RowCells } from '../workbook/row-cells.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import type { SheetRow } from '../workbook/workbook.ts'
import type { SheetContext } from '../xlsx/sheet-rows.ts'
import { wideText } from './binary-records.ts'
import type { BinaryRecord } from './binary-records.ts'

const ROW = 0
/** In a row's record ([MS-XLSB] 2.4.761): the byte with the mark of a hidden one. */
const HIDDEN_AT = 11
const HIDDEN = 0x10
const DATA_BEGINS = 145
const DATA_ENDS = 146
/** Where the value of a cell stands: behind its column and style, or behind its style alone. */
const VALUE = 8
const SHORT_VALUE = 4

type ValueReader = (rows: BinaryRows, record: BinaryRecord, at: number) => Cell

const number: ValueReader = (rows, { view }, at) =>
  rows.numeric(view, at, view.getFloat64(at, true))
const rk: ValueReader = (rows, { view }, at) =>
  rows.numeric(view, at, numberOfRk(view.getUint32(at, true)))
const error: ValueReader = (_, { view }, at) => ({ error: errorText(view.getUint8(at)) })
const flag: ValueReader = (_, { view }, at) => view.getUint8(at) !== 0
const text: ValueReader = (_, record, at) => wideText(record, at).text
const shared: ValueReader = (rows, { view }, at) => rows.shared(view.getUint32(at, true))

interface CellShape {
  read: ValueReader
  at: number
  isShort: boolean
}

/** Records that hold cells, by their numbers ([MS-XLSB] 2.3.2): what is in them, and where. */
const CELLS: ReadonlyMap<number, CellShape> = new Map<number, CellShape>([
  ...[rk, error, flag, number, text, shared, text, number, flag, error].map(
    (read, index) => [index + 2, { read, at: VALUE, isShort: false }] as const,
  ),
  ...[rk, error, flag, number, text, shared].map(
    (read, index) => [index + 13, { read, at: SHORT_VALUE, isShort: true }] as const,
  ),
  [62, { read: text, at: VALUE + 1, isShort: false }],
])
const BLANK = 1
const SHORT_BLANK = 12

/** Turns the records of a binary worksheet into rows. */
export class BinaryRows {
  readonly #context: SheetContext
  readonly #row: RowCells
  #rows: SheetRow[] = []
  #number = 0
  #isHidden = false
  #column = 0
  #inData = false
  #isOver = false

  constructor(context: SheetContext) {
    this.#context = context
    this.#row = new RowCells(context.limits)
  }

  /** The rows finished since they were last taken. */
  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  /** Reads on. Throws SheetError. */
  push(record: BinaryRecord): void {
    const { type } = record
    if (type === DATA_BEGINS) this.#inData = true
    else if (!this.#inData) return
    else if (type === ROW) this.#startRow(record)
    else if (type === DATA_ENDS) {
      this.#finishRow()
      this.#inData = false
      this.#isOver = true
    } else this.#cell(record)
  }

  /** The part is over. Throws SheetError `damaged` where it ends in the middle. */
  end(): void {
    if (!this.#isOver) throw damaged()
  }

  numeric(view: DataView, at: number, value: number): Cell {
    if (!Number.isFinite(value)) return null
    const style = view.getUint32(at - 4, true) & 0xffffff
    const { styles, dateSystem } = this.#context
    return numberCell(value, styles[style] ?? PLAIN_STYLE, dateSystem)
  }

  shared(index: number): Cell {
    const found = this.#context.strings.get(index)
    if (found === undefined) throw damaged()
    return found
  }

  #startRow({ view }: BinaryRecord): void {
    this.#finishRow()
    const number = view.getUint32(0, true) + 1
    const { rows } = this.#context.limits
    if (number > rows) {
      const most = rows
      throw new SheetError('too_large', reason('sheet_too_many_rows', { most }), { row: number })
    }
    if (number <= this.#number) throw damaged()
    this.#number = number
    this.#isHidden = view.byteLength > HIDDEN_AT && (view.getUint8(HIDDEN_AT) & HIDDEN) !== 0
    this.#column = 0
    this.#row.start(number)
  }

  #cell(record: BinaryRecord): void {
    const { type, view } = record
    const kind = CELLS.get(type)
    if (type === BLANK || (kind !== undefined && !kind.isShort))
      this.#column = view.getUint32(0, true) + 1
    else if (type === SHORT_BLANK || kind !== undefined) this.#column++
    if (kind === undefined) return
    const cell = kind.read(this, record, kind.at)
    if (cell === null || cell === '') return
    this.#row.moveTo(this.#column)
    this.#row.add(cell)
  }

  #finishRow(): void {
    const cells = this.#row.take()
    if (cells.length === 0) return
    const row: SheetRow = { number: this.#number, cells }
    if (this.#isHidden) row.hidden = true
    this.#rows.push(row)
  }
}
