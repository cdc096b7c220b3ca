import { type Compressor, portableCompressor } from '../zip/compressor.ts'
import { pullStream } from '../../bytes/pull-stream.ts'
import type { RowSource } from '../workbook/row-source.ts'
import { type SheetOptions, sheetXml } from './sheet-xml.ts'
import { STYLES_XML } from './xlsx-styles.ts'
import { utf8 } from '../xml/xml-bytes.ts'
import { encodeAttribute } from '../xml/xml-text.ts'
import { writeZip } from '../zip/zip-writer.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export interface XlsxOptions extends SheetOptions {
  /** The tab's name; what a tab may not be called is mended. */
  sheetName?: string
  /** Left out, the one that every platform has. */
  compressor?: Compressor
}

/**
 * Rows as an .xlsx, made as it is read: memory does not grow with the rows. The first row is the headings
 * (bold, kept in sight, with a filter). Texts stay texts, whatever they begin with; dates from 1900-03-01
 * to 9999-12-31 become real ones, others stay text. The stream fails with SheetError where a row, a column
 * or a cell is beyond what the format holds.
 */
export function writeXlsx(rows: RowSource, options: XlsxOptions = {}): ReadableStream<Uint8Array> {
  const files = [
    { name: '[Content_Types].xml', content: part(CONTENT_TYPES) },
    { name: '_rels/.rels', content: part(ROOT_RELATIONSHIPS) },
    { name: 'xl/workbook.xml', content: part(workbookXml(options.sheetName ?? 'Sheet1')) },
    { name: 'xl/_rels/workbook.xml.rels', content: part(WORKBOOK_RELATIONSHIPS) },
    { name: 'xl/styles.xml', content: part(STYLES_XML) },
    { name: 'xl/worksheets/sheet1.xml', content: sheetXml(rows, options) },
  ]
  return pullStream(writeZip(files, options.compressor ?? portableCompressor))
}

async function* part(xml: string): AsyncGenerator<Uint8Array> {
  yield utf8(xml)
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
