import { reason } from '../../reasons/reason.ts'
import { joinBytes } from '../../bytes/join-bytes.ts'
import { wideEncodingOf } from '../../bytes/wide-text.ts'
import { SheetError } from '../workbook/sheet-error.ts'
import { decodeWindows1252 } from '../../bytes/windows-1252.ts'

/**
 * Encodings that nothing in a file gives away, so that somebody has to say so: what spreadsheets write
 * as plain CSV in other parts of the world. Labels of the WHATWG Encoding Standard.
 */
export const chosenEncodings = [
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'macintosh',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const

/** Every encoding that a text file can be read in. */
export const textEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'utf-32be',
  'windows-1252',
  ...chosenEncodings,
] as const

export type TextEncodingName = (typeof textEncodings)[number]

/** Bytes looked at before the encoding of a text file is settled. */
export const ENCODING_SAMPLE = 1024 * 1024

/**
 * The encoding of a text file, from its first `ENCODING_SAMPLE` bytes: a byte order mark decides;
 * without one the zeros of UTF-16 and UTF-32 do; else it is UTF-8 if the bytes are valid UTF-8, and windows-1252 if they are not.
 * Throws SheetError `encoding` where both are in the sample, because either reading would spoil some text.
 */
export function detectEncoding(sample: Uint8Array): TextEncodingName {
  const [first, second, third, fourth] = sample
  if (first === 0xff && second === 0xfe && third === 0 && fourth === 0) return 'utf-32le'
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'utf-32be'
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const wide = sample.subarray(0, 1024).includes(0) ? wideEncodingOf(sample) : null
  if (wide !== null) return wide
  const whole = sample.subarray(0, sample.length - incompleteTail(sample))
  if (decodeUtf8(whole) !== null) return 'utf-8'
  if (mostlyUtf8(whole)) throw mixedEncodings()
  return 'windows-1252'
}

/**
 * Bytes as text, piece by piece, never with a replacement character for a byte that does not fit.
 * A file that was pure ASCII so far and then is not valid UTF-8 goes on as windows-1252, which has the
 * same ASCII; one that had other UTF-8 before throws SheetError `encoding`, after the text up to there.
 */
export async function* decodeText(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  encoding: TextEncodingName,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<string> {
  const decode = decoderFor(encoding)
  let read = 0
  for await (const piece of pieces) {
    read += piece.length
    onRead(read)
    yield* decode(piece, false)
  }
  yield* decode(new Uint8Array(0), true)
}

type Decoder = (bytes: Uint8Array, last: boolean) => Iterable<string>

function decoderFor(encoding: TextEncodingName): Decoder {
  if (encoding === 'windows-1252') return (bytes) => [decodeWindows1252(bytes)]
  if (encoding === 'utf-8') return utf8Decoder()
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return utf16Decoder(encoding === 'utf-16be')
  if (encoding === 'utf-32le' || encoding === 'utf-32be')
    return utf32Decoder(encoding === 'utf-32be')
  return chosenDecoder(encoding)
}

function chosenDecoder(encoding: TextEncodingName): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true })
  return function* (bytes, last) {
    try {
      yield decoder.decode(bytes, { stream: !last })
    } catch {
      throw new SheetError('encoding', reason('encoding_other', { encoding }))
    }
  }
}

function utf8Decoder(): Decoder {
  let carry: Uint8Array = new Uint8Array(0)
  let first = true
  let seenOther = false
  let fallenBack = false
  return function* (piece, last) {
    if (fallenBack) return yield decodeWindows1252(piece)
    const bytes = concat(carry, piece)
    const cut = bytes.length - (last ? 0 : incompleteTail(bytes))
    carry = bytes.slice(cut)
    const body = bytes.subarray(0, cut)
    const text = decodeUtf8(body)
    if (text === null) {
      if (seenOther || mostlyUtf8(body)) {
        yield new TextDecoder('utf-8').decode(body).split('\uFFFD', 1)[0] ?? ''
        throw mixedEncodings()
      }
      fallenBack = true
      return yield decodeWindows1252(bytes)
    }
    seenOther ||= text.length !== body.length
    yield first && text.startsWith('\uFEFF') ? text.slice(1) : text
    first = false
  }
}

function utf16Decoder(bigEndian: boolean): Decoder {
  const decoder = new TextDecoder('utf-16le', { fatal: true })
  let carry: Uint8Array = new Uint8Array(0)
  return function* (piece, last) {
    const bytes = concat(carry, piece)
    const cut = last ? bytes.length : bytes.length - (bytes.length % 2)
    carry = bytes.slice(cut)
    const body = bytes.slice(0, cut)
    if (bigEndian) swapPairs(body)
    try {
      yield decoder.decode(body, { stream: !last })
    } catch {
      throw new SheetError('encoding', reason('encoding_broken', { encoding: 'UTF-16' }))
    }
  }
}

/** By hand, because platforms decode UTF-32 no longer. */
function utf32Decoder(bigEndian: boolean): Decoder {
  let carry: Uint8Array = new Uint8Array(0)
  let first = true
  return function* (piece, last) {
    const bytes = concat(carry, piece)
    const cut = last ? bytes.length : bytes.length - (bytes.length % 4)
    carry = bytes.slice(cut)
    if (cut % 4 !== 0) throw notUtf32()
    const view = new DataView(bytes.buffer, bytes.byteOffset, cut)
    let text = ''
    for (let at = 0; at < cut; at += 4) {
      const point = view.getUint32(at, !bigEndian)
      if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) throw notUtf32()
      if (!(first && point === 0xfeff)) text += String.fromCodePoint(point)
      first = false
    }
    yield text
  }
}

function notUtf32(): SheetError {
  return new SheetError('encoding', reason('encoding_broken', { encoding: 'UTF-32' }))
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes)
  } catch {
    return null
  }
}

/** Real windows-1252 hardly ever forms a valid UTF-8 sequence; damaged UTF-8 has mostly valid ones. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes)
  let broken = 0
  let valid = 0
  for (const other of text.matchAll(/[^\0-\x7F]/gu)) {
    if (other[0] === '\uFFFD') broken++
    else valid++
  }
  return valid > broken
}

/** How many bytes at the end begin a UTF-8 sequence that is not finished there. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}

function mixedEncodings(): SheetError {
  return new SheetError('encoding', reason('encodings_mixed'))
}

function concat(head: Uint8Array, tail: Uint8Array): Uint8Array {
  return head.length === 0 ? tail : joinBytes([head, tail])
}

function swapPairs(bytes: Uint8Array): void {
  for (let index = 0; index + 1 < bytes.length; index += 2) {
    const low = bytes[index + 1] ?? 0
    bytes[index + 1] = bytes[index] ?? 0
    bytes[index] = low
  }
}
