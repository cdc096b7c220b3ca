const encoder = new TextEncoder()

const smallest = 65_536
/** Buffers that nothing is put together in at the moment: made anew, each would wait to be collected. */
const spare: Uint8Array<ArrayBuffer>[] = []
const mostSpare = 6
const largestSpare = 1_048_576
const nothing = new Uint8Array(0)
/** UTF-8 takes no more than so many bytes for a unit of UTF-16, and JSON for one that it escapes. */
const mostBytesPerUnit = 3
const mostEscaped = 6
/** A text up to this length is written by hand sooner than an encoder is called (measured). */
const shortText = 120

const quote = 0x22
const zero = 0x30
const backslash = 0x5c
const firstPrintable = 0x20
const lastAscii = 0x7f
const lastOfTwoBytes = 0x7ff
const firstSurrogate = 0xd800
const lastSurrogate = 0xdfff

/** What JSON writes otherwise than as it is; a lone surrogate too, so as not to look for its other half. */
const escaped = /["\\\u0000-\u001f\ud800-\udfff]/

/**
 * Text put together piece by piece as the UTF-8 it travels in. Thousands of short texts that wait for
 * each other as strings are what a garbage collector has most to do with; here none of them waits.
 *
 * A statement takes what comes out as a BLOB: `CAST(? AS TEXT)` reads it as text.
 */
export class TextBytes {
  #bytes: Uint8Array<ArrayBuffer> = nothing
  #size = 0

  /** In bytes. */
  get size(): number {
    return this.#size
  }

  /** @param text without lone surrogates */
  add(text: string): void {
    this.#makeRoom(text.length * mostBytesPerUnit)
    if (text.length > shortText || !this.#addUnits(text, 0)) this.#encode(text)
  }

  /** Adds text that is in UTF-8 already. */
  addBytes(utf8: Uint8Array): void {
    this.#makeRoom(utf8.length)
    this.#bytes.set(utf8, this.#size)
    this.#size += utf8.length
  }

  /** Adds a text as JSON writes it. */
  addJson(text: string): void {
    this.#makeRoom(text.length * mostEscaped + 2)
    const begin = this.#size
    this.#bytes[this.#size++] = quote
    if (text.length > shortText || !this.#addUnits(text, firstPrintable)) {
      if (escaped.test(text)) {
        this.#size = begin
        return this.#encode(JSON.stringify(text))
      }
      this.#encode(text)
    }
    this.#bytes[this.#size++] = quote
  }

  /**
   * Adds a whole number from 0 on, without a text being made of it.
   *
   * @param digits so many at least, with zeros in front
   */
  addInteger(value: number, digits = 1): void {
    let count = digits
    for (let most = 10 ** digits; most <= value; most *= 10) count++
    this.#makeRoom(count)
    let rest = value
    for (let at = this.#size + count - 1; at >= this.#size; at--) {
      const shorter = Math.floor(rest / 10)
      this.#bytes[at] = zero + (rest - shorter * 10)
      rest = shorter
    }
    this.#size += count
  }

  /** Adds any number as JSON writes it. */
  addNumber(value: number): void {
    if (Number.isSafeInteger(value) && value >= 0) this.addInteger(value)
    else this.add(JSON.stringify(value))
  }

  /** Some of it, until more is added. */
  view(begin: number, end: number): Uint8Array {
    return this.#bytes.subarray(begin, end)
  }

  /** All of it, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer> {
    const all = this.#bytes.slice(0, this.#size)
    setAside(this.#bytes)
    this.#bytes = nothing
    return all
  }

  /**
   * Writes what takes no look at a unit's neighbours; there must be room.
   *
   * @param lowest a lower unit is not written; where there is one, nor are quotes and backslashes
   * @returns false for a text that has to be written otherwise, and nothing is
   */
  #addUnits(text: string, lowest: number): boolean {
    const bytes = this.#bytes
    let at = this.#size
    const { length } = text
    for (let index = 0; index < length; index++) {
      // Of the text itself it would be looked up anew for each unit: V8 has strings of too many kinds.
      const unit = String.prototype.charCodeAt.call(text, index)
      if (unit <= lastAscii) {
        if (lowest > 0 && (unit < lowest || unit === quote || unit === backslash)) return false
        bytes[at++] = unit
      } else if (unit <= lastOfTwoBytes) {
        bytes[at++] = 0xc0 | (unit >> 6)
        bytes[at++] = 0x80 | (unit & 0x3f)
      } else if (unit < firstSurrogate || unit > lastSurrogate) {
        bytes[at++] = 0xe0 | (unit >> 12)
        bytes[at++] = 0x80 | ((unit >> 6) & 0x3f)
        bytes[at++] = 0x80 | (unit & 0x3f)
      } else return false
    }
    this.#size = at
    return true
  }

  #encode(text: string): void {
    this.#size += encoder.encodeInto(text, this.#bytes.subarray(this.#size)).written
  }

  #makeRoom(most: number): void {
    if (this.#bytes.length - this.#size >= most) return
    const needed = this.#size + most
    let larger = this.#size === 0 ? spare.pop() : undefined
    if (!larger || larger.length < needed)
      larger = new Uint8Array(Math.max(smallest, this.#bytes.length * 2, needed))
    larger.set(this.#bytes.subarray(0, this.#size))
    setAside(this.#bytes)
    this.#bytes = larger
  }
}

function setAside(bytes: Uint8Array<ArrayBuffer>): void {
  const isUseful = bytes.length > 0 && bytes.length <= largestSpare
  if (isUseful && spare.length < mostSpare) spare.push(bytes)
}
