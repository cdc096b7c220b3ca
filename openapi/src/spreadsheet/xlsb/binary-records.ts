import { joinBytes } from '../../bytes/join-bytes.ts'
import { damaged } from '../workbook/sheet-error.ts'

/** A record of a binary part ([MS-XLSB] 2.1.4). */
export interface BinaryRecord {
  type: number
  bytes: Uint8Array
  view: DataView
}

/** No record of an honest workbook is longer: a text of 32,767 letters with all its formats takes less. */
const LONGEST = 4 * 1024 * 1024
/** Bytes that a record's type and length take at most. */
const HEADER = 6

/** The records of a part. A part that ends within one throws SheetError `damaged`. */
export async function* binaryRecords(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<BinaryRecord[]> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const piece of pieces) {
    const bytes = joinBytes([rest, piece])
    const { records, end } = recordsIn(bytes)
    rest = bytes.slice(end)
    yield records
  }
  if (rest.length > 0) throw damaged()
}

function recordsIn(bytes: Uint8Array): { records: BinaryRecord[]; end: number } {
  const records: BinaryRecord[] = []
  let end = 0
  for (;;) {
    const type = variableNumber(bytes, end, 2)
    const size = type && variableNumber(bytes, type.end, 4)
    if (!type || !size) {
      if (bytes.length - end >= HEADER) throw damaged()
      return { records, end }
    }
    if (size.value > LONGEST) throw damaged()
    const next = size.end + size.value
    if (next > bytes.length) return { records, end }
    const body = bytes.subarray(size.end, next)
    const view = new DataView(body.buffer, body.byteOffset, body.length)
    records.push({ type: type.value, bytes: body, view })
    end = next
  }
}

/** A number in pieces of seven bits; null where it is not whole yet. */
function variableNumber(
  bytes: Uint8Array,
  at: number,
  most: number,
): { value: number; end: number } | null {
  let value = 0
  for (let index = 0; index < most; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 128 ** index
    if (byte < 0x80 || index === most - 1) return { value, end: at + index + 1 }
  }
  return null
}

const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true })
const NO_TEXT = 0xffffffff

/** A text after its length ([MS-XLSB] 2.5.168), and where it ends. Throws SheetError `damaged`. */
export function wideText({ bytes, view }: BinaryRecord, at: number): { text: string; end: number } {
  const count = view.getUint32(at, true)
  if (count === NO_TEXT) return { text: '', end: at + 4 }
  const end = at + 4 + count * 2
  if (end > bytes.length) throw damaged()
  return { text: UTF16.decode(bytes.subarray(at + 4, end)), end }
}
