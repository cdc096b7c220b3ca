import { type SQL, sql } from 'drizzle-orm/sql'
import { param } from './statement.ts'
import { JsonBytes } from './json-bytes.ts'
import { TextBytes } from './text-bytes.ts'

/** The last digits of a place say how long the text is, those before them where it begins. */
const lengthDigits = 7
const lengthScale = 10 ** lengthDigits

/** What a statement is given of texts, under two of its parameters. */
export interface Packed {
  /** All texts, one behind the other. */
  bytes: Uint8Array
  /** JSON: a list of places, or an object of them by key. */
  places: Uint8Array
}

/**
 * Many texts as one, and where in it each of them stands: out of a JSON list each would be parsed and
 * written once more. In bytes, since within text SQLite counts characters from the beginning.
 */
export class PackedTexts {
  readonly #texts = new TextBytes()
  readonly #places: JsonBytes
  #begin = 0

  /** @param kind whether each text is told by its place in a list, or by a number of its own */
  constructor(kind: 'list' | 'object') {
    this.#places = new JsonBytes(kind)
  }

  get count(): number {
    return this.#places.count
  }

  /** Where the next text is to be written. */
  begin(): TextBytes {
    this.#begin = this.#texts.size
    return this.#texts
  }

  /** The text is written. @param key the number it is told by, unless they are a list */
  end(key?: number): void {
    const length = this.#texts.size - this.#begin
    if (length >= lengthScale) throw new RangeError('a packed text is shorter than 10 MB')
    const place = this.#places.next()
    if (key !== undefined) {
      place.add('"')
      place.addInteger(key)
      place.add('":')
    }
    if (this.#begin > 0) place.addInteger(this.#begin)
    place.addInteger(length, this.#begin > 0 ? lengthDigits : 1)
  }

  take(): Packed {
    return { bytes: this.#texts.take(), places: this.#places.take() }
  }
}

/** Rows `w` of packed texts, whose places are bound as `<name>Places`: `w.key`, and `packedText`. */
export const eachPacked = (name: string): SQL =>
  sql`json_each(CAST(${param(`${name}Places`)} AS TEXT)) w`

const scale = sql.raw(String(lengthScale))

/** The text of such a row; all of them are bound as `<name>`. (No bytes at all are bound as NULL.) */
export const packedText = (name: string): SQL =>
  sql`coalesce(CAST(substr(${param(name)}, w.value / ${scale} + 1, w.value % ${scale}) AS TEXT), '')`

/** The values of both parameters. */
export function packedValues<Name extends string>(
  name: Name,
  { bytes, places }: Packed,
): Record<Name | `${Name}Places`, Uint8Array> {
  return { [name]: bytes, [`${name}Places`]: places } as Record<Name | `${Name}Places`, Uint8Array>
}
