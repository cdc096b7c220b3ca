import { reason } from '../reasons/reason.ts'
import { openFlatOpenDocument } from './opendocument/opendocument-reader.ts'
import { openSpreadsheetML2003 } from './spreadsheetml2003/spreadsheetml2003-reader.ts'
import type { Limits } from './workbook/limits.ts'
import { SheetError } from './workbook/sheet-error.ts'
import type { Workbook } from './workbook/workbook.ts'
import { xmlFile } from './xml/xml-document.ts'
import type { XmlDocument } from './xml/xml-document.ts'
import type { Vocabulary } from './xml/xml-namespaces.ts'
import { XmlScanner } from './xml/xml-scanner.ts'

const ROOTS: Vocabulary = new Map([
  ['urn:oasis:names:tc:opendocument:xmlns:office:1.0', 'office:'],
  ['urn:schemas-microsoft-com:office:spreadsheet', 'ss:'],
])

/** A file that is one XML document, by its root element. Throws SheetError. */
export async function openXml(file: Blob, limits: Limits): Promise<Workbook> {
  const document = xmlFile(file)
  const root = await rootOf(document)
  if (root === 'office:document') return openFlatOpenDocument(document, limits)
  if (root === 'ss:Workbook') return openSpreadsheetML2003(document, limits)
  throw new SheetError('not_a_spreadsheet', reason('file_of_other_xml'))
}

async function rootOf(document: XmlDocument): Promise<string | null> {
  const scanner = new XmlScanner(ROOTS)
  for await (const piece of document.text()) {
    scanner.feed(piece)
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token === 'open') return scanner.name
    }
  }
  return null
}
