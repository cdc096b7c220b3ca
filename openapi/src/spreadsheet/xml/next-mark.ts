/**
 * Where a mark stands next in a text that is walked through from its beginning to its end. Whether one
 * stands within a piece is then told by comparing two numbers: looking through each of millions of
 * short pieces would cost more than reading them.
 */
export class NextMark {
  readonly #mark: string
  #source = ''
  #next = -1

  constructor(mark: string) {
    this.#mark = mark
  }

  /** @param source another text, to be walked through from its beginning */
  reset(source: string): void {
    this.#source = source
    this.#next = -1
  }

  /** Whether one begins in `[from, to)`. `from` never falls, from one question to the next. */
  isWithin(from: number, to: number): boolean {
    if (this.#next < from) {
      const found = this.#source.indexOf(this.#mark, from)
      this.#next = found < 0 ? Infinity : found
    }
    return this.#next < to
  }
}
