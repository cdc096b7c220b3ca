import type { Cell } from '../../field-types/cell.ts'

/** One row that holds something. Trailing empty cells are trimmed. */
export interface SheetRow {
  /** The row's number in the sheet, counted from 1, as a person sees it. */
  number: number
  cells: Cell[]
  /** Not shown to people who open the file: hidden by hand, or by a filter. */
  hidden?: true
}

/** `ods`: OpenDocument, flat too; `xml`: XML Spreadsheet 2003. */
export type SheetFormat = 'xlsx' | 'xlsb' | 'xls' | 'csv' | 'tsv' | 'ods' | 'xml' | 'vcard'

export interface Sheet {
  name: string
  /** Not shown to people who open the file. */
  hidden: boolean
}

/** How far the reading of a sheet has come, in bytes of the file; `total` is 0 where nobody knows. */
export interface Progress {
  read: number
  total: number
}

/** An opened file. Nothing of its rows is held: each call of `rows` reads them anew. */
export interface Workbook {
  readonly format: SheetFormat
  readonly sheets: readonly Sheet[]
  /** Of the reading begun last; `read` equals `total` when it is done. */
  readonly progress: Readonly<Progress>
  /** How text files were understood; absent for the others. */
  readonly text?: { encoding: string; delimiter: string }
  /** Hidden rows that the reading begun last has met so far. */
  readonly hiddenRows?: Readonly<{ count: number }>
  /**
   * The sheet's rows from top to bottom, in batches of some hundreds; wholly empty rows are left out,
   * but the others keep their numbers. `sheet` is an index into `sheets`, 0 when left out.
   * Throws SheetError, also midway when the file turns out to be broken further down.
   */
  rows(sheet?: number): AsyncIterable<SheetRow[]>
}

/** Rows handed over at once. */
export const BATCH_ROWS = 500

/** UTF-16 units of text in rows handed over at once, about: a row that passes it goes alone. */
export const BATCH_LENGTH = 1024 * 1024

/** Rows in batches of at most `BATCH_ROWS`; none for no rows. */
export function* inBatches(rows: readonly SheetRow[]): Generator<SheetRow[]> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield rows.slice(at, at + BATCH_ROWS)
}
