import { strToU8, zipSync } from 'fflate'
import { SheetError } from './workbook/sheet-error.ts'
import type { SheetRow, Workbook } from './workbook/workbook.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** What a test puts into a hand-made .xlsx; the rest is as simple as the format allows. */
export interface HandMade {
  /** Inside `<sheetData>`. */
  rows?: string
  /** The whole sheet part instead. */
  sheet?: string | Uint8Array
  /** Inside `<sst>`. */
  strings?: string
  /** Inside `<cellXfs>`, with `formats` inside `<numFmts>`. */
  styles?: string
  formats?: string
  workbookProperties?: string
  application?: string
  /** Parts to add or to put in place of others. */
  parts?: Record<string, string | Uint8Array>
}

/** An .xlsx made by hand, as a file. */
export function handMade(made: HandMade): Blob {
  const sheet =
    made.sheet ?? `<worksheet xmlns="${MAIN}"><sheetData>${made.rows ?? ''}</sheetData></worksheet>`
  const parts: Record<string, string | Uint8Array> = {
    '_rels/.rels': `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="a" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="b" Type="${OFFICE}/extended-properties" Target="docProps/app.xml"/></Relationships>`,
    'docProps/app.xml': `<Properties><Application>${made.application ?? 'Microsoft Excel'}</Application></Properties>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${made.workbookProperties ?? ''}<sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONSHIPS}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="r3" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${made.formats ?? ''}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${made.styles ?? ''}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${made.strings ?? ''}</sst>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...made.parts,
  }
  return zipped(parts)
}

/** Parts as a zip container. */
export function zipped(parts: Record<string, string | Uint8Array>): Blob {
  const files: Record<string, Uint8Array> = {}
  for (const [name, content] of Object.entries(parts)) {
    files[name] = typeof content === 'string' ? strToU8(content) : content
  }
  return new Blob([zipSync(files)])
}

/** Every row of a sheet. */
export async function allRows(workbook: Workbook, sheet?: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const batch of workbook.rows(sheet)) for (const row of batch) rows.push(row)
  return rows
}

/** Everything a stream gives. */
export async function bytesOf(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of stream) pieces.push(piece)
  return Uint8Array.from(Buffer.concat(pieces))
}

/** The SheetError that the work ends with; anything else fails the test. */
export async function refusal(work: () => Promise<unknown>): Promise<SheetError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof SheetError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
