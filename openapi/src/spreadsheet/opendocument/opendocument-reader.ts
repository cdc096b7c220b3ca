import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { BATCH_ROWS, inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { scanAll, xmlText } from '../xml/xml-part.ts'
import type { Zip } from '../zip/zip-reader.ts'
import { outlineOf } from './document-outline.ts'
import { OpenDocumentRows } from './opendocument-rows.ts'
import type { RepeatedRow } from './opendocument-rows.ts'
import { OPENDOCUMENT } from './vocabulary.ts'

/**
 * An OpenDocument spreadsheet in its container (.ods, .ots); null where the container holds something
 * else. Throws SheetError.
 */
export async function openOpenDocument(zip: Zip, limits: Limits): Promise<Workbook | null> {
  const content = zip.find('content.xml')
  if (content === undefined) return null
  await refuseEncrypted(zip, limits)
  return openFlatOpenDocument(
    {
      size: content.compressedSize,
      text: (onRead) => xmlText(zip.read(content, limits.inflatedBytes, onRead)),
    },
    limits,
  )
}

/** OpenDocument as one XML document (.fods). Throws SheetError. */
export async function openFlatOpenDocument(
  document: XmlDocument,
  limits: Limits,
): Promise<Workbook> {
  const outline = await outlineOf(document)
  const { sheets } = outline
  if (sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: 0, total: document.size }
  return {
    format: 'ods',
    sheets,
    progress,
    rows(sheet = 0) {
      if (sheets[sheet] === undefined)
        throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
      return readRows(document, new OpenDocumentRows(sheet, outline, limits), progress)
    },
  }
}

/** An OpenDocument under a password says so in its manifest (OpenDocument 1.3, part 2, 4.4). */
async function refuseEncrypted(zip: Zip, limits: Limits): Promise<void> {
  const manifest = zip.find('META-INF/manifest.xml')
  if (manifest === undefined) return
  await scanAll(xmlText(zip.read(manifest, limits.partBytes)), OPENDOCUMENT, (scanner, token) => {
    if (token !== 'open' || scanner.name !== 'manifest:encryption-data') return
    throw new SheetError('encrypted', reason('file_encrypted'))
  })
}

async function* readRows(
  document: XmlDocument,
  rows: OpenDocumentRows,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  progress.read = 0
  for await (const text of document.text((bytes) => (progress.read = bytes))) {
    rows.push(text)
    yield* repeated(rows.take())
    if (rows.isOver) break
  }
  if (!rows.isOver) rows.end()
  yield* repeated(rows.take())
  progress.read = progress.total
}

function* repeated(rows: readonly RepeatedRow[]): Generator<SheetRow[]> {
  let batch: SheetRow[] = []
  for (const { number, cells, times, hidden } of rows) {
    for (let time = 0; time < times; time++) {
      const row: SheetRow = { number: number + time, cells: time === 0 ? cells : [...cells] }
      if (hidden) row.hidden = true
      batch.push(row)
      if (batch.length === BATCH_ROWS) {
        yield batch
        batch = []
      }
    }
  }
  yield* inBatches(batch)
}
