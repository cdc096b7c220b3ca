import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { BATCH_ROWS, inBatches } from '../workbook/workbook.ts'
import type { SheetRow, Workbook } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { scanAll, xmlText } from '../xml/xml-part.ts'
import { xmlWorkbook } from '../xml/xml-workbook.ts'
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
  return xmlWorkbook(document, {
    format: 'ods',
    sheets: outline.sheets,
    readerOf: (sheet) => new OpenDocumentRows(sheet, outline, limits),
    batchesOf: repeated,
  })
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
