/** A set of numbers from 1 to a bound, one bit each: a million contacts take 125 KB. */
export class SeenNumbers {
  readonly #bits: Uint8Array
  readonly #bound: number

  constructor(bound: number) {
    this.#bound = bound
    this.#bits = new Uint8Array((bound >> 3) + 1)
  }

  /** @returns true for a number within the bound that was not there before. */
  add(number: number): boolean {
    if (number > this.#bound) return false
    const [byte, bit] = [number >> 3, 1 << (number & 7)]
    const old = this.#bits[byte] ?? 0
    this.#bits[byte] = old | bit
    return (old & bit) === 0
  }
}
