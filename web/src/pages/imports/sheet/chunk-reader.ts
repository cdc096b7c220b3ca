import type { Cell } from '@cardfile/openapi'
import type { SheetRow } from '@cardfile/openapi/spreadsheet'

/** Characters of text in a chunk, about: bodies have a limit, and wide rows reach it first. */
const mostText = 1_500_000

/** Hands out a sheet's rows in chunks fit to be sent, reading no further than asked. */
export class ChunkReader {
  readonly #mostRows: number
  readonly #batches: AsyncIterator<SheetRow[]>
  #waiting: SheetRow[] = []
  #at = 0
  #ended = false

  constructor(batches: AsyncIterable<SheetRow[]>, mostRows: number) {
    this.#mostRows = mostRows
    this.#batches = batches[Symbol.asyncIterator]()
  }

  /** Whether the sheet's end was met. */
  get ended(): boolean {
    return this.#ended
  }

  /** Reads no further. */
  async close(): Promise<void> {
    await this.#batches.return?.()
  }

  /** @returns one row, or null at the end */
  async row(): Promise<SheetRow | null> {
    while (this.#at >= this.#waiting.length) {
      const { value, done } = await this.#batches.next()
      if (done) {
        this.#ended = true
        return null
      }
      this.#waiting = value
      this.#at = 0
    }
    return this.#waiting[this.#at++] ?? null
  }

  /** @returns the next rows, or null at the end */
  async next(): Promise<SheetRow[] | null> {
    const rows: SheetRow[] = []
    let text = 0
    while (rows.length < this.#mostRows && text < mostText) {
      const row = await this.row()
      if (row === null) break
      rows.push(row)
      for (const cell of row.cells) text += sizeOf(cell)
    }
    return rows.length > 0 ? rows : null
  }
}

function sizeOf(cell: Cell): number {
  return typeof cell === 'string' ? cell.length + 3 : 16
}

/** The rows that come after a row's number: a heading row and what stands above it are no data. */
export async function* rowsAfter(
  batches: AsyncIterable<SheetRow[]>,
  after: number,
): AsyncGenerator<SheetRow[]> {
  for await (const batch of batches) {
    const rows = batch.filter(({ number }) => number > after)
    if (rows.length > 0) yield rows
  }
}
