/**
 * How much a file may ask of the machine that reads it. Everything is counted while it is read;
 * no size that the file states about itself is believed.
 */
export interface Limits {
  /** Size of the file itself, in bytes. */
  fileBytes: number
  /** Bytes inflated from one sheet. */
  inflatedBytes: number
  /** Bytes inflated from one of the small parts (styles, workbook, relationships). */
  partBytes: number
  /** Inflated bytes per compressed byte, looked at from `ratioFrom` inflated bytes on. */
  ratio: number
  /** Inflated bytes below which the ratio is not looked at: tiny parts compress absurdly well. */
  ratioFrom: number
  /** Entries in the zip container. */
  entries: number
  /** Rows of a sheet; the format itself ends at 1,048,576. */
  rows: number
  /** Columns of a sheet; the format itself ends at 16,384 (XFD). */
  columns: number
  /** Empty cells between others in a sheet, beyond fifty for each filled one. */
  blankCells: number
  /** UTF-16 units in one cell; the format itself ends at 32,767. */
  cellLength: number
  /** UTF-16 units in one row, so that a batch of rows stays within memory whatever its cells hold. */
  rowLength: number
  /** Distinct texts in the shared string table. */
  sharedStrings: number
  /** Inflated bytes of the shared string table, the one part that has to stay in memory. */
  sharedStringBytes: number
  /** Size of an .xls, which is read as a whole into memory, in bytes; 0 refuses them all. */
  wholeBytes: number
  /** Cells with content in an OpenDocument, each repetition of one counted. */
  repeatedCells: number
}

/** Roomy for a person's own file in a browser tab; a server passes smaller ones. */
export const DEFAULT_LIMITS: Readonly<Limits> = {
  fileBytes: 256 * 1024 * 1024,
  inflatedBytes: 4 * 1024 * 1024 * 1024,
  partBytes: 32 * 1024 * 1024,
  ratio: 100,
  ratioFrom: 4 * 1024 * 1024,
  entries: 4096,
  rows: 1_048_576,
  columns: 16_384,
  blankCells: 10_000_000,
  cellLength: 32_767,
  rowLength: 8 * 1024 * 1024,
  sharedStrings: 8_000_000,
  sharedStringBytes: 512 * 1024 * 1024,
  wholeBytes: 64 * 1024 * 1024,
  repeatedCells: 20_000_000,
}

/** The defaults with what is given in their place. */
export function withLimits(limits: Partial<Limits> = {}): Limits {
  return { ...DEFAULT_LIMITS, ...limits }
}
