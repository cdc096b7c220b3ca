import { reason, type Reason } from '../../reasons/reason.ts'
/**
 * Why a file was refused, for programs:
 * `empty` no content · `not_a_spreadsheet` something else · `encrypted` protected by a password ·
 * `damaged` broken or cut off · `doctype` carries a document type declaration · `bomb` inflates out of
 * proportion · `too_large` beyond a limit · `unclosed_quote` a CSV quote never ends · `encoding` text in
 * no single encoding · `no_such_sheet` a sheet number out of range · `cannot_write` a cell that a file
 * cannot hold.
 */
type SheetErrorCode =
  | 'empty'
  | 'not_a_spreadsheet'
  | 'encrypted'
  | 'damaged'
  | 'doctype'
  | 'bomb'
  | 'too_large'
  | 'unclosed_quote'
  | 'encoding'
  | 'no_such_sheet'
  | 'cannot_write'

/** Where in the sheet it happened: both count from 1, as a person sees them. */
interface SheetPlace {
  row?: number | undefined
  column?: number | undefined
}

/** A file that cannot be read or written. The message is meant for the person who chose the file. */
export class SheetError extends Error {
  readonly code: SheetErrorCode
  /** What happened, as it is told to people. */
  readonly reason: Reason
  readonly row: number | undefined
  readonly column: number | undefined

  constructor(code: SheetErrorCode, told: Reason, place: SheetPlace = {}) {
    super(told.text)
    this.name = 'SheetError'
    this.code = code
    this.reason = told
    this.row = place.row
    this.column = place.column
  }
}

/** The letters of a column: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}

/** Something in the file does not add up. */
export function damaged(): SheetError {
  return new SheetError('damaged', reason('file_damaged'))
}
