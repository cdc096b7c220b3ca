import { CFB } from 'xlsx'

/** One record of a workbook stream: its number, then what is in it. */
export function record(type: number, ...content: (Uint8Array | number[])[]): Buffer {
  const body = Buffer.concat(content.map((bytes) => Buffer.from(bytes)))
  const header = Buffer.alloc(4)
  header.writeUInt16LE(type, 0)
  header.writeUInt16LE(body.length, 2)
  return Buffer.concat([header, body])
}

/** Numbers of two bytes each. */
export function words(...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2)
  numbers.forEach((number, index) => bytes.writeUInt16LE(number, index * 2))
  return bytes
}

export const EOF = record(0x0a)
const BOF: Readonly<Record<5 | 8, number>> = { 5: 0x0500, 8: 0x0600 }

interface MadeSheet {
  name?: string
  /** What it is: 0 a worksheet, 1 macros, 2 a chart. */
  kind?: number
  state?: number
  records: Buffer[]
}

/** A workbook stream with records for all sheets, and its sheets. */
export function workbookStream(
  version: 5 | 8,
  globals: readonly Buffer[],
  sheets: readonly MadeSheet[],
): Buffer {
  const bof = (kind: number) => record(0x0809, words(BOF[version], kind, 0, 0))
  const bodies = sheets.map(({ records, kind = 0 }) =>
    Buffer.concat([bof(kind === 0 ? 0x10 : kind === 1 ? 0x40 : 0x20), ...records, EOF]),
  )
  const boundSheet = ({ name = 'S', kind = 0, state = 0 }: MadeSheet, offset: number) => {
    const at = Buffer.alloc(4)
    at.writeUInt32LE(offset)
    const text = Buffer.from(name, 'latin1')
    const length = version === 5 ? [text.length] : [text.length, 0]
    return record(0x85, at, [state, kind], length, text)
  }
  const head = (offset: number): Buffer => {
    let at = offset
    const listed = sheets.map((sheet, index) => {
      const listing = boundSheet(sheet, at)
      at += bodies[index]?.length ?? 0
      return listing
    })
    return Buffer.concat([bof(5), ...globals, ...listed, EOF])
  }
  return Buffer.concat([head(head(0).length), ...bodies])
}

/** Streams in a compound file, by their names. */
export function container(streams: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const file = CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams))
    CFB.utils.cfb_add(file, `/${name}`, content)
  return Uint8Array.from(Buffer.from(CFB.write(file, { type: 'array' }) as number[]))
}
