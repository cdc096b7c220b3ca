const uuid = /\b[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/g
const secrets = /\bcf_[\w-]+|\bsha256\.[\w-]+|(?<=#)[\w-]{43}\b/g
const cursors = /(?<="nextCursor":")[^"]+/g
/** Written behind the answer of the use, so who asks next may be quicker. */
const behind = /(?<="lastUsedAt":)(?:null|"[^"]*")/g
/** What a place bears. */
const borne = /(?<="chunkRows":)\d+/g
const times = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g

/**
 * Takes out of answers what is new each time, and leaves what it says: the same id is the same number
 * everywhere, so that answers which speak of another thing differ.
 */
export class Mask {
  readonly #ids = new Map<string, string>()
  /** No value of the walk lies behind it, and all that the API sets does. */
  readonly #since: string

  constructor(begun: Date) {
    this.#since = new Date(begun.getTime() - 60_000).toISOString()
  }

  over(text: string): string {
    const today = this.#since.slice(0, 10)
    return text
      .replaceAll(secrets, '<secret>')
      .replaceAll(cursors, '<cursor>')
      .replaceAll(behind, '<behind>')
      .replaceAll(borne, '<borne>')
      .replaceAll(uuid, (id) => this.#numberOf(id))
      .replaceAll(times, (time) => (time >= this.#since ? '<time>' : time))
      .replaceAll(new RegExp(`${today}|${new Date().toISOString().slice(0, 10)}`, 'g'), '<day>')
  }

  #numberOf(id: string): string {
    const known = this.#ids.get(id) ?? `<id ${this.#ids.size + 1}>`
    this.#ids.set(id, known)
    return known
  }
}
