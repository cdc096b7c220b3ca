/** So many values at most, each for a time; the ones longest unused go first. */
export class Remembered<V> {
  readonly #most: number
  readonly #values = new Map<string, { value: V; until: number }>()

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): V | undefined {
    const found = this.#values.get(key)
    if (!found) return undefined
    this.#values.delete(key)
    if (found.until <= Date.now()) return undefined
    this.#values.set(key, found)
    return found.value
  }

  /** @param until milliseconds since 1970 */
  set(key: string, value: V, until: number): void {
    this.#values.set(key, { value, until })
    const [oldest] = this.#values.keys()
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest)
  }
}
