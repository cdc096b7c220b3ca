const encoder = new TextEncoder()

const smallest = 65_536
/** Buffers that nothing is put together in at the moment: made anew, each would wait to be collected. */
const spare: Uint8Array<ArrayBuffer>[] = []
const mostSpare = 16
const largestSpare = 2_097_152
const nothing = new Uint8Array(0)
/** UTF-8 takes no more than so many bytes for a unit of UTF-16. */
const mostBytesPerUnit = 3

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
    const most = text.length * mostBytesPerUnit
    if (this.#bytes.length - this.#size < most) this.#grow(most)
    this.#size += encoder.encodeInto(text, this.#bytes.subarray(this.#size)).written
  }

  /** All of it, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer> {
    const all = this.#bytes.slice(0, this.#size)
    setAside(this.#bytes)
    this.#bytes = nothing
    return all
  }

  #grow(by: number): void {
    const needed = this.#size + by
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

/** Members of a JSON list or object, each written as it comes. */
export class JsonBytes {
  readonly #bytes = new TextBytes()
  readonly #open: string
  readonly #close: string
  #count = 0

  constructor(kind: 'list' | 'object') {
    this.#open = kind === 'list' ? '[' : '{'
    this.#close = kind === 'list' ? ']' : '}'
  }

  get count(): number {
    return this.#count
  }

  /** @param member JSON; of an object with its key */
  add(member: string): void {
    this.#bytes.add(`${this.#count++ === 0 ? this.#open : ','}${member}`)
  }

  take(): Uint8Array {
    this.#bytes.add(this.#count === 0 ? this.#open + this.#close : this.#close)
    return this.#bytes.take()
  }
}
