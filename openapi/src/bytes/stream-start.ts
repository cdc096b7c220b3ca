import { joinBytes } from './join-bytes.ts'

/** A stream whose first bytes can be looked at before it is read. */
export class StreamStart {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>
  readonly #held: Uint8Array[] = []
  #size = 0
  #ended = false

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader()
  }

  /** Whether what was held is all there is. */
  get ended(): boolean {
    return this.#ended
  }

  /** Its first bytes: so many and perhaps some more, or fewer where it ends before. */
  async hold(bytes: number): Promise<Uint8Array<ArrayBuffer>> {
    while (this.#size < bytes && !this.#ended) {
      const { done, value } = await this.#reader.read()
      if (done) this.#ended = true
      else {
        this.#held.push(value)
        this.#size += value.length
      }
    }
    return joinBytes(this.#held)
  }

  /** All of it, from its first byte on. Can be asked for once. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    try {
      yield* this.#held.splice(0)
      for (;;) {
        const { done, value } = await this.#reader.read()
        if (done) return
        yield value
      }
    } finally {
      await this.#reader.cancel()
    }
  }

  /** Lets go of what nobody is going to read. */
  async cancel(): Promise<void> {
    await this.#reader.cancel()
  }
}
