/**
 * One cell of a spreadsheet as its file states it, before any field gives it a meaning.
 * Plain JSON, because cells also travel to the server in an import's chunks.
 */
export type Cell = null | string | number | boolean | NumberCell | DateCell | ErrorCell

/** A number that its format shows in another way: `02134`, `+4915112345678`, `1,234.50`. */
interface NumberCell {
  number: number
  /** As a person sees it; empty where the format hides the number. */
  shown: string
}

/** A wall-clock date `YYYY-MM-DD` or date-time `YYYY-MM-DDTHH:mm:ss[.SSS]`. Spreadsheets know no zone. */
interface DateCell {
  date: string
}

/** A cell whose formula failed, by the text a person sees: `#N/A`, `#REF!`. */
interface ErrorCell {
  error: string
}
