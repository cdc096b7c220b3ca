import { reason } from '../../reasons/reason.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { inBatches } from '../workbook/workbook.ts'
import type { Progress, SheetRow, Workbook } from '../workbook/workbook.ts'
import type { XmlDocument } from '../xml/xml-document.ts'
import { SpreadsheetML2003Rows } from './spreadsheetml2003-rows.ts'
import { outlineOf } from './workbook-outline.ts'

/** An XML Spreadsheet 2003. Throws SheetError. */
export async function openSpreadsheetML2003(
  document: XmlDocument,
  limits: Limits,
): Promise<Workbook> {
  const outline = await outlineOf(document)
  const { sheets } = outline
  if (sheets.length === 0) throw new SheetError('empty', reason('file_without_cells'))
  const progress: Progress = { read: 0, total: document.size }
  return {
    format: 'xml',
    sheets,
    progress,
    rows(sheet = 0) {
      if (sheets[sheet] === undefined)
        throw new SheetError('no_such_sheet', reason('sheet_missing', { sheet: sheet + 1 }))
      const rows = new SpreadsheetML2003Rows(sheet, outline, limits)
      return readRows(document, rows, progress)
    },
  }
}

async function* readRows(
  document: XmlDocument,
  rows: SpreadsheetML2003Rows,
  progress: Progress,
): AsyncGenerator<SheetRow[]> {
  progress.read = 0
  for await (const text of document.text((bytes) => (progress.read = bytes))) {
    rows.push(text)
    yield* inBatches(rows.take())
    if (rows.isOver) break
  }
  if (!rows.isOver) rows.end()
  yield* inBatches(rows.take())
  progress.read = progress.total
}
