import { z } from '@hono/zod-openapi'
import { type Cell, isCell, worded, longestCell } from '@cardfile/openapi'
import type { FileRow } from '../fold/row.ts'
import { type ImportMode, importModes } from '../fold/import-mode.ts'
import { mostRows } from '../import/limits.ts'
import { modeSchema, mostColumns } from '../import/schemas.ts'

const highestNumber = 100_000_000

const cellsSchema = z.custom<Cell[]>(areCells, {
  error: worded('not_cells', { most: mostColumns, longest: longestCell }),
})

/** What rows are held against to say what is wrong with them. */
const rowsSchema = z
  .array(
    z.strictObject({
      number: z.number().int().min(1).max(highestNumber),
      cells: cellsSchema,
      mode: modeSchema.optional(),
    }),
  )
  .min(1)
  .max(mostRows)
  .refine(areInOrder, worded('rows_out_of_order'))

// By hand again: the schema would copy each of a thousand rows. A check and not a transformation: what
// zod transforms is not let go of when young objects are collected, and ages with all its rows (measured).
const soundRows = z
  .custom<FileRow[]>()
  .check((payload) => {
    const rows: unknown = payload.value
    if (areRows(rows, 0) && rows.length <= mostRows) return
    const { error } = rowsSchema.safeParse(rows)
    for (const issue of error?.issues ?? [])
      payload.issues.push({ ...issue, input: rows } as z.core.$ZodRawIssue)
  })
  .openapi({
    type: 'array',
    items: {
      type: 'object',
      properties: {
        number: {
          type: 'integer',
          minimum: 1,
          maximum: highestNumber,
          description: 'As the sheet shows it, from 1',
        },
        cells: {
          type: 'array',
          items: { $ref: '#/components/schemas/Cell' },
          maxItems: mostColumns,
        },
        mode: {
          type: 'string',
          enum: [...importModes],
          description: 'For this row alone, instead of what the import says',
        },
      },
      required: ['number', 'cells'],
      additionalProperties: false,
    },
    minItems: 1,
    maxItems: mostRows,
  })

export const chunkSchema = z.strictObject({ rows: soundRows }).openapi('ImportChunk', {
  example: { rows: [{ number: 2, cells: ['Ann', 'ann@example.com; ann@example.org'] }] },
})

function areCells(cells: unknown): cells is Cell[] {
  return Array.isArray(cells) && cells.length <= mostColumns && cells.every(isCell)
}

function areInOrder(rows: readonly FileRow[]): boolean {
  return rows.every(({ number }, index) => index === 0 || number > (rows[index - 1]?.number ?? 0))
}

/** Whether these are rows without a fault; false tells nothing of what is wrong. */
/**
 * Whether there are rows, and nothing else.
 *
 * @param before the number of the row before them; 0 for none
 */
export function areRows(rows: unknown, before: number): rows is FileRow[] {
  if (!Array.isArray(rows) || !rows.every(isRow)) return false
  const [first] = rows
  return first !== undefined && first.number > before && areInOrder(rows)
}

function isRow(row: unknown): row is FileRow {
  if (typeof row !== 'object' || row === null) return false
  const { number, cells, mode } = row as Partial<FileRow>
  let known = 2
  if (mode !== undefined) {
    if (!importModes.includes(mode as ImportMode)) return false
    known++
  }
  return (
    Number.isInteger(number) &&
    (number as number) >= 1 &&
    (number as number) <= highestNumber &&
    areCells(cells) &&
    hasMembers(row, known)
  )
}

/** Counted one by one: a list of their names would be made for each of a thousand rows. */
function hasMembers(row: object, count: number): boolean {
  let members = 0
  for (const _ in row) members++
  return members === count
}
