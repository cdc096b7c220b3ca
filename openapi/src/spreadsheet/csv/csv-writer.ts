import type { Cell } from '../../field-types/cell.ts'
import { writtenNumber } from '../cells/number-cell.ts'
import { guard } from '../cells/formula-guard.ts'
import { pullStream } from '../../bytes/pull-stream.ts'
import { type RowSource, batchesOf } from '../workbook/row-source.ts'

/** Text of one stream piece, in UTF-16 units: large enough to be worth a trip, small enough to hold. */
const PIECE = 64 * 1024

/**
 * What is quoted: whatever could be a separator to whoever has to guess it, ourselves among them. A file
 * of one column has none, and `a; b` in it must not become two.
 */
const QUOTED = /[",;\t|\r\n]|^\s|\s$|^sep=/i

interface CsvOptions {
  /** Between cells; a comma unless told otherwise. */
  delimiter?: ',' | ';' | '\t' | '|'
}

/**
 * Rows as CSV: RFC 4180 with CRLF, UTF-8 with BOM (without it Excel takes the bytes for windows-1252).
 * Text that a spreadsheet could run as a formula gets an apostrophe in front, which our reader takes off.
 */
export function writeCsv(rows: RowSource, options: CsvOptions = {}): ReadableStream<Uint8Array> {
  return pullStream(csvPieces(rows, options.delimiter ?? ','))
}

async function* csvPieces(rows: RowSource, delimiter: string): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let text = '\uFEFF'
  for await (const batch of batchesOf(rows)) {
    for (const row of batch) {
      for (let index = 0; index < row.length; index++) {
        if (index > 0) text += delimiter
        const cell = cellText(row[index] ?? null)
        text += QUOTED.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
      }
      text += '\r\n'
      if (text.length >= PIECE) {
        yield encoder.encode(text)
        text = ''
      }
    }
  }
  if (text !== '') yield encoder.encode(text)
}

function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return guard(cell)
  if (typeof cell === 'number') return String(cell)
  if (typeof cell === 'object' && 'number' in cell) return cellText(writtenNumber(cell))
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return 'date' in cell ? cell.date : cell.error
}
