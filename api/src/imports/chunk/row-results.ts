import { type Field, TextBytes } from '@cardfile/openapi'
import { JsonLists, mostBytesPerUnit } from '../../db/json-lists.ts'
import { mostParameterBytes } from '../../db/limits.ts'
import type { FoldedRow } from '../fold/fold.ts'
import { type Noted, notedAfter } from '../fold/note-counts.ts'
import { outcomesJson } from '../fold/outcomes.ts'

/** What is kept of a chunk's rows, as statements take it. */
export interface KeptRows {
  /** As `outcomesJson` makes them of all. */
  outcomes: Uint8Array
  /** Lists of `[row, cells, reasons]` of those that failed. */
  failed: readonly Uint8Array[]
  lastRow: number
}

/** Takes down what became of a chunk's rows, some and then others, so that none of them has to be kept. */
export class RowResults {
  readonly #fields: readonly Field[]
  readonly #dryRun: boolean
  /** How many rows come in all. */
  readonly #expected: number
  readonly #outcomes = new TextBytes()
  readonly #failed = new JsonLists()
  #rows = 0
  #lastRow = 0
  #noted: Noted

  /** @param noted of the rows before them; `rows`: how many come in all */
  constructor(
    fields: readonly Field[],
    { dryRun, noted, rows }: { dryRun: boolean; noted: Noted; rows: number },
  ) {
    this.#fields = fields
    this.#dryRun = dryRun
    this.#noted = noted
    this.#expected = rows
  }

  /** Of the rows of the import so far. */
  get noted(): Noted {
    return this.#noted
  }

  get lastRow(): number {
    return this.#lastRow
  }

  /** @param rows those that follow, in file order */
  async add(rows: readonly FoldedRow[]): Promise<void> {
    this.#rows += rows.length
    this.#lastRow = rows.at(-1)?.row.number ?? this.#lastRow
    this.#noted = notedAfter(this.#noted, rows)
    await this.#addOutcomes(rows)
    for (const { row, outcome, reasons } of rows)
      if (outcome === 'failed') {
        const json = JSON.stringify([row.number, row.cells, reasons])
        this.#failed.next(json.length * mostBytesPerUnit).add(json)
      }
  }

  /** Rows have room for as much as their number allows, and for what those before them left. */
  async #addOutcomes(rows: readonly FoldedRow[]): Promise<void> {
    const dryRun = this.#dryRun
    const room = Math.floor((mostParameterBytes * this.#rows) / this.#expected)
    const most = room - this.#outcomes.size
    const list = await outcomesJson(rows, this.#fields, { dryRun, most })
    if (rows.length === 0) return
    this.#outcomes.add(this.#outcomes.size === 0 ? '[' : ',')
    this.#outcomes.addBytes(list.subarray(1, -1))
  }

  /** Once: nothing can be added any more. */
  take(): KeptRows {
    this.#outcomes.add(this.#outcomes.size === 0 ? '[]' : ']')
    return {
      outcomes: this.#outcomes.take(),
      failed: this.#failed.take(),
      lastRow: this.#lastRow,
    }
  }
}
