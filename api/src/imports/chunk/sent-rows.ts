import { codedReasonsOf } from '@cardfile/openapi'
import { invalid } from '../../errors/problem-error.ts'
import { type LostLiteral, lostDigits, lostLiterals, lostReason } from '../../http/lost-digits.ts'
import { scanJson } from '../../http/json-scan.ts'
import { parsed, readableJson } from '../../http/strict-json.ts'
import type { FileRow } from '../fold/row.ts'
import { type ChunkRows, membersOf } from './chunk-rows.ts'
import { areRows, chunkSchema } from './schema.ts'

/** Where the list of rows begins, in what programs send. */
const beginning = '{"rows":['
const comma = 0x2c
const closeObject = 0x7d

/**
 * The rows of a chunk as it was sent. A cell whose number would lose digits is there as it was written,
 * and fails its row alone.
 *
 * @param sent JSON as in `ImportChunk`
 * @throws ProblemError for what is no chunk `invalid_request` or `invalid`: at once, or when rows are
 *   asked for that come before what is wrong
 */
export function sentRows(sent: Uint8Array<ArrayBuffer>): ChunkRows {
  const places = placesOfRows(sent)
  if (places)
    return { bytes: sent, count: places.length - 1, parts: (most) => partsOf(sent, places, most) }
  const { length: count } = allRows(sent)
  return { bytes: sent, count, parts: () => [allRows(sent)] }
}

/** Of the brackets and commas of the list of rows; null where only all of it tells what it is. */
function placesOfRows(sent: Uint8Array): number[] | null {
  if (!beginning.split('').every((unit, at) => sent[at] === unit.charCodeAt(0))) return null
  const places: number[] = []
  const { isTooDeep, isTooWide, losesDigits } = scanJson(sent, places)
  const isWhole = places.at(-1) === sent.length - 2 && sent.at(-1) === closeObject
  // Brackets among them are those of another member.
  const isAlone = places.slice(1, -1).every((place) => sent[place] === comma)
  const isEmpty = sent.length === beginning.length + 2
  const isPlain = isWhole && isAlone && !isEmpty
  return isPlain && !isTooDeep && !isTooWide && !losesDigits ? places : null
}

function* partsOf(sent: Uint8Array, places: readonly number[], most: number): Generator<FileRow[]> {
  const parts = membersOf(sent, places, most)
  for (let last = 0; ;) {
    const rows = nextOf(parts)
    if (rows === undefined) return
    // What is wrong is told of all of them.
    if (!areRows(rows, last)) throw refusalOf(sent)
    last = rows.at(-1)?.number ?? last
    yield rows
  }
}

/** @returns undefined at the end, null for what is no JSON */
function nextOf(parts: Iterator<unknown[]>): unknown {
  try {
    const { done, value } = parts.next()
    return done ? undefined : value
  } catch {
    return null
  }
}

function refusalOf(sent: Uint8Array): unknown {
  try {
    allRows(sent)
  } catch (error) {
    return error
  }
  return new Error('rows were refused that are in order')
}

function allRows(sent: Uint8Array): FileRow[] {
  const { text, losesDigits } = readableJson(sent)
  const body = parsed(text)
  const lost = losesDigits ? lostCells(body, text) : []
  const { success, data, error } = chunkSchema.safeParse(body)
  if (!success) throw invalid(codedReasonsOf(error))
  for (const [place, cells] of Map.groupBy(lost, ({ row }) => row)) {
    const row = data.rows[place]
    if (row) row.refused = new Map(cells.map(({ index, written }) => [index, lostReason(written)]))
  }
  return data.rows
}

interface LostCell {
  /** The row's place among those of the chunk. */
  row: number
  index: number
  written: string
}

/** @throws ProblemError `invalid` where it is no cell that loses digits */
function lostCells(body: unknown, text: string): LostCell[] {
  return [...lostLiterals(text)].map((literal) => {
    const cell = cellOf(body, literal)
    if (!cell) throw invalid(lostDigits(text))
    const { cells, row, index } = cell
    cells[index] = literal.written
    return { row, index, written: literal.written }
  })
}

/** The cell that a number is, or that has it beside what is shown. */
function cellOf(body: unknown, { path, written }: LostLiteral) {
  const [rows, row, list, index, member, ...more] = path
  if (rows !== 'rows' || list !== 'cells' || more.length > 0) return null
  if (typeof row !== 'number' || typeof index !== 'number') return null
  if (member !== undefined && member !== 'number') return null
  const { rows: sent } = body as { rows: { cells: unknown[] }[] }
  const cells = sent[row]?.cells
  const cell = cells?.[index]
  // A member that is there twice has the later value.
  const value = member === undefined ? cell : (cell as { number?: unknown } | null)?.number
  return cells && value === Number(written) ? { cells, row, index } : null
}
