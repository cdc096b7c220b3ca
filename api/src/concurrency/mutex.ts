/** A line: who comes waits until everybody before him has left it. */
export class Line {
  #last: Promise<void> = Promise.resolve()

  /** Resolves with what is to be called on leaving, once it is one's turn. */
  async enter(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return resolve
  }
}
