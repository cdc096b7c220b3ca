import type { OpenOptions, Sheet, SheetFormat, SheetRow } from '@cardfile/openapi/spreadsheet'

/** How a text file is to be read, where a person set the detection right. */
export type TextReading = Pick<OpenOptions, 'encoding' | 'delimiter'>

/** What the page asks of the worker that reads the file. */
export type SheetQuestion =
  | { ask: 'open'; file: File; text: TextReading }
  /** The first rows of a sheet, for a person to look at. */
  | { ask: 'look'; sheet: number; rows: number }
  /** Rows are handed out from the one after this number on. */
  | { ask: 'begin'; sheet: number; after: number }
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
  | { answer: 'looked'; rows: SheetRow[] }
  | { answer: 'begun' }
  | { answer: 'rows'; rows: SheetRow[] | null; read: number }
  | { answer: 'refused'; message: string; row: number | undefined }
