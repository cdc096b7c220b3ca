import { JsonBytes, TextBytes } from '@cardfile/openapi'
import { mostParameterBytes } from './limits.ts'

/** UTF-8 of one of UTF-16's units. */
export const mostBytesPerUnit = 3

/** Members of a JSON list that goes on in another one where it is too much for one parameter of a statement. */
export class JsonLists {
  readonly #full: Uint8Array<ArrayBuffer>[] = []
  #bytes = new TextBytes()
  #list = new JsonBytes('list', this.#bytes)

  /**
   * Where the next member is to be written, as JSON.
   *
   * @param most bytes that it will have at most
   */
  next(most: number): TextBytes {
    if (this.#list.count > 0 && this.#bytes.size + most > mostParameterBytes) {
      this.#full.push(this.#list.take())
      this.#bytes = new TextBytes()
      this.#list = new JsonBytes('list', this.#bytes)
    }
    return this.#list.next()
  }

  /** The lists that have members, once: nothing can be added any more. */
  take(): Uint8Array<ArrayBuffer>[] {
    return this.#list.count > 0 ? [...this.#full, this.#list.take()] : this.#full
  }
}

/** Members, each JSON already, as JSON lists that are no more than a parameter may be. */
export function jsonLists(members: readonly string[]): Uint8Array<ArrayBuffer>[] {
  const lists = new JsonLists()
  for (const json of members) lists.next(json.length * mostBytesPerUnit).add(json)
  return lists.take()
}
