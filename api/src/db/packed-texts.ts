import { type SQL, sql } from 'drizzle-orm/sql'
import { param } from './statement.ts'
import { TextBytes } from './text-bytes.ts'

/** Bits of a place that say how long the text is; the others say where it begins. */
const lengthBits = 24
const lengthScale = 2 ** lengthBits

/** What a statement is given of texts, under two of its parameters. */
export interface Packed {
  /** All texts, one behind the other. */
  bytes: Uint8Array
  /** JSON: a list of places, or an object of them by key. */
  places: string
}

/**
 * Many texts as one, and where in it each of them stands: out of a JSON list each would be parsed and
 * written once more. In bytes, since within text SQLite counts characters from the beginning.
 */
export class PackedTexts {
  readonly #texts = new TextBytes()
  readonly #places: (number | string)[] = []

  get count(): number {
    return this.#places.length
  }

  /** @param key a number by which the text is told; all texts have one, or none */
  add(text: string, key?: number): void {
    const begin = this.#texts.size
    this.#texts.add(text)
    const length = this.#texts.size - begin
    if (length >= lengthScale) throw new RangeError('a packed text is shorter than 16 MB')
    const place = begin * lengthScale + length
    this.#places.push(key === undefined ? place : `"${key}":${place}`)
  }

  take(kind: 'list' | 'object'): Packed {
    const members = this.#places.join(',')
    return {
      bytes: this.#texts.take(),
      places: kind === 'list' ? `[${members}]` : `{${members}}`,
    }
  }
}

/** Rows `w` of packed texts, whose places are bound as `<name>Places`: `w.key`, and `packedText`. */
export const eachPacked = (name: string): SQL => sql`json_each(${param(`${name}Places`)}) w`

/** The text of such a row; all of them are bound as `<name>`. (No bytes at all are bound as NULL.) */
export const packedText = (name: string): SQL =>
  sql`coalesce(CAST(substr(${param(name)}, (w.value >> ${sql.raw(String(lengthBits))}) + 1,
    w.value & ${sql.raw(String(lengthScale - 1))}) AS TEXT), '')`

/** The values of both parameters. */
export function packedValues<Name extends string>(
  name: Name,
  { bytes, places }: Packed,
): Record<Name | `${Name}Places`, Uint8Array | string> {
  return { [name]: bytes, [`${name}Places`]: places } as Record<
    Name | `${Name}Places`,
    Uint8Array | string
  >
}
