import { type JsonBytes, TextBytes } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { param } from './statement.ts'

/** The last digits of a place say how long the text is, those before them where it begins. */
const lengthScale = 10_000_000

/**
 * Many texts as one, and where in it each of them stands: out of a JSON list each would be parsed and
 * written once more. In bytes, since within text SQLite counts characters from the beginning.
 */
export class PackedTexts {
  readonly #texts = new TextBytes()
  #begin = 0

  /** Where the next text is to be written. */
  begin(): TextBytes {
    this.#begin = this.#texts.size
    return this.#texts
  }

  /** The text is written. @returns its place */
  end(): number {
    const length = this.#texts.size - this.#begin
    if (length >= lengthScale) throw new RangeError('a packed text is shorter than 10 MB')
    return this.#begin * lengthScale + length
  }

  /** All texts, one behind the other, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer> {
    return this.#texts.take()
  }
}

/** The bytes of the text at a place. */
export function bytesAt(all: Uint8Array, place: number): Uint8Array {
  const begin = Math.floor(place / lengthScale)
  return all.subarray(begin, begin + (place % lengthScale))
}

/** A place as a member of a list, or of an object under a number from 0 on. */
export function addPlace(to: JsonBytes, place: number, key?: number): void {
  const member = to.next()
  if (key !== undefined) {
    member.add('"')
    member.addInteger(key)
    member.add('":')
  }
  member.addInteger(place)
}

/** Rows `w` of places that are bound as JSON: `w.key`, and `packedText`. */
export const eachPlace = (name: string): SQL => sql`json_each(CAST(${param(name)} AS TEXT)) w`

const scale = sql.raw(String(lengthScale))

/** The text at such a row's place; all texts are bound as `name`. (No bytes at all are bound as NULL.) */
export const packedText = (name: string): SQL =>
  sql`coalesce(CAST(substr(${param(name)}, w.value / ${scale} + 1, w.value % ${scale}) AS TEXT), '')`
