import { reason } from '../../reasons/reason.ts'
import type { Compressor } from './compressor.ts'
import { SheetError } from '../workbook/sheet-error.ts'

const LOCAL_HEADER = 0x04034b50
const DESCRIPTOR = 0x08074b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const VERSION = 20
/** Sizes and checksum follow the data, and names are UTF-8 (APPNOTE.TXT 4.4.4, bits 3 and 11). */
const FLAGS = 0x0808
const DEFLATED = 8
/** 1980-01-01, the first day that ZIP can tell: the same rows make the same file. */
const DATE = 0x0021
/** What fits without ZIP64, which not every reader of spreadsheets understands. */
const MOST_BYTES = 0xffffffff

/** A file to be put into the container. */
interface ZipFile {
  name: string
  /** A piece has to stay as it is until the next but one is asked for. */
  content: AsyncIterable<Uint8Array>
}

interface Written {
  name: Uint8Array
  crc: number
  compressedSize: number
  size: number
  headerAt: number
}

/**
 * A zip container (APPNOTE.TXT 4.3), made as its files' contents come. Throws SheetError `too_large` at
 * 4 GiB, where ZIP64 would begin.
 */
export async function* writeZip(
  files: Iterable<ZipFile>,
  { deflate, crc32 }: Compressor,
): AsyncGenerator<Uint8Array> {
  const written: Written[] = []
  let at = 0
  for (const file of files) {
    const entry: Written = {
      name: new TextEncoder().encode(file.name),
      crc: 0,
      compressedSize: 0,
      size: 0,
      headerAt: at,
    }
    const header = localHeader(entry)
    yield header
    for await (const piece of deflate(counted(file.content, entry, crc32))) {
      entry.compressedSize += piece.length
      yield piece
    }
    const descriptor = dataDescriptor(entry)
    yield descriptor
    at += header.length + entry.compressedSize + descriptor.length
    if (at > MOST_BYTES) throw tooLarge()
    written.push(entry)
  }
  yield centralDirectory(written, at)
}

async function* counted(
  content: AsyncIterable<Uint8Array>,
  entry: Written,
  crc32: Compressor['crc32'],
): AsyncGenerator<Uint8Array> {
  for await (const piece of content) {
    entry.crc = crc32(piece, entry.crc)
    entry.size += piece.length
    if (entry.size > MOST_BYTES) throw tooLarge()
    yield piece
  }
}

function tooLarge(): SheetError {
  return new SheetError('too_large', reason('export_too_large'))
}

function localHeader(entry: Written): Uint8Array {
  const bytes = new Uint8Array(30 + entry.name.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, LOCAL_HEADER, true)
  view.setUint16(4, VERSION, true)
  view.setUint16(6, FLAGS, true)
  view.setUint16(8, DEFLATED, true)
  view.setUint16(12, DATE, true)
  view.setUint16(26, entry.name.length, true)
  bytes.set(entry.name, 30)
  return bytes
}

function dataDescriptor(entry: Written): Uint8Array {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, DESCRIPTOR, true)
  view.setUint32(4, entry.crc, true)
  view.setUint32(8, entry.compressedSize, true)
  view.setUint32(12, entry.size, true)
  return bytes
}

function centralDirectory(written: readonly Written[], start: number): Uint8Array {
  const size = written.reduce((sum, entry) => sum + 46 + entry.name.length, 0)
  const bytes = new Uint8Array(size + 22)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const entry of written) {
    view.setUint32(at, ENTRY, true)
    view.setUint16(at + 4, VERSION, true)
    view.setUint16(at + 6, VERSION, true)
    view.setUint16(at + 8, FLAGS, true)
    view.setUint16(at + 10, DEFLATED, true)
    view.setUint16(at + 14, DATE, true)
    view.setUint32(at + 16, entry.crc, true)
    view.setUint32(at + 20, entry.compressedSize, true)
    view.setUint32(at + 24, entry.size, true)
    view.setUint16(at + 28, entry.name.length, true)
    view.setUint32(at + 42, entry.headerAt, true)
    bytes.set(entry.name, at + 46)
    at += 46 + entry.name.length
  }
  view.setUint32(at, END, true)
  view.setUint16(at + 8, written.length, true)
  view.setUint16(at + 10, written.length, true)
  view.setUint32(at + 12, size, true)
  view.setUint32(at + 16, start, true)
  return bytes
}
