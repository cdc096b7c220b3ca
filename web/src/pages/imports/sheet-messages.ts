import type { Cell } from '@cardfile/openapi'
import type { Sheet, SheetRow } from '@cardfile/openapi/spreadsheet'

/** What the page asks of the worker that reads the file. */
export type SheetQuestion =
  | { ask: 'open'; file: File }
  | { ask: 'sheet'; sheet: number }
  | { ask: 'rows' }

/** What the worker answers, one answer to each question and in their order. */
export type SheetAnswer =
  | { answer: 'headings'; sheets: readonly Sheet[]; sheet: number; headings: Cell[] }
  | { answer: 'rows'; rows: SheetRow[] | null; read: number }
  | { answer: 'refused'; message: string; row: number | undefined }
