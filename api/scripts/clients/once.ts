/** The same work for all that ask for it under one name, done when the first does. */
export class Once<T> {
  readonly #begun = new Map<string, Promise<T>>()

  do(name: string, work: () => Promise<T>): Promise<T> {
    const begun = this.#begun.get(name) ?? work()
    this.#begun.set(name, begun)
    return begun
  }
}
