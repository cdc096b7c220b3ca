/** What stands before a member's value in an answer, and its place there, by the number it is stored under. */
export type ShownNames = readonly ({ place: number; before: Uint8Array } | undefined)[]

const quote = 0x22
const comma = 0x2c
const slash = 0x2f
const zero = 0x30
const nine = 0x39
const listBegins = 0x5b
const backslash = 0x5c
const listEnds = 0x5d
const letterF = 0x66
const letterU = 0x75
const objectBegins = 0x7b
const objectEnds = 0x7d
const lastAscii = 0x7f
const lastOfTwoBytes = 0x7ff
const firstSurrogate = 0xd800
const lastSurrogate = 0xdfff

/** UTF-8 takes no more than so many bytes for a unit of UTF-16 that is no surrogate. */
const mostBytesPerUnit = 3
/** Of a whole number that is written as it is read, however it is read. */
const mostDigits = 15
/** Where copies are made. There is one at a time, whoever it is for. */
const room = new Uint8Array(65_536)

/**
 * Copies the members of contacts' stored JSON that are shown, in UTF-8 and under the names they are shown by, in
 * one pass over it.
 */
export class ShownMembers {
  readonly #names: ShownNames
  readonly #ofNames: number
  readonly #bytes = room
  #json = ''
  /** Units that are read, bytes that are written. */
  #at = 0
  #size = 0

  constructor(names: ShownNames) {
    this.#names = names
    this.#ofNames = names.reduce((sum, name) => sum + (name?.before.length ?? 0) + 1, 2)
  }

  /**
   * @param json as SQLite writes it, without blanks between its parts
   * @returns an object of the bytes that `JSON.stringify` makes, until the next copy; null where a copy might have
   *   others: for members in another order, texts that may be escaped otherwise, signs of two units, and what is
   *   very long
   */
  copy(json: string): Uint8Array | null {
    if (json.length * mostBytesPerUnit + this.#ofNames > room.length) return null
    this.#json = json
    this.#at = 1
    this.#size = 0
    this.#bytes[this.#size++] = objectBegins
    let last = -1
    while (json.charCodeAt(this.#at) === quote) {
      const name = this.#readName()
      const begin = this.#size
      if (name) {
        if (name.place <= last) return null
        if (last >= 0) this.#bytes[this.#size++] = comma
        last = name.place
        this.#bytes.set(name.before, this.#size)
        this.#size += name.before.length
      }
      if (!this.#copyValue()) return null
      if (!name) this.#size = begin
      // A comma, or the end.
      this.#at++
    }
    this.#bytes[this.#size++] = objectEnds
    return this.#bytes.subarray(0, this.#size)
  }

  /** Those of folds stand between those of values, and are not shown. */
  #readName(): ShownNames[number] {
    const json = this.#json
    const isValue = json.charCodeAt(this.#at + 1) === letterF
    let at = this.#at + 2
    let number = 0
    for (let unit; (unit = json.charCodeAt(at)) !== quote; at++) number = number * 10 + unit - zero
    this.#at = at + 2
    return isValue ? this.#names[number] : undefined
  }

  #copyValue(): boolean {
    const first = this.#json.charCodeAt(this.#at)
    if (first === quote) return this.#copyText()
    if (first === objectBegins) return false
    if (first !== listBegins) return this.#copyPlain()
    this.#bytes[this.#size++] = first
    this.#at++
    while (this.#json.charCodeAt(this.#at) !== listEnds) {
      if (!this.#copyValue()) return false
      if (this.#json.charCodeAt(this.#at) !== comma) continue
      this.#bytes[this.#size++] = comma
      this.#at++
    }
    this.#bytes[this.#size++] = listEnds
    this.#at++
    return true
  }

  #copyText(): boolean {
    const json = this.#json
    const bytes = this.#bytes
    let size = this.#size
    bytes[size++] = quote
    let at = this.#at + 1
    for (let unit; (unit = json.charCodeAt(at)) !== quote; at++)
      if (unit <= lastAscii) {
        bytes[size++] = unit
        if (unit !== backslash) continue
        unit = json.charCodeAt(++at)
        if (unit === letterU || unit === slash) return false
        bytes[size++] = unit
      } else if (unit <= lastOfTwoBytes) {
        bytes[size++] = 0xc0 | (unit >> 6)
        bytes[size++] = 0x80 | (unit & 0x3f)
      } else {
        if (unit >= firstSurrogate && unit <= lastSurrogate) return false
        bytes[size++] = 0xe0 | (unit >> 12)
        bytes[size++] = 0x80 | ((unit >> 6) & 0x3f)
        bytes[size++] = 0x80 | (unit & 0x3f)
      }
    bytes[size++] = quote
    this.#at = at + 1
    this.#size = size
    return true
  }

  /** A whole number that has one spelling; another one, and what is no number, is left to whoever reads JSON. */
  #copyPlain(): boolean {
    const from = this.#at
    let isPlain = true
    for (let unit; (unit = this.#json.charCodeAt(this.#at)) !== comma; this.#at++) {
      if (unit === objectEnds || unit === listEnds || Number.isNaN(unit)) break
      isPlain &&= unit >= zero && unit <= nine
      this.#bytes[this.#size++] = unit
    }
    if (isPlain && this.#at - from <= mostDigits) return true
    const text = JSON.stringify(JSON.parse(this.#json.slice(from, this.#at)))
    this.#size -= this.#at - from
    for (let index = 0; index < text.length; index++)
      this.#bytes[this.#size++] = text.charCodeAt(index)
    return true
  }
}
