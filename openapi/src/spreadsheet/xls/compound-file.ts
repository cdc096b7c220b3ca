import { joinBytes } from '../../bytes/join-bytes.ts'
import { damaged } from '../workbook/sheet-error.ts'

/** Sectors that are none: a chain ends, or a table has no more. */
const LAST = 0xfffffffa
const ENTRY_BYTES = 128
const HEADER_BYTES = 512
const STREAM = 2
const ROOT = 5
const NONE = 0xffffffff

interface Entry {
  name: string
  type: number
  left: number
  right: number
  child: number
  start: number
  size: number
}

/**
 * A compound file ([MS-CFB], also known as OLE2), read from memory. No chain of sectors is followed
 * further than the file has sectors, whatever its tables say.
 */
export class CompoundFile {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #shift: number
  readonly #miniShift: number
  readonly #miniCutoff: number
  readonly #table: readonly number[]
  readonly #entries: readonly Entry[]

  /** Throws SheetError `damaged`. */
  constructor(bytes: Uint8Array) {
    if (bytes.length < HEADER_BYTES) throw damaged()
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#shift = this.#view.getUint16(30, true)
    this.#miniShift = this.#view.getUint16(32, true)
    this.#miniCutoff = this.#view.getUint32(56, true)
    if (this.#shift < 7 || this.#shift > 16 || this.#miniShift > this.#shift) throw damaged()
    this.#table = this.#readTable()
    this.#entries = this.#readDirectory(this.#chained(this.#view.getUint32(48, true)))
  }

  /** Names of all streams and folders, wherever they are. */
  get names(): string[] {
    return this.#entries.map(({ name }) => name)
  }

  /** A stream of the topmost folder by its name, which has no case ([MS-CFB] 2.6.4); null without it. */
  stream(name: string): Uint8Array | null {
    const wanted = name.toLowerCase()
    const entry = this.#topmost().find(
      (each) => each.type === STREAM && each.name.toLowerCase() === wanted,
    )
    return entry === undefined ? null : this.#content(entry)
  }

  #topmost(): Entry[] {
    const found: Entry[] = []
    const seen = new Set<number>()
    const waiting = [this.#entries.find(({ type }) => type === ROOT)?.child ?? NONE]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const entry = this.#entries[at]
      if (entry === undefined || seen.has(at)) continue
      seen.add(at)
      found.push(entry)
      waiting.push(entry.left, entry.right)
    }
    return found
  }

  #content({ start, size }: Entry): Uint8Array {
    if (size >= this.#miniCutoff) return this.#chained(start).subarray(0, size)
    const root = this.#entries.find(({ type }) => type === ROOT)
    if (root === undefined) throw damaged()
    const container = this.#chained(root.start)
    const table = numbersOf(this.#chained(this.#view.getUint32(60, true)))
    const pieces = chain(start, table).map((sector) =>
      container.subarray(sector << this.#miniShift, (sector + 1) << this.#miniShift),
    )
    return joinBytes(pieces).subarray(0, size)
  }

  #readTable(): number[] {
    const sectors: number[] = []
    for (let at = 76; at < HEADER_BYTES; at += 4) sectors.push(this.#view.getUint32(at, true))
    let next = this.#view.getUint32(68, true)
    const most = Math.ceil(this.#bytes.length / 2 ** this.#shift)
    for (let count = 0; next < LAST; count++) {
      if (count > most) throw damaged()
      const numbers = numbersOf(this.#sector(next))
      next = numbers.pop() ?? NONE
      for (const number of numbers) sectors.push(number)
    }
    const table: number[] = []
    const used = new Set(sectors.filter((sector) => sector < most))
    for (const sector of used)
      for (const number of numbersOf(this.#sector(sector))) table.push(number)
    return table
  }

  #readDirectory(bytes: Uint8Array): Entry[] {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    const entries: Entry[] = []
    for (let at = 0; at + ENTRY_BYTES <= bytes.length; at += ENTRY_BYTES) {
      const nameBytes = Math.min(Math.max(view.getUint16(at + 64, true) - 2, 0), 62)
      entries.push({
        name: new TextDecoder('utf-16le').decode(bytes.subarray(at, at + nameBytes)),
        type: view.getUint8(at + 66),
        left: view.getUint32(at + 68, true),
        right: view.getUint32(at + 72, true),
        child: view.getUint32(at + 76, true),
        start: view.getUint32(at + 116, true),
        size: view.getUint32(at + 120, true),
      })
    }
    return entries
  }

  #chained(start: number): Uint8Array {
    return joinBytes(chain(start, this.#table).map((sector) => this.#sector(sector)))
  }

  /** The last one may be cut short. */
  #sector(number: number): Uint8Array {
    const size = 2 ** this.#shift
    const from = (number + 1) * size
    if (from >= this.#bytes.length) throw damaged()
    return this.#bytes.subarray(from, from + size)
  }
}

function chain(start: number, table: readonly number[]): number[] {
  const sectors: number[] = []
  for (let at = start; at < LAST; at = table[at] ?? NONE) {
    // Each at most once: a chain that comes back to itself has no end.
    if (sectors.length > table.length) throw damaged()
    sectors.push(at)
  }
  return sectors
}

function numbersOf(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) =>
    view.getUint32(index * 4, true),
  )
}
