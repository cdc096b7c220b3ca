import type { Cell } from '../cell.ts'
import { cellXml } from './cell-xml.ts'
import type { CellLook } from './cell-xml.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { pullStream } from './pull-stream.ts'
import { SheetError, columnLetters } from './sheet-error.ts'
import { STYLE, STYLES_XML } from './xlsx-styles.ts'
import { encodeAttribute } from './xml-text.ts'
import { writeZip } from './zip-writer.ts'

/** Text compressed at a time, in UTF-16 units. */
const PIECE = 64 * 1024
const NARROWEST = 10
const WIDEST = 60

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface XlsxOptions {
  /** The tab's name; what a tab may not be called is mended. */
  sheetName?: string
  /** Widths in characters, column by column; where one is missing, the heading's length decides. */
  columnWidths?: readonly (number | undefined)[]
  /** Columns, from 0, in which what a person types stays text: phone numbers, codes with zeros in front. */
  textColumns?: readonly number[]
}

/**
 * Rows as an .xlsx, made as it is read: memory does not grow with the rows. The first row is the headings
 * (bold, kept in sight, with a filter). Texts stay texts, whatever they begin with; dates from 1900-03-01
 * to 9999-12-31 become real ones, others stay text. The stream fails with SheetError where a row, a column
 * or a cell is beyond what the format holds.
 */
export function writeXlsx(
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  options: XlsxOptions = {},
): ReadableStream<Uint8Array> {
  return pullStream(
    writeZip([
      { name: '[Content_Types].xml', content: bytes([CONTENT_TYPES]) },
      { name: '_rels/.rels', content: bytes([ROOT_RELATIONSHIPS]) },
      { name: 'xl/workbook.xml', content: bytes([workbookXml(options.sheetName ?? 'Sheet1')]) },
      { name: 'xl/_rels/workbook.xml.rels', content: bytes([WORKBOOK_RELATIONSHIPS]) },
      { name: 'xl/styles.xml', content: bytes([STYLES_XML]) },
      { name: 'xl/worksheets/sheet1.xml', content: bytes(sheetXml(rows, options)) },
    ]),
  )
}

async function* bytes(text: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of text) yield encoder.encode(piece)
}

async function* sheetXml(
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>,
  options: XlsxOptions,
): AsyncGenerator<string> {
  const textColumns = new Set(options.textColumns)
  let number = 0
  let width = 0
  let xml = ''
  for await (const row of rows) {
    number++
    checkSize(number, row.length)
    if (number === 1) {
      width = row.length
      xml = sheetStart(row, options)
    }
    xml += rowXml(row, number, textColumns)
    if (xml.length >= PIECE) {
      yield xml
      xml = ''
    }
  }
  const filter = width > 0 ? `<autoFilter ref="A1:${columnLetters(width)}${number}"/>` : ''
  yield `${xml === '' && number === 0 ? sheetStart([], options) : xml}</sheetData>${filter}</worksheet>`
}

function rowXml(row: readonly Cell[], number: number, textColumns: ReadonlySet<number>): string {
  const look: CellLook = { heading: number === 1, text: false }
  let cells = ''
  for (let index = 0; index < row.length; index++) {
    look.text = textColumns.has(index)
    cells += cellXml(row[index] ?? null, number, index + 1, look)
  }
  return cells === '' ? '' : `<row r="${number}">${cells}</row>`
}

function checkSize(row: number, columns: number): void {
  if (row <= DEFAULT_LIMITS.rows && columns <= DEFAULT_LIMITS.columns) return
  throw new SheetError(
    'too_large',
    'A sheet holds at most 1,048,576 rows and 16,384 columns. Export fewer, or CSV.',
    { row },
  )
}

function sheetStart(headings: readonly Cell[], options: XlsxOptions): string {
  const textColumns = new Set(options.textColumns)
  const columns = headings.map((heading, index) => {
    const wanted = options.columnWidths?.[index] ?? String(heading ?? '').length + 2
    const width = Math.min(WIDEST, Math.max(NARROWEST, wanted))
    const style = textColumns.has(index) ? ` style="${STYLE.text}"` : ''
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${style}/>`
  })
  const cols = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView tabSelected="1" workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`
  )
}

/** Excel wants 1 to 31 characters, none of `[ ] : * ? / \`, and no apostrophe at either end. */
function tabName(name: string): string {
  const mended = name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)
  return mended.replace(/^[\s']+|[\s']+$/g, '') || 'Sheet1'
}

function workbookXml(sheetName: string): string {
  const name = encodeAttribute(tabName(sheetName))
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

const CONTENT_TYPES =
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`

const ROOT_RELATIONSHIPS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

const WORKBOOK_RELATIONSHIPS =
  `${XML}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
  `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
