import type { Limits } from '../workbook/limits.ts'
import { inBatches } from '../workbook/workbook.ts'
import type { Workbook } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { xmlWorkbook } from '../xml/xml-workbook.ts'
import { SpreadsheetML2003Rows } from './spreadsheetml2003-rows.ts'
import { outlineOf } from './workbook-outline.ts'

/** An XML Spreadsheet 2003. Throws SheetError. */
export async function openSpreadsheetML2003(
  document: XmlDocument,
  limits: Limits,
): Promise<Workbook> {
  const outline = await outlineOf(document)
  return xmlWorkbook(document, {
    format: 'xml',
    sheets: outline.sheets,
    readerOf: (sheet) => new SpreadsheetML2003Rows(sheet, outline, limits),
    batchesOf: inBatches,
  })
}
