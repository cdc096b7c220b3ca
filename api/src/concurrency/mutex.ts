/** Lets in one at a time, in the order in which they came. */
export class Mutex {
  #last: Promise<void> = Promise.resolve()

  /** Resolves, once it is free, with what releases it. */
  async acquire(): Promise<() => void> {
    const before = this.#last
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#last = promise
    await before
    return resolve
  }
}
