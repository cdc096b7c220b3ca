import { JsonBytes, TextBytes } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { mostParameterBytes } from './limits.ts'
import { param } from './statement.ts'

/** The last digits of a place say how long the text is, those before them where it begins in its pack. */
const lengthScale = 10_000_000
/** What is in front of them is the number of the pack. */
const packScale = 10_000_000 * lengthScale

/**
 * Many texts as one, and where in it each of them stands: out of a JSON list each would be parsed and
 * written once more. In bytes, since within text SQLite counts characters from the beginning. What is too
 * much for one parameter of a statement goes on in another pack.
 */
export class PackedTexts {
  readonly #full: Uint8Array<ArrayBuffer>[] = []
  #texts = new TextBytes()
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
    if (this.#begin > 0 && this.#texts.size > mostParameterBytes) this.#beginPack()
    return this.#full.length * packScale + this.#begin * lengthScale + length
  }

  /** The bytes of the text at a place, until another one is added. */
  at(place: number): Uint8Array {
    if (packOf(place) < this.#full.length) return bytesAt(this.#full, place)
    const begin = beginOf(place)
    return this.#texts.view(begin, begin + (place % lengthScale))
  }

  /** The packs, each of all its texts one behind the other, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer>[] {
    return [...this.#full, this.#texts.take()]
  }

  /** With the text written last. */
  #beginPack(): void {
    const all = this.#texts.take()
    this.#full.push(all.slice(0, this.#begin))
    this.#texts = new TextBytes()
    this.#texts.addBytes(all.subarray(this.#begin))
    this.#begin = 0
  }
}

const packOf = (place: number) => Math.floor(place / packScale)
const beginOf = (place: number) => Math.floor((place % packScale) / lengthScale)

/** The bytes of the text at a place. */
export function bytesAt(packs: readonly Uint8Array[], place: number): Uint8Array {
  const pack = packs[packOf(place)] as Uint8Array
  const begin = beginOf(place)
  return pack.subarray(begin, begin + (place % lengthScale))
}

/**
 * Places of texts as statements take them, by pack: `list` under numbers from 0 on in their order, `object`
 * under those they are given.
 */
export class PackedPlaces {
  readonly #kind: 'list' | 'object'
  readonly #places: number[] = []
  readonly #keys: number[] = []

  constructor(kind: 'list' | 'object') {
    this.#kind = kind
  }

  get count(): number {
    return this.#places.length
  }

  /** @param key the number of the text, in an object */
  add(place: number, key = this.count): void {
    this.#places.push(place)
    this.#keys.push(key)
  }

  /** Of each pack. */
  take(): Uint8Array<ArrayBuffer>[] {
    const byPack: JsonBytes[] = []
    const places = this.#places
    // A list is read faster, but counts from 0 on in each pack: only the first texts of all can be one.
    const later = places.findIndex((place) => place >= packScale)
    const isList =
      this.#kind === 'list' &&
      (later < 0 || places.every((at, index) => index < later || at >= packScale))
    for (let index = 0; index < places.length; index++) {
      const place = places[index] as number
      const pack = packOf(place)
      while (byPack.length <= pack)
        byPack.push(new JsonBytes(isList && byPack.length === 0 ? 'list' : 'object'))
      const member = (byPack[pack] as JsonBytes).next()
      if (pack > 0 || !isList) {
        member.add('"')
        member.addInteger(this.#keys[index] as number)
        member.add('":')
      }
      member.addInteger(place % packScale)
    }
    return byPack.map((members) => members.take())
  }
}

/** Rows `w` of places that are bound as JSON: `w.key`, and `packedText`. */
export const eachPlace = (name: string): SQL => sql`json_each(CAST(${param(name)} AS TEXT)) w`

const scale = sql.raw(String(lengthScale))

/** The text at such a row's place; the pack is bound as `name`. (No bytes at all are bound as NULL.) */
export const packedText = (name: string): SQL =>
  sql`coalesce(CAST(substr(${param(name)}, w.value / ${scale} + 1, w.value % ${scale}) AS TEXT), '')`
