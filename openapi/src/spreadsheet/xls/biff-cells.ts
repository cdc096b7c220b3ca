import type { Cell } from '../../field-types/cell.ts'
import { errorText } from '../cells/error-code.ts'
import { numberOfRk } from '../cells/rk-number.ts'
import { numberCell } from '../cells/number-cell.ts'
import { PLAIN_STYLE } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import { damaged } from '../workbook/sheet-error.ts'
import type { BiffGlobals } from './biff-globals.ts'
import { recordsOf } from './biff-records.ts'
import type { BiffRecord } from './biff-records.ts'
import { textAt } from './biff-text.ts'

const EOF = 0x0a
const BEGINS: ReadonlySet<number> = new Set([0x0009, 0x0209, 0x0409, 0x0809])
const ROW = 0x208
const ROW_IS_HIDDEN = 0x20

/** What a sheet's records say, in the order in which they say it. */
export interface BiffSink {
  cell(row: number, column: number, cell: NonNullable<Cell>): void
  hiddenRow(row: number): void
}

type CellReader = (sheet: SheetReader, record: BiffRecord) => void

/** The records that hold cells, by their numbers: those of Excel 3 and later, then those of Excel 2. */
const READERS: ReadonlyMap<number, CellReader> = new Map<number, CellReader>([
  [0x203, (sheet, { view }) => sheet.number(view, view.getFloat64(6, true))],
  [0x27e, (sheet, { view }) => sheet.number(view, numberOfRk(view.getUint32(6, true)))],
  [0xbd, (sheet, { view }) => sheet.numbers(view)],
  [0xfd, (sheet, { view }) => sheet.sharedText(view)],
  [0x204, (sheet, record) => sheet.text(record, 6, 2)],
  [0xd6, (sheet, record) => sheet.text(record, 6, 2)],
  [0x205, (sheet, { view }) => sheet.flag(view, 6)],
  [0x206, (sheet, { view }) => sheet.formula(view, 6)],
  [0x406, (sheet, { view }) => sheet.formula(view, 6)],
  [0x06, (sheet, { view }) => sheet.formula(view, sheet.isOldest ? 7 : 6)],
  [0x207, (sheet, record) => sheet.formulaText(record, 2)],
  [0x02, (sheet, { view }) => sheet.number(view, view.getUint16(7, true))],
  [0x03, (sheet, { view }) => sheet.number(view, view.getFloat64(7, true))],
  [0x04, (sheet, record) => sheet.text(record, 7, 1)],
  [0x05, (sheet, { view }) => sheet.flag(view, 7)],
  [0x07, (sheet, record) => sheet.formulaText(record, 1)],
])

/** Reads the cells of a sheet whose records begin at `offset`. Throws SheetError. */
export function readCells(
  stream: Uint8Array,
  offset: number,
  globals: BiffGlobals,
  sink: BiffSink,
): void {
  const sheet = new SheetReader(globals, sink)
  let depth = 0
  for (const record of recordsOf(stream, offset)) {
    const { type, view } = record
    if (depth === 0 && !BEGINS.has(type)) throw damaged()
    if (BEGINS.has(type)) depth++
    else if (type === EOF) {
      if (--depth === 0) return
    } else if (depth === 1) {
      // Deeper are drawings' own records.
      try {
        if (type === ROW && (view.getUint16(12, true) & ROW_IS_HIDDEN) !== 0)
          sink.hiddenRow(view.getUint16(0, true) + 1)
        READERS.get(type)?.(sheet, record)
      } catch (error) {
        if (error instanceof RangeError) throw damaged()
        throw error
      }
    }
  }
  throw damaged()
}

class SheetReader {
  readonly #globals: BiffGlobals
  readonly #sink: BiffSink
  /** The place of a formula whose text comes in the next record. */
  #awaiting: DataView | null = null

  constructor(globals: BiffGlobals, sink: BiffSink) {
    this.#globals = globals
    this.#sink = sink
  }

  /** Whether cells are written as Excel 2 does. */
  get isOldest(): boolean {
    return this.#globals.version === 2
  }

  number(view: DataView, value: number): void {
    this.#add(view, this.#numeric(value, this.#styleOf(view)))
  }

  /** Numbers beside each other, with the last one's column at the end. */
  numbers(view: DataView): void {
    const row = view.getUint16(0, true)
    const first = view.getUint16(2, true)
    for (let at = 4; at + 6 <= view.byteLength - 2; at += 6) {
      const style = this.#globals.styles[view.getUint16(at, true)] ?? PLAIN_STYLE
      const cell = this.#numeric(numberOfRk(view.getUint32(at + 2, true)), style)
      if (cell !== null) this.#sink.cell(row + 1, first + (at - 4) / 6 + 1, cell)
    }
  }

  sharedText(view: DataView): void {
    const text = this.#globals.texts[view.getUint32(6, true)]
    if (text === undefined) throw damaged()
    this.#add(view, text)
  }

  text(record: BiffRecord, at: number, countBytes: 1 | 2): void {
    this.#add(record.view, textAt(record, at, countBytes, this.#globals))
  }

  flag(view: DataView, at: number): void {
    const value = view.getUint8(at)
    this.#add(view, view.getUint8(at + 1) === 0 ? value !== 0 : errorOf(value))
  }

  /** The value that a formula had when it was calculated last ([MS-XLS] 2.5.133). */
  formula(view: DataView, at: number): void {
    this.#awaiting = null
    if (view.getUint16(at + 6, true) !== 0xffff) return this.number(view, view.getFloat64(at, true))
    const kind = view.getUint8(at)
    const value = view.getUint8(at + 2)
    if (kind === 0) this.#awaiting = view
    else if (kind === 1) this.#add(view, value !== 0)
    else if (kind === 2) this.#add(view, errorOf(value))
  }

  formulaText(record: BiffRecord, countBytes: 1 | 2): void {
    if (this.#awaiting === null) return
    this.#add(this.#awaiting, textAt(record, 0, countBytes, this.#globals))
    this.#awaiting = null
  }

  #add(view: DataView, cell: Cell): void {
    if (cell === null || cell === '') return
    this.#sink.cell(view.getUint16(0, true) + 1, view.getUint16(2, true) + 1, cell)
  }

  #numeric(value: number, style: NumberStyle): Cell {
    return Number.isFinite(value) ? numberCell(value, style, this.#globals.dateSystem) : null
  }

  #styleOf(view: DataView): NumberStyle {
    const { formats, styles } = this.#globals
    const style = this.isOldest
      ? formats.get(view.getUint8(5) & 0x3f)
      : styles[view.getUint16(4, true)]
    return style ?? PLAIN_STYLE
  }
}

function errorOf(code: number): Cell {
  return { error: errorText(code) }
}
