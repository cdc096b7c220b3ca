import { openCsv } from './csv-reader.ts'
import type { TextOptions } from './csv-reader.ts'
import { kindOf } from './file-kind.ts'
import { guardXml, guardZip } from './legacy-guard.ts'
import { openLegacy } from './legacy-reader.ts'
import { withLimits } from './limits.ts'
import type { Limits } from './limits.ts'
import { checkOle2 } from './ole2.ts'
import { SheetError } from './sheet-error.ts'
import type { Workbook } from './workbook.ts'
import { openXlsx } from './xlsx-reader.ts'
import { openZip } from './zip-reader.ts'

export interface OpenOptions extends TextOptions {
  /** The file's name, for messages; what the file is its content says. */
  name?: string
  limits?: Partial<Limits>
}

/**
 * Opens a spreadsheet of any format. The file is only read in slices, so a browser's `File`, Node's
 * `openAsBlob` and a Worker's `Blob` serve alike, and its size does not matter to memory, but for the
 * formats that SheetJS reads. Throws SheetError with a message for the person who chose the file.
 */
export async function openWorkbook(file: Blob, options: OpenOptions = {}): Promise<Workbook> {
  const limits = withLimits(options.limits)
  if (file.size > limits.fileBytes) {
    const most = `${Math.floor(limits.fileBytes / 1024 / 1024).toLocaleString('en')} MB`
    throw new SheetError(
      'too_large',
      `The file is larger than ${most}. Split it into smaller files.`,
    )
  }
  const kind = kindOf(new Uint8Array(await file.slice(0, 1024).arrayBuffer()))
  if (kind === 'zip') return openZipped(file, options, limits)
  if (kind === 'text') return openCsv(file, limits, options)
  if (kind === 'empty') throw new SheetError('empty', `${nameOf(options)} is empty.`)
  if (kind === 'other') throw notASpreadsheet(options)
  if (kind === 'ole2') await checkOle2(file)
  if (kind === 'xml') await guardXml(file, limits)
  return openLegacy(file, kind === 'xml', limits)
}

async function openZipped(file: Blob, options: OpenOptions, limits: Limits): Promise<Workbook> {
  const zip = await openZip(file, limits)
  const workbook = await openXlsx(zip, limits)
  if (workbook !== null) return workbook
  const isOpenDocument = zip.find('content.xml') !== undefined
  const isBinary = zip.find('xl/workbook.bin') !== undefined
  const isNumbers = zip.find('Index/Document.iwa') !== undefined
  if (!isOpenDocument && !isBinary && !isNumbers) throw notASpreadsheet(options)
  if (file.size <= limits.legacyBytes) await guardZip(zip, limits)
  return openLegacy(file, isOpenDocument, limits)
}

function notASpreadsheet(options: OpenOptions): SheetError {
  return new SheetError(
    'not_a_spreadsheet',
    `${nameOf(options)} is not a spreadsheet that can be read. Choose an .xlsx, .xls, .ods or CSV file.`,
  )
}

function nameOf(options: OpenOptions): string {
  return options.name === undefined ? 'The file' : `"${options.name}"`
}
