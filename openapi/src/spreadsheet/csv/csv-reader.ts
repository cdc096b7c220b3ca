import { reason } from '../../reasons/reason.ts'
import { CsvParser } from './csv-parser.ts'
import { quotingOf } from './quoting.ts'
import { detectDelimiter } from './delimiter.ts'
import type { Delimiter } from './delimiter.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { ENCODING_SAMPLE, decodeText, detectEncoding } from './text-encoding.ts'
import type { TextEncodingName } from './text-encoding.ts'
import { BATCH_LENGTH, BATCH_ROWS, inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'

/** What a person may set right when the detection is wrong. */
export interface TextOptions {
  encoding?: TextEncodingName
  delimiter?: Delimiter
}

/** Bytes of a text that are read at a time; what stands in the first of them tells its delimiter. */
const PIECE = 128 * 1024

/** Where the bytes of a text come from. */
interface TextSource {
  /** Its first `ENCODING_SAMPLE` bytes at least, or all of it. */
  sample: Uint8Array
  /** Whether that is all. */
  whole: boolean
  /** Bytes in all; 0 where nobody knows. */
  total: number
  /** All of it, from its first byte on. */
  pieces(): AsyncIterable<Uint8Array>
}

/** A CSV or TSV file. Throws SheetError as `openText` does. */
export async function openCsv(
  file: Blob,
  limits: Limits,
  options: TextOptions = {},
): Promise<Workbook> {
  const sample = new Uint8Array(await file.slice(0, ENCODING_SAMPLE).arrayBuffer())
  const whole = file.size <= ENCODING_SAMPLE
  const source = { sample, whole, total: file.size, pieces: () => piecesOf(file) }
  return openText(source, limits, options)
}

/** A file's bytes from the first on, some at a time. */
export async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE)
    yield new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer())
}

/**
 * Text as a sheet. Every cell is text, or null when it is empty: what it means is for its field to say.
 * Throws SheetError `encoding` or `not_a_spreadsheet`.
 */
export async function openText(
  source: TextSource,
  limits: Limits,
  options: TextOptions = {},
): Promise<Workbook> {
  const sample = source.sample.subarray(0, ENCODING_SAMPLE)
  const encoding = options.encoding ?? detectEncoding(sample)
  if (!/^utf-(?:16|32)/.test(encoding) && sample.includes(0)) {
    throw new SheetError('not_a_spreadsheet', reason('file_not_text'))
  }
  const start = await beginning(source, encoding)
  const detected = detectDelimiter(start.text, start.whole)
  const delimiter: string = options.delimiter ?? detected.delimiter
  const quoting = quotingOf(start.text, delimiter)
  const progress: Progress = { read: 0, total: source.total }
  return {
    format: delimiter === '\t' ? 'tsv' : 'csv',
    sheets: [{ name: 'CSV', hidden: false }],
    progress,
    text: { encoding, delimiter },
    rows(sheet = 0) {
      if (sheet !== 0) throw new SheetError('no_such_sheet', reason('one_sheet_only'))
      const parser = new CsvParser(delimiter, limits, quoting)
      return readRows(source, encoding, parser, detected.skip, progress)
    },
  }
}

async function beginning(
  { sample, whole }: TextSource,
  encoding: TextEncodingName,
): Promise<{ text: string; whole: boolean }> {
  const first = sample.subarray(0, PIECE)
  const all = whole && first.length === sample.length
  for await (const text of decodeText([first], encoding)) return { text, whole: all }
  return { text: '', whole: true }
}

async function* readRows(
  source: TextSource,
  encoding: TextEncodingName,
  parser: CsvParser,
  skip: number,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  progress.read = 0
  let toSkip = skip
  const decoded = decodeText(source.pieces(), encoding, (bytes) => (progress.read = bytes))
  const text = withoutEndMark(decoded)
  try {
    for await (const piece of text) {
      parser.push(toSkip > 0 ? piece.slice(toSkip) : piece)
      toSkip = 0
      if (parser.waiting >= BATCH_ROWS || parser.waitingLength >= BATCH_LENGTH)
        yield* inBatches(parser.take())
    }
  } catch (error) {
    if (!(error instanceof SheetError) || error.code !== 'encoding') throw error
    const { code: rule, params, text: why } = error.reason
    const told = reason('in_row', { ...params, row: parser.row, rule, why })
    throw new SheetError('encoding', told, { row: parser.row })
  }
  parser.end()
  yield* inBatches(parser.take())
}

/** Ctrl-Z with nothing but line ends behind it, as far as the text has come. */
const endMark = /\x1A[\x1A\r\n]{0,100}$/

/** Old programs end a text with Ctrl-Z, which is no part of it. */
async function* withoutEndMark(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const piece of pieces) {
    const text = held + piece
    const at = endMark.exec(text)?.index ?? text.length
    held = text.slice(at)
    yield text.slice(0, at)
  }
}
