import { reason } from '../../reasons/reason.ts'
import type { Cell } from '../../field-types/cell.ts'
import type { Limits } from './limits.ts'
import { RowCells } from './row-cells.ts'
import { SheetError } from './sheet-error.ts'
import { BATCH_ROWS } from './workbook.ts'
import type { SheetRow } from './workbook.ts'

/** More columns than any sheet has, so that a row and a column make one number. */
const ROOM = 2 ** 20

/** Cells of a sheet that come in any order; the last of one place holds. */
export class CellTable {
  readonly #limits: Limits
  readonly #places: number[] = []
  readonly #cells: NonNullable<Cell>[] = []
  readonly #hidden = new Set<number>()
  #inOrder = true

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** @param row and column from 1 */
  cell(row: number, column: number, cell: NonNullable<Cell>): void {
    const { rows, columns } = this.#limits
    if (row > rows || column > columns) {
      throw new SheetError('too_large', reason('sheet_too_large'), {
        row,
      })
    }
    const place = row * ROOM + column
    this.#inOrder &&= place > (this.#places.at(-1) ?? 0)
    this.#places.push(place)
    this.#cells.push(cell)
  }

  /** @param row from 1 */
  hiddenRow(row: number): void {
    this.#hidden.add(row)
  }

  /** The rows from top to bottom, in batches. Throws SheetError `too_large`. */
  *rows(): Generator<SheetRow[]> {
    const order = this.#inOrder ? null : this.#sorted()
    const row = new RowCells(this.#limits)
    let batch: SheetRow[] = []
    let number = 0
    const finish = (): void => {
      const cells = row.take()
      if (cells.length === 0) return
      batch.push(this.#hidden.has(number) ? { number, cells, hidden: true } : { number, cells })
    }
    for (let index = 0; index < this.#places.length; index++) {
      const at = order?.[index] ?? index
      const place = this.#places[at] ?? 0
      const cell = this.#cells[at] ?? null
      const itsRow = Math.floor(place / ROOM)
      if (itsRow !== number) {
        finish()
        if (batch.length >= BATCH_ROWS) {
          yield batch
          batch = []
        }
        number = itsRow
        row.start(number)
      }
      row.moveTo(place % ROOM)
      if (cell !== null) row.add(cell)
    }
    finish()
    if (batch.length > 0) yield batch
  }

  #sorted(): number[] {
    const places = this.#places
    const order = Array.from(places, (_, index) => index)
    return order.sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0) || a - b)
  }
}
