const LEAST_SIZE = 64 * 1024
const UNDERSCORE = 0x5f
const SMALL_X = 0x78
const FIRST_SURROGATE = 0xd800
const LAST_SURROGATE = 0xdfff
const FIRST_NON_CHARACTER = 0xfffe

/** ASCII that stands in XML as it is, and asks for nothing besides: no markup, no control. */
const PLAIN = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= 0x20 && !'&<>'.includes(String.fromCharCode(code)) ? 1 : 0,
)

const encoder = new TextEncoder()

/**
 * XML in UTF-8, put together in two buffers in turn: what was taken stays as it is until the next but
 * one is taken. A string for each cell, encoded afterwards, takes three times as long.
 */
export class XmlBytes {
  #bytes = new Uint8Array(LEAST_SIZE)
  #spare = new Uint8Array(LEAST_SIZE)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Forgets what was written after there were so many bytes. */
  backTo(length: number): void {
    this.#length = length
  }

  /** What was written since it was last taken. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.#length)
    const spare = this.#spare
    this.#spare = this.#bytes
    this.#bytes = spare
    this.#length = 0
    return taken
  }

  /** Bytes as they are. */
  raw(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length)
    const target = this.#bytes
    let at = this.#length
    // A loop, because `set` on so few bytes costs more than all of them.
    for (let index = 0; index < bytes.length; index++) target[at++] = bytes[index] ?? 0
    this.#length = at
  }

  /** Text of ASCII alone, as it is. */
  ascii(text: string): void {
    this.#makeRoom(text.length)
    const target = this.#bytes
    let at = this.#length
    for (let index = 0; index < text.length; index++) target[at++] = text.charCodeAt(index)
    this.#length = at
  }

  /** Well-formed text, as it is. */
  text(text: string): void {
    this.#makeRoom(text.length * 3)
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.#length))
    this.#length += written
  }

  /**
   * Text that needs no escape, as most does, between bytes as they are. With anything else nothing is
   * written at all. In one go, since most of a sheet is this: in five it takes half as long again.
   *
   * @param digits ASCII alone, between the two that come before the text
   * @returns whether it was written
   */
  plain(
    before: Uint8Array,
    digits: string,
    start: Uint8Array,
    text: string,
    end: Uint8Array,
  ): boolean {
    const around = before.length + digits.length + start.length + end.length
    this.#makeRoom(around + text.length * 3)
    const target = this.#bytes
    let at = this.#length
    for (let index = 0; index < before.length; index++) target[at++] = before[index] ?? 0
    for (let index = 0; index < digits.length; index++) target[at++] = digits.charCodeAt(index)
    for (let index = 0; index < start.length; index++) target[at++] = start[index] ?? 0
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index)
      if (unit < 0x80) {
        if (PLAIN[unit] === 0) return false
        if (unit === UNDERSCORE && text.charCodeAt(index + 1) === SMALL_X) return false
        target[at++] = unit
      } else if (unit < 0x800) {
        target[at++] = 0xc0 | (unit >> 6)
        target[at++] = 0x80 | (unit & 0x3f)
      } else {
        const surrogate = unit >= FIRST_SURROGATE && unit <= LAST_SURROGATE
        if (surrogate || unit >= FIRST_NON_CHARACTER) return false
        target[at++] = 0xe0 | (unit >> 12)
        target[at++] = 0x80 | ((unit >> 6) & 0x3f)
        target[at++] = 0x80 | (unit & 0x3f)
      }
    }
    for (let index = 0; index < end.length; index++) target[at++] = end[index] ?? 0
    this.#length = at
    return true
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    larger.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = larger
  }
}

/** Text as bytes, for what is written again and again. */
export function utf8(text: string): Uint8Array {
  return encoder.encode(text)
}
