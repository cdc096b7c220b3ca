const encoder = new TextEncoder()

const smallest = 65_536
/** Buffers that nothing is put together in at the moment: made anew, each would wait to be collected. */
const spare: Uint8Array<ArrayBuffer>[] = []
const mostSpare = 16
const largestSpare = 2_097_152
/** UTF-8 takes no more than so many bytes for a unit of UTF-16. */
const mostBytesPerUnit = 3

/**
 * Text put together piece by piece as the UTF-8 it travels in. Thousands of short texts that wait for
 * each other as strings are what a garbage collector has most to do with; here none of them waits.
 *
 * A statement takes what comes out as a BLOB: `CAST(? AS TEXT)` reads it as text.
 */
export class TextBytes {
  #bytes = spare.pop() ?? new Uint8Array(smallest)
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
    this.#bytes = new Uint8Array(0)
    return all
  }

  #grow(by: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + by))
    larger.set(this.#bytes.subarray(0, this.#size))
    setAside(this.#bytes)
    this.#bytes = larger
  }
}

function setAside(bytes: Uint8Array<ArrayBuffer>): void {
  if (spare.length < mostSpare && bytes.length <= largestSpare) spare.push(bytes)
}

/** Members of a JSON list or object, each written as it comes. */
export class JsonBytes {
  readonly #bytes = new TextBytes()
  readonly #close: string
  #count = 0

  constructor(kind: 'list' | 'object') {
    this.#bytes.add(kind === 'list' ? '[' : '{')
    this.#close = kind === 'list' ? ']' : '}'
  }

  get count(): number {
    return this.#count
  }

  /** @param member JSON; of an object with its key */
  add(member: string): void {
    this.#bytes.add(this.#count++ === 0 ? member : `,${member}`)
  }

  take(): Uint8Array {
    this.#bytes.add(this.#close)
    return this.#bytes.take()
  }
}
