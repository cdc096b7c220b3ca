import { reason } from '../../reasons/reason.ts'
import { builtInStyle, numberStyle } from '../cells/number-style.ts'
import type { NumberStyle } from '../cells/number-style.ts'
import type { DateSystem } from '../cells/serial-date.ts'
import type { Limits } from '../workbook/limits.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import type { Sheet } from '../workbook/workbook.ts'
import { readRelationships } from '../xlsx/relationships.ts'
import { SharedStrings } from '../xlsx/shared-strings.ts'
import type { ZipEntry } from '../zip/zip-directory.ts'
import type { Zip } from '../zip/zip-reader.ts'
import { binaryRecords, wideText } from './binary-records.ts'
import type { BinaryRecord } from './binary-records.ts'

/** Records by their numbers ([MS-XLSB] 2.3.2). */
const WORKBOOK_PROPERTIES = 153
const BUNDLED_SHEET = 156
const SHARED_ITEM = 19
const FORMAT = 44
const XF = 47
const CELL_XFS_BEGIN = 617
const CELL_XFS_END = 618

/** A sheet and where its rows are; undefined where the file lacks them. */
export interface BinarySheet extends Sheet {
  entry: ZipEntry | undefined
}

/** Where the parts of a binary workbook are, and what holds for all its sheets. */
export interface BinaryParts {
  sheets: BinarySheet[]
  dateSystem: DateSystem
  sharedStrings: ZipEntry | undefined
  styles: ZipEntry | undefined
}

/** Finds the parts of an .xlsb; sheets of charts and macros are left out. Null where there is none. */
export async function findBinaryParts(zip: Zip, limits: Limits): Promise<BinaryParts | null> {
  const path = 'xl/workbook.bin'
  const workbook = zip.find(path)
  if (workbook === undefined) return null
  const relationships = await readRelationships(zip, path, limits)
  const ofType = (type: string): ZipEntry | undefined => {
    const found = [...relationships.values()].find((relationship) => relationship.type === type)
    return found && zip.find(found.target)
  }
  const parts: BinaryParts = {
    sheets: [],
    dateSystem: '1900',
    sharedStrings: ofType('sharedStrings'),
    styles: ofType('styles'),
  }
  await eachRecord(zip, workbook, limits.partBytes, (record) => {
    const { type, view } = record
    if (type === WORKBOOK_PROPERTIES && (view.getUint32(0, true) & 1) === 1)
      parts.dateSystem = '1904'
    if (type !== BUNDLED_SHEET) return
    const id = wideText(record, 8)
    const relationship = relationships.get(id.text)
    if (relationship?.type !== 'worksheet') return
    const hidden = view.getUint32(0, true) !== 0
    const entry = zip.find(relationship.target)
    parts.sheets.push({ name: wideText(record, id.end).text, hidden, entry })
  })
  return parts
}

/** For each cell format, by its number: what it makes of a number. */
export async function readBinaryStyles(
  zip: Zip,
  entry: ZipEntry,
  limits: Limits,
): Promise<NumberStyle[]> {
  const formats = new Map<number, NumberStyle>()
  const styles: NumberStyle[] = []
  let inCellFormats = false
  await eachRecord(zip, entry, limits.partBytes, (record) => {
    const { type, view } = record
    if (type === FORMAT) formats.set(view.getUint16(0, true), numberStyle(wideText(record, 2).text))
    else if (type === CELL_XFS_BEGIN || type === CELL_XFS_END)
      inCellFormats = type === CELL_XFS_BEGIN
    else if (type === XF && inCellFormats) {
      const format = view.getUint16(2, true)
      styles.push(formats.get(format) ?? builtInStyle(format))
    }
  })
  return styles
}

/** The texts that cells refer to by number. Throws SheetError `too_large`. */
export async function readBinaryStrings(
  zip: Zip,
  entry: ZipEntry,
  limits: Limits,
): Promise<SharedStrings> {
  const strings = new SharedStrings()
  await eachRecord(zip, entry, limits.sharedStringBytes, (record) => {
    if (record.type !== SHARED_ITEM) return
    strings.add(wideText(record, 1).text)
    if (strings.size <= limits.sharedStrings) return
    const most = limits.sharedStrings
    throw new SheetError('too_large', reason('file_too_many_texts', { most }))
  })
  strings.seal()
  return strings
}

async function eachRecord(
  zip: Zip,
  entry: ZipEntry,
  most: number,
  visit: (record: BinaryRecord) => void,
): Promise<void> {
  for await (const records of binaryRecords(zip.read(entry, most))) records.forEach(visit)
}
