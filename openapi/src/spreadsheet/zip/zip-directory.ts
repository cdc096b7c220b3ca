import { reason } from '../../reasons/reason.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'

const END = 0x06054b50
const END_BYTES = 22
const END64_LOCATOR = 0x07064b50
const END64_LOCATOR_BYTES = 20
const END64 = 0x06064b50
const END64_BYTES = 56
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const EXTRA_ZIP64 = 0x0001
const LONGEST_COMMENT = 0xffff
const IN_ZIP64 = 0xffffffff
/** Room for names, extra fields and comments of an honest entry; the count itself is capped besides. */
const BYTES_PER_ENTRY = 1024

/** What the central directory says of one file in the container. Sizes are claims, not facts. */
export interface ZipEntry {
  name: string
  method: number
  encrypted: boolean
  crc: number
  compressedSize: number
  size: number
  headerAt: number
}

/**
 * The central directory of a zip container (APPNOTE.TXT 4.3.12 to 4.3.16, with ZIP64).
 * Throws SheetError `damaged`, or `bomb` for more than `most` entries.
 */
export async function readDirectory(file: Blob, most: number): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT - END64_LOCATOR_BYTES)
  const tail = new DataView(await file.slice(tailAt).arrayBuffer())
  const end = findEnd(tail)
  let count = tail.getUint16(end + 10, true)
  let size = tail.getUint32(end + 12, true)
  let start = tail.getUint32(end + 16, true)
  const locator = end - END64_LOCATOR_BYTES
  if (locator >= 0 && tail.getUint32(locator, true) === END64_LOCATOR) {
    const at = Number(tail.getBigUint64(locator + 8, true))
    const end64 = new DataView(await file.slice(at, at + END64_BYTES).arrayBuffer())
    if (end64.byteLength < END64_BYTES || end64.getUint32(0, true) !== END64) throw damaged()
    count = Number(end64.getBigUint64(32, true))
    size = Number(end64.getBigUint64(40, true))
    start = Number(end64.getBigUint64(48, true))
  }
  if (count > most || size > most * BYTES_PER_ENTRY) {
    throw new SheetError('bomb', reason('file_many_parts'))
  }
  if (start + size > file.size) throw damaged()
  return parseEntries(new DataView(await file.slice(start, start + size).arrayBuffer()), count)
}

function findEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END) return at
  }
  throw damaged()
}

function parseEntries(directory: DataView, count: number): ZipEntry[] {
  const entries: ZipEntry[] = []
  const names = new TextDecoder()
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_BYTES > directory.byteLength) throw damaged()
    if (directory.getUint32(at, true) !== ENTRY) throw damaged()
    const nameBytes = directory.getUint16(at + 28, true)
    const extraBytes = directory.getUint16(at + 30, true)
    const nameAt = at + ENTRY_BYTES
    const extraAt = nameAt + nameBytes
    const next = extraAt + extraBytes + directory.getUint16(at + 32, true)
    if (next > directory.byteLength) throw damaged()
    const entry: ZipEntry = {
      name: names.decode(new Uint8Array(directory.buffer, nameAt, nameBytes)),
      method: directory.getUint16(at + 10, true),
      encrypted: (directory.getUint16(at + 8, true) & 1) === 1,
      crc: directory.getUint32(at + 16, true),
      compressedSize: directory.getUint32(at + 20, true),
      size: directory.getUint32(at + 24, true),
      headerAt: directory.getUint32(at + 42, true),
    }
    fillFromZip64(entry, new DataView(directory.buffer, extraAt, extraBytes))
    entries.push(entry)
    at = next
  }
  return entries
}

/** ZIP64 gives, in this order, only those numbers that did not fit (APPNOTE.TXT 4.5.3). */
function fillFromZip64(entry: ZipEntry, extra: DataView): void {
  let at = 0
  while (at + 4 <= extra.byteLength) {
    const end = at + 4 + extra.getUint16(at + 2, true)
    if (extra.getUint16(at, true) === EXTRA_ZIP64) {
      let value = at + 4
      for (const key of ['size', 'compressedSize', 'headerAt'] as const) {
        if (entry[key] !== IN_ZIP64) continue
        if (value + 8 > Math.min(end, extra.byteLength)) throw damaged()
        entry[key] = Number(extra.getBigUint64(value, true))
        value += 8
      }
    }
    at = end
  }
}
