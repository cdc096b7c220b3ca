import { reason } from '../../reasons/reason.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import type { XmlDocument } from './xml-document.ts'

/** Turns the text of a document, piece by piece, into the rows of one of its sheets. */
interface SheetReader<Row> {
  /** Nothing more of the sheet comes. */
  readonly isOver: boolean
  /** Reads on. Throws SheetError. */
  push(piece: string): void
  /** The document is over. Throws SheetError where it ends in the middle. */
  end(): void
  /** The rows finished since they were last taken. */
  take(): Row[]
}

interface XmlSheets<Row> extends Pick<Workbook, 'format' | 'sheets'> {
  /** @param sheet which one, from 0 */
  readerOf(sheet: number): SheetReader<Row>
  batchesOf(rows: readonly Row[]): Iterable<SheetRow[]>
}

/** A workbook that is one XML document, of which each reading begins at its beginning. Throws SheetError. */
export function xmlWorkbook<Row>(
  document: XmlDocument,
  { format, sheets, readerOf, batchesOf }: XmlSheets<Row>,
): Workbook {
  if (sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: 0, total: document.size }
  async function* read(reader: SheetReader<Row>): AsyncGenerator<SheetRow[]> {
    progress.read = 0
    for await (const text of document.text((bytes) => (progress.read = bytes))) {
      reader.push(text)
      yield* batchesOf(reader.take())
      if (reader.isOver) break
    }
    if (!reader.isOver) reader.end()
    yield* batchesOf(reader.take())
    progress.read = progress.total
  }
  return {
    format,
    sheets,
    progress,
    rows(sheet = 0) {
      if (sheets[sheet] === undefined)
        throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
      return read(readerOf(sheet))
    },
  }
}
