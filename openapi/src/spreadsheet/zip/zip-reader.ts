import { reason } from '../../reasons/reason.ts'
import { crc32 } from './crc32.ts'
import { inflate } from './inflate.ts'
import type { Limits } from '../workbook/limits.ts'
import { damaged, SheetError } from '../workbook/sheet-error.ts'
import { readDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

const STORED = 0
const DEFLATED = 8
const LOCAL_HEADER = 0x04034b50
const LOCAL_HEADER_BYTES = 30
const PIECE = 64 * 1024

/** The entries of a zip container, read from a file that is never held as a whole. */
export interface Zip {
  readonly names: readonly string[]
  /** By its name, `/`-separated; case does not matter, as OPC (ECMA-376-2, 6.2) has it. */
  find(name: string): ZipEntry | undefined
  /**
   * The content of an entry, counted against the limits and `most` (inflated bytes) and checked against
   * its checksum at the end. `onRead` hears how many of its compressed bytes were read.
   * A piece is valid until the next is asked for. Throws SheetError.
   */
  read(entry: ZipEntry, most: number, onRead?: (bytes: number) => void): AsyncIterable<Uint8Array>
}

/** Opens a zip container. Throws SheetError `damaged`, `encrypted` or `bomb`. */
export async function openZip(file: Blob, limits: Limits): Promise<Zip> {
  const entries = new Map<string, ZipEntry>()
  for (const entry of await readDirectory(file, limits.entries)) {
    entries.set(nameKey(entry.name), entry)
  }
  return {
    names: [...entries.values()].map((entry) => entry.name),
    find: (name) => entries.get(nameKey(name)),
    read: (entry, most, onRead = () => {}) => readEntry(file, entry, most, limits, onRead),
  }
}

function nameKey(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
}

async function* readEntry(
  file: Blob,
  entry: ZipEntry,
  most: number,
  limits: Limits,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (entry.encrypted) {
    throw new SheetError('encrypted', reason('file_encrypted'))
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) throw damaged()
  const stored = storedBytes(file, await dataStart(file, entry), entry.compressedSize, onRead)
  const content = entry.method === STORED ? stored : inflate(stored, most, limits)
  let crc = 0
  for await (const piece of content) {
    crc = crc32(piece, crc)
    yield piece
  }
  if (crc !== entry.crc) throw damaged()
}

async function dataStart(file: Blob, entry: ZipEntry): Promise<number> {
  const end = entry.headerAt + LOCAL_HEADER_BYTES
  const header = new DataView(await file.slice(entry.headerAt, end).arrayBuffer())
  if (header.byteLength < LOCAL_HEADER_BYTES) throw damaged()
  if (header.getUint32(0, true) !== LOCAL_HEADER) throw damaged()
  return end + header.getUint16(26, true) + header.getUint16(28, true)
}

async function* storedBytes(
  file: Blob,
  start: number,
  size: number,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  if (start + size > file.size) throw damaged()
  for (let at = 0; at < size; at += PIECE) {
    const end = Math.min(at + PIECE, size)
    const piece = new Uint8Array(await file.slice(start + at, start + end).arrayBuffer())
    onRead(end)
    yield piece
  }
}
