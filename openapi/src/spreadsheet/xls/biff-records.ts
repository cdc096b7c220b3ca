import { damaged } from '../workbook/sheet-error.ts'

/** A record of a workbook stream ([MS-XLS] 2.1.4), with those that continue it. */
export interface BiffRecord {
  type: number
  /** Its own bytes first. */
  parts: readonly Uint8Array[]
  /** Of its own bytes. */
  view: DataView
}

const CONTINUE = 0x3c
const HEADER = 4

/** The records from `start` on, to the end of the stream. A record that is cut off ends them. */
export function* recordsOf(stream: Uint8Array, start: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.length)
  let at = start
  while (at + HEADER <= stream.length) {
    const type = view.getUint16(at, true)
    const first = bodyAt(stream, view, at)
    if (first === null) return
    const parts = [first]
    at += HEADER + first.length
    while (at + HEADER <= stream.length && view.getUint16(at, true) === CONTINUE) {
      const more = bodyAt(stream, view, at)
      if (more === null) return
      parts.push(more)
      at += HEADER + more.length
    }
    yield { type, parts, view: new DataView(first.buffer, first.byteOffset, first.length) }
  }
}

function bodyAt(stream: Uint8Array, view: DataView, at: number): Uint8Array | null {
  const end = at + HEADER + view.getUint16(at + 2, true)
  return end > stream.length ? null : stream.subarray(at + HEADER, end)
}

/** Reads through the parts of a record, from which texts run on into the next in a way of their own. */
export class PartReader {
  readonly #parts: readonly Uint8Array[]
  #part = 0
  #at: number

  /** @param at where to begin in the first part */
  constructor(parts: readonly Uint8Array[], at: number) {
    this.#parts = parts
    this.#at = at
  }

  get isOver(): boolean {
    this.#settle()
    return this.#part >= this.#parts.length
  }

  byte(): number {
    this.#settle()
    const byte = this.#parts[this.#part]?.[this.#at++]
    if (byte === undefined) throw damaged()
    return byte
  }

  number(bytes: 2 | 4): number {
    let value = 0
    for (let index = 0; index < bytes; index++) value += this.byte() * 256 ** index
    return value
  }

  skip(bytes: number): void {
    let left = bytes
    while (left > 0) {
      if (this.isOver) return
      const here = Math.min(left, (this.#parts[this.#part]?.length ?? 0) - this.#at)
      this.#at += here
      left -= here
    }
  }

  /**
   * A text of so many UTF-16 units ([MS-XLS] 2.5.293): in one byte each where their upper halves are all
   * zero. Each part that it runs on into says anew which of the two it is.
   */
  units(count: number, isWide: boolean): string {
    let text = ''
    let left = count
    let wide = isWide
    while (left > 0) {
      const part = this.#parts[this.#part]
      if (part === undefined) throw damaged()
      const size = wide ? 2 : 1
      const here = Math.min(left, Math.floor((part.length - this.#at) / size))
      text += textOf(part.subarray(this.#at, this.#at + here * size), wide)
      this.#at += here * size
      left -= here
      if (left === 0) break
      this.#part++
      this.#at = 0
      wide = (this.byte() & 1) === 1
    }
    return text
  }

  /** Moves on to the next part where this one is read. */
  #settle(): void {
    let part = this.#parts[this.#part]
    while (part !== undefined && this.#at >= part.length) {
      this.#at -= part.length
      part = this.#parts[++this.#part]
    }
  }
}

const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true })

function textOf(bytes: Uint8Array, isWide: boolean): string {
  if (isWide) return UTF16.decode(bytes)
  const units = new Uint8Array(bytes.length * 2)
  for (let index = 0; index < bytes.length; index++) units[index * 2] = bytes[index] ?? 0
  return UTF16.decode(units)
}
