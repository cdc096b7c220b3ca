import type { Limits } from '../workbook/limits.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import type { Sheet } from '../workbook/workbook.ts'
import { readRelationships } from './relationships.ts'
import { EXTENDED_PROPERTIES, SPREADSHEETML } from './vocabularies.ts'
import { scanAll, xmlText } from '../xml/xml-part.ts'
import { decodeXstring } from '../xml/xml-text.ts'
import type { Zip } from '../zip/zip-reader.ts'
import type { ZipEntry } from '../zip/zip-directory.ts'

/** A sheet and where its rows are; undefined where the file lacks them. */
interface SheetPart extends Sheet {
  entry: ZipEntry | undefined
}

/** Where the parts of a workbook are, and what holds for all its sheets. */
export interface WorkbookParts {
  sheets: SheetPart[]
  sharedStrings: ZipEntry | undefined
  styles: ZipEntry | undefined
  dateSystem: DateSystem
}

/**
 * Finds the parts of an .xlsx by its relationships (ECMA-376-2; 376-1, 12.3), sheets in the order of their
 * tabs. Chart and macro sheets are left out. Null where the container holds no such workbook.
 */
export async function findParts(zip: Zip, limits: Limits): Promise<WorkbookParts | null> {
  const root = await readRelationships(zip, '', limits)
  const main = [...root.values()].find((relationship) => relationship.type === 'officeDocument')
  const path = main?.target ?? 'xl/workbook.xml'
  const workbook = zip.find(path)
  if (workbook === undefined || !path.toLowerCase().endsWith('.xml')) return null
  const relationships = await readRelationships(zip, path, limits)
  const ofType = (type: string): ZipEntry | undefined => {
    const found = [...relationships.values()].find((relationship) => relationship.type === type)
    return found === undefined ? undefined : zip.find(found.target)
  }
  const sheets: SheetPart[] = []
  let date1904 = false
  let isWorkbook = false
  await scanAll(xmlText(zip.read(workbook, limits.partBytes)), SPREADSHEETML, (scanner, token) => {
    if (token !== 'open') return
    if (scanner.name === 'workbook') isWorkbook = true
    if (scanner.name === 'workbookPr') date1904 = isTrue(scanner.attribute('date1904'))
    if (scanner.name !== 'sheet') return
    const relationship = relationships.get(scanner.attribute('r:id') ?? '')
    if (relationship === undefined || relationship.type !== 'worksheet') return
    const entry = zip.find(relationship.target)
    const name = decodeXstring(scanner.attribute('name') ?? '')
    const state = scanner.attribute('state') ?? 'visible'
    sheets.push({ name, hidden: state !== 'visible', entry })
  })
  if (!isWorkbook) return null
  const properties = [...root.values()].find(({ type }) => type === 'extended-properties')
  const author = zip.find(properties?.target ?? '')
  const continuous = author !== undefined && (await isByLibreOffice(zip, author, limits))
  return {
    sheets,
    sharedStrings: ofType('sharedStrings'),
    styles: ofType('styles'),
    dateSystem: date1904 ? '1904' : continuous ? 'continuous' : '1900',
  }
}

/** It writes a day before 1900-03-01 as another serial than Excel, and so has to be read by its own rule. */
async function isByLibreOffice(zip: Zip, properties: ZipEntry, limits: Limits): Promise<boolean> {
  let inApplication = false
  let application = ''
  const text = xmlText(zip.read(properties, limits.partBytes))
  await scanAll(text, EXTENDED_PROPERTIES, (scanner, token) => {
    if (token === 'text') application += inApplication ? scanner.text() : ''
    else if (scanner.name === 'Application')
      inApplication = token === 'open' && !scanner.selfClosing
  })
  return application.trim().startsWith('LibreOffice')
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on'
}
