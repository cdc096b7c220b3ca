import { reason } from '../reasons/reason.ts'
import { openCsv, openText, piecesOf } from './csv/csv-reader.ts'
import { openVcards } from './vcard/vcard-reader.ts'
import type { TextOptions } from './csv/csv-reader.ts'
import { kindOf } from './file-kind.ts'
import { openXml } from './open-xml.ts'
import { openOpenDocument } from './opendocument/opendocument-reader.ts'
import { withLimits } from './workbook/limits.ts'
import type { Limits } from './workbook/limits.ts'
import { SheetError } from './workbook/sheet-error.ts'
import { StreamStart } from '../bytes/stream-start.ts'
import { ENCODING_SAMPLE } from './csv/text-encoding.ts'
import { withHiddenRows } from './workbook/visible-rows.ts'
import type { Workbook } from './workbook/workbook.ts'
import { type UnreadFormat, unreadContainerOf, unreadFormatOf } from './unread-formats.ts'
import { openBiff, openXls, readContainer } from './xls/xls-reader.ts'
import { openXlsb } from './xlsb/xlsb-reader.ts'
import { openXlsx } from './xlsx/xlsx-reader.ts'
import { openZip } from './zip/zip-reader.ts'

/** So many bytes tell what a file is. */
const HEAD = 1024

export interface OpenOptions extends TextOptions {
  /** The file's name, for messages; what the file is its content says. */
  name?: string
  /** Whether hidden rows come too; they are passed over unless asked for. */
  hiddenRows?: boolean
  limits?: Partial<Limits>
}

/**
 * Opens a spreadsheet of any format. The file is only read in slices, so a browser's `File`, Node's
 * `openAsBlob` and a Worker's `Blob` serve alike and its size does not matter to memory, but for
 * an .xls. Throws SheetError with a message for the person who chose the file.
 */
export async function openWorkbook(file: Blob, options: OpenOptions = {}): Promise<Workbook> {
  return withHiddenRows(await opened(file, options), options.hiddenRows === true)
}

/** Whether a file is text to be cut into cells, so that encoding and delimiter are a choice. */
export async function isText(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, HEAD).arrayBuffer())
  return unreadFormatOf(head) === null && kindOf(head) === 'text'
}

async function opened(file: Blob, options: OpenOptions): Promise<Workbook> {
  const limits = withLimits(options.limits)
  if (file.size > limits.fileBytes) throw tooLarge(limits.fileBytes)
  const kind = readKind(new Uint8Array(await file.slice(0, HEAD).arrayBuffer()), options)
  if (kind === 'zip') return openZipped(file, options, limits)
  if (kind === 'text') return openCsv(file, limits, options)
  if (kind === 'vcard')
    return openVcards({ total: file.size, pieces: () => piecesOf(file) }, limits)
  if (kind === 'empty')
    throw new SheetError('empty', reason('file_empty', { file: options.name ?? '' }))
  if (kind === 'xml') return openXml(file, limits)
  return kind === 'ole2' ? openCompound(file, options, limits) : openBiff(file, limits)
}

/** @throws SheetError for a format that is not read */
function readKind(head: Uint8Array, options: OpenOptions): ReturnType<typeof kindOf> {
  const unread = unreadFormatOf(head)
  if (unread !== null) throw notRead(unread, options)
  return kindOf(head)
}

/**
 * Opens a spreadsheet that is read as it comes, so that its rows can be asked for only once. Text is never
 * held and may have any size and number of rows; anything else has its directory at its end, and is
 * collected first, up to `limits.fileBytes`. Throws SheetError as `openWorkbook` does.
 */
export async function openStream(
  stream: ReadableStream<Uint8Array>,
  options: OpenOptions = {},
): Promise<Workbook> {
  const start = new StreamStart(stream)
  try {
    const kind = readKind((await start.hold(HEAD)).subarray(0, HEAD), options)
    if (kind === 'vcard')
      return openVcards(
        { total: 0, pieces: () => start.pieces() },
        { rows: Number.MAX_SAFE_INTEGER },
      )
    if (kind !== 'text')
      return await openWorkbook(await collected(start, withLimits(options.limits)), options)
    const sample = await start.hold(ENCODING_SAMPLE)
    const source = { sample, whole: start.ended, total: 0, pieces: () => start.pieces() }
    const limits = withLimits({ ...options.limits, rows: Number.MAX_SAFE_INTEGER })
    return await openText(source, limits, options)
  } catch (error) {
    await start.cancel()
    throw error
  }
}

async function collected(start: StreamStart, { fileBytes }: Limits): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const piece of start.pieces()) {
    size += piece.length
    if (size > fileBytes) throw tooLarge(fileBytes)
    parts.push(new Uint8Array(piece))
  }
  return new Blob(parts)
}

function tooLarge(fileBytes: number): SheetError {
  const most = Math.floor(fileBytes / 1024 / 1024)
  return new SheetError('too_large', reason('file_too_large', { most }))
}

async function openZipped(file: Blob, options: OpenOptions, limits: Limits): Promise<Workbook> {
  const zip = await openZip(file, limits)
  const workbook =
    (await openXlsx(zip, limits)) ??
    (await openXlsb(zip, limits)) ??
    (await openOpenDocument(zip, limits))
  if (workbook === null) throw notASpreadsheet(zip.names, options)
  return workbook
}

async function openCompound(file: Blob, options: OpenOptions, limits: Limits): Promise<Workbook> {
  const container = await readContainer(file, limits)
  const workbook = openXls(container, limits)
  if (workbook === null) throw notASpreadsheet(container.names, options)
  return workbook
}

function notASpreadsheet(parts: readonly string[], options: OpenOptions): SheetError {
  const unread = unreadContainerOf(parts)
  if (unread !== null) return notRead(unread, options)
  return new SheetError('not_a_spreadsheet', reason('file_not_read', { file: options.name ?? '' }))
}

function notRead({ format, way }: UnreadFormat, options: OpenOptions): SheetError {
  return new SheetError(
    'not_a_spreadsheet',
    reason('file_of_format', { file: options.name ?? '', format, way }),
  )
}
