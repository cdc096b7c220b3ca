import { TextBytes } from './text-bytes.ts'

/** Members of a JSON list or object, each written as it comes. */
export class JsonBytes {
  readonly #bytes: TextBytes
  readonly #open: string
  readonly #close: string
  #count = 0

  /** @param bytes what it is written into, where it is part of more */
  constructor(kind: 'list' | 'object', bytes = new TextBytes()) {
    this.#bytes = bytes
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

  /** No more members come. */
  end(): void {
    if (this.#count === 0) this.#bytes.add(this.#open)
    this.#bytes.add(this.#close)
  }

  /** Ends it. @returns all bytes, once: nothing can be added any more */
  take(): Uint8Array<ArrayBuffer> {
    this.end()
    return this.#bytes.take()
  }
}
