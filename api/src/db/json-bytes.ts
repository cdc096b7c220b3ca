import { TextBytes } from './text-bytes.ts'

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

  /** Where the next member is to be written, as JSON; of an object with its key. */
  next(): TextBytes {
    this.#bytes.add(this.#count++ === 0 ? this.#open : ',')
    return this.#bytes
  }

  /** All of it, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer> {
    this.#bytes.add(this.#count === 0 ? this.#open + this.#close : this.#close)
    return this.#bytes.take()
  }
}
