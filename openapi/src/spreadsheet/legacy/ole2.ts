import { SheetError } from '../workbook/sheet-error.ts'

const SECTOR_SHIFT_AT = 30
const DIRECTORY_AT = 48
/** Directory looked through, in bytes: 128 each for the names of streams, of which a workbook has a dozen. */
const DIRECTORY_BYTES = 64 * 1024

/**
 * Makes sure that an OLE2 container ([MS-CFB]) holds an old workbook. Throws SheetError `encrypted` where it
 * is an .xlsx under a password ([MS-OFFCRYPTO] 2.3), `not_a_spreadsheet` for a text document and the like.
 */
export async function checkOle2(file: Blob): Promise<void> {
  const header = new DataView(await file.slice(0, 512).arrayBuffer())
  if (header.byteLength === 512) {
    const shift = Math.min(header.getUint16(SECTOR_SHIFT_AT, true), 16)
    const start = (header.getUint32(DIRECTORY_AT, true) + 1) * 2 ** shift
    const bytes = await file.slice(start, start + DIRECTORY_BYTES).arrayBuffer()
    const names = new TextDecoder('utf-16le').decode(bytes)
    if (names.includes('EncryptedPackage')) {
      throw new SheetError(
        'encrypted',
        'The file is protected by a password. Open it in a spreadsheet program and save it without one.',
      )
    }
    if (names.includes('Workbook') || names.includes('Book')) return
  }
  throw new SheetError(
    'not_a_spreadsheet',
    'This is an old Office file, but no spreadsheet. Choose an .xlsx, .xls, .ods or CSV file.',
  )
}
