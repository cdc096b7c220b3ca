import { TextBytes } from '@cardfile/openapi'
import type { FileRow } from '../fold/row.ts'

/**
 * The rows of a chunk, kept as the JSON they came in. Read all at once they would still be there when young
 * objects are collected, with all that is made of them: copied, and copied again.
 */
export interface ChunkRows {
  /** What a repeated delivery is known by. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly count: number
  /**
   * The rows in their order, read anew each time that they are asked for.
   *
   * @param most how many of them at once
   * @throws what is said of rows that are none, for those sent by others
   */
  parts(most: number): Iterable<FileRow[]>
}

/** All of them, a few at a time. */
export function* eachRow(rows: ChunkRows): Generator<FileRow> {
  for (const part of rows.parts(few)) yield* part
}

const few = 250

// A mark at the beginning of some of the rows is no mark of the order of bytes.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Members of a JSON list, so many at a time.
 *
 * @param places of the brackets and commas of the list, in their order
 * @throws SyntaxError or TypeError for what is no JSON in UTF-8
 */
export function* membersOf(
  bytes: Uint8Array,
  places: readonly number[],
  most: number,
): Generator<unknown[]> {
  const last = places.length - 1
  for (let at = 0; at < last; at += most) {
    const [from, to] = [places[at] as number, places[Math.min(at + most, last)] as number]
    yield JSON.parse(`[${utf8.decode(bytes.subarray(from + 1, to))}]`)
  }
}

/** Puts rows down one after another. */
export class RowsWriter {
  readonly #json = new TextBytes()
  readonly #places: number[] = []
  #characters = 0

  get count(): number {
    return this.#places.length
  }

  /** Of all cells. */
  get characters(): number {
    return this.#characters
  }

  add(row: FileRow): void {
    this.#places.push(this.#json.size)
    this.#json.add(this.#places.length === 1 ? '[' : ',')
    // Text of a file comes in strings of so many kinds that what writes a contact's would be slower for them.
    this.#json.add(JSON.stringify(row))
    for (const cell of row.cells) if (typeof cell === 'string') this.#characters += cell.length
  }

  /** Once: nothing can be added any more. */
  take(): ChunkRows {
    const places = [...this.#places, this.#json.size]
    this.#json.add(']')
    const bytes = this.#json.take()
    return {
      bytes,
      count: places.length - 1,
      parts: (most) => membersOf(bytes, places, most) as Iterable<FileRow[]>,
    }
  }
}

/** Rows that are there already. */
export function chunkRows(rows: Iterable<FileRow>): ChunkRows {
  const writer = new RowsWriter()
  for (const row of rows) writer.add(row)
  return writer.take()
}
