import { codedReasonsOf } from '@cardfile/openapi'
import { invalid } from '../../errors/problem-error.ts'
import { type LostLiteral, lostDigits, lostLiterals, lostReason } from '../../http/lost-digits.ts'
import { parsed, readableJson } from '../../http/strict-json.ts'
import type { FileRow } from '../fold/row.ts'
import { chunkSchema } from './schema.ts'

/**
 * The rows of a chunk as it was sent. A cell whose number would lose digits is there as it was written,
 * and fails its row alone.
 *
 * @throws ProblemError for what is no chunk `invalid_request` or `invalid`
 */
export function sentRows(sent: Uint8Array): FileRow[] {
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
