import { CsvParser } from './csv-parser.ts'
import { detectDelimiter } from './delimiter.ts'
import type { Delimiter } from './delimiter.ts'
import type { Limits } from './limits.ts'
import { SheetError } from './sheet-error.ts'
import { ENCODING_SAMPLE, decodeText, detectEncoding } from './text-encoding.ts'
import type { TextEncodingName } from './text-encoding.ts'
import { BATCH_ROWS, inBatches } from './workbook.ts'
import type { Progress, SheetRow, Workbook } from './workbook.ts'

/** What a person may set right when the detection is wrong. */
export interface TextOptions {
  encoding?: TextEncodingName
  delimiter?: Delimiter
}

/**
 * A CSV or TSV file. Every cell is text, or null when it is empty: what it means is for its field to say.
 * Throws SheetError `encoding` or `not_a_spreadsheet`.
 */
export async function openCsv(
  file: Blob,
  limits: Limits,
  options: TextOptions = {},
): Promise<Workbook> {
  const sample = new Uint8Array(await file.slice(0, ENCODING_SAMPLE).arrayBuffer())
  const encoding = options.encoding ?? detectEncoding(sample)
  if (!encoding.startsWith('utf-16') && sample.includes(0)) {
    throw new SheetError(
      'not_a_spreadsheet',
      'This is not a spreadsheet that can be read. Save it as .xlsx or as "CSV UTF-8".',
    )
  }
  const start = await beginning(file, encoding)
  const detected = detectDelimiter(start.text, start.whole)
  const delimiter = options.delimiter ?? detected.delimiter
  const progress: Progress = { read: 0, total: file.size }
  return {
    format: delimiter === '\t' ? 'tsv' : 'csv',
    sheets: [{ name: 'CSV', hidden: false }],
    progress,
    text: { encoding, delimiter },
    rows(sheet = 0) {
      if (sheet !== 0) throw new SheetError('no_such_sheet', 'A CSV file has one sheet only.')
      return readRows(file, encoding, new CsvParser(delimiter, limits), detected.skip, progress)
    },
  }
}

async function beginning(
  file: Blob,
  encoding: TextEncodingName,
): Promise<{ text: string; whole: boolean }> {
  let read = 0
  for await (const text of decodeText(file, encoding, (bytes) => (read = bytes))) {
    return { text, whole: read === file.size }
  }
  return { text: '', whole: true }
}

async function* readRows(
  file: Blob,
  encoding: TextEncodingName,
  parser: CsvParser,
  skip: number,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  progress.read = 0
  let toSkip = skip
  try {
    for await (const text of decodeText(file, encoding, (bytes) => (progress.read = bytes))) {
      parser.push(toSkip > 0 ? text.slice(toSkip) : text)
      toSkip = 0
      if (parser.waiting >= BATCH_ROWS) yield* inBatches(parser.take())
    }
  } catch (error) {
    if (!(error instanceof SheetError) || error.code !== 'encoding') throw error
    throw new SheetError('encoding', `Row ${parser.row}: ${error.message}`, { row: parser.row })
  }
  parser.end()
  yield* inBatches(parser.take())
}
