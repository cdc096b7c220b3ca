import { type Reason } from '@cardfile/openapi'
import type { OpenOptions, Sheet, SheetFormat, SheetRow } from '@cardfile/openapi/spreadsheet'

/** How a file is to be read, where a person said so: what set the detection right, and hidden rows. */
export type FileReading = Pick<OpenOptions, 'encoding' | 'delimiter' | 'hiddenRows'>

/** Rows of a sheet that people who open it are not shown. */
export interface HiddenRows {
  count: number
  /** Whether that is all of them: the sheet was read to its end. */
  whole: boolean
}

/** What the page asks of the worker that reads the file. */
export type SheetQuestion =
  | { ask: 'open'; file: File; reading: FileReading }
  /** The first rows of a sheet, for a person to look at. */
  | { ask: 'look'; sheet: number }
  /** Rows are handed out from the one after this number on, at most so many at once. */
  | { ask: 'begin'; sheet: number; after: number; chunkRows: number }
  | { ask: 'rows' }

/** What the worker answers, one answer to each question and in their order. */
export type SheetAnswer =
  | {
      answer: 'opened'
      format: SheetFormat
      sheets: readonly Sheet[]
      /** The one that the file is about, unless a person says another. */
      sheet: number
      text: { encoding: string; delimiter: string } | null
    }
  | { answer: 'looked'; rows: SheetRow[]; hidden: HiddenRows }
  | { answer: 'begun' }
  | { answer: 'rows'; rows: SheetRow[] | null; read: number; hiddenRows: number }
  /** `isText`: another encoding or delimiter may make it a table. */
  | { answer: 'refused'; told: Reason; isText: boolean }
