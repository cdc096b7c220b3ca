import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import type { Limits } from './limits.ts'
import { SheetError, columnLetters } from './sheet-error.ts'

/**
 * The cells of a row that is being read, within the limits: empty ones cost nothing until one that holds
 * something follows them. Throws SheetError `too_large`.
 */
export class RowCells {
  readonly #limits: Limits
  #cells: Cell[] = []
  /** Where the next cell goes, from 1. */
  #column = 1
  #number = 0

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** @param number the row's, from 1 */
  start(number: number): void {
    this.#number = number
    this.#column = 1
    this.#cells = []
  }

  /** @param column where the next cell goes, from 1 */
  moveTo(column: number): void {
    this.#column = column
  }

  /** Empty cells. */
  skip(count: number): void {
    this.#column += count
  }

  /** A cell that holds something, so many times beside each other. */
  add(cell: NonNullable<Cell>, times = 1): void {
    const last = this.#column + times - 1
    const { columns } = this.#limits
    if (!(this.#column >= 1 && last <= columns)) {
      throw this.#refusal('cell_too_many_columns', columns)
    }
    if (typeof cell === 'string') this.checkLength(cell)
    while (this.#cells.length < this.#column - 1) this.#cells.push(null)
    for (; this.#column <= last; this.#column++) this.#cells[this.#column - 1] = cell
  }

  /** To be asked while a text grows, so that it never outgrows memory. */
  checkLength(text: string): void {
    const { cellLength } = this.#limits
    if (text.length <= cellLength) return
    throw this.#refusal('cell_too_long', cellLength)
  }

  /** The row's cells up to the last that holds something. */
  take(): Cell[] {
    const cells = this.#cells
    this.#cells = []
    return cells
  }

  #refusal(code: 'cell_too_many_columns' | 'cell_too_long', most: number): SheetError {
    const column = Math.min(this.#column, this.#limits.columns + 1)
    const cell = `${columnLetters(Math.max(column, 1))}${this.#number}`
    return new SheetError('too_large', reason(code, { cell, most }), { row: this.#number, column })
  }
}
