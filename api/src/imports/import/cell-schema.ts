import { z } from '@hono/zod-openapi'
import type { Cell } from '@cardfile/openapi'

/** What a spreadsheet's cell and sheet can hold (ECMA-376, "Excel specifications and limits"). */
const longestCell = 32_767
/** A number format's own texts have no more (ECMA-376-1, 18.8.30), and a number's digits fewer. */
const longestShown = 1_024
export const whatCellsAre = `null, text of at most ${longestCell} characters, a number, true or false, {"number": …, "shown": …}, {"date": …} or {"error": …}`

export function isCell(value: unknown): value is Cell {
  if (value === null || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'string') return value.length <= longestCell
  if (typeof value !== 'object') return false
  if ('number' in value) return isShownNumber(value)
  const [member, ...others] = Object.entries(value)
  return (
    others.length === 0 &&
    member !== undefined &&
    (member[0] === 'date' || member[0] === 'error') &&
    typeof member[1] === 'string' &&
    member[1].length <= 64
  )
}

function isShownNumber(value: object): boolean {
  return (
    'number' in value &&
    'shown' in value &&
    Object.keys(value).length === 2 &&
    Number.isFinite(value.number) &&
    typeof value.shown === 'string' &&
    value.shown.length <= longestShown
  )
}

/** Cells that are more than a value, for the API's document. */
export const cellObjectSchema = z
  .union([
    z
      .strictObject({ number: z.number(), shown: z.string().max(longestShown) })
      .openapi('ShownNumber'),
    z.strictObject({ date: z.string() }).openapi('DateCell'),
    z.strictObject({ error: z.string() }).openapi('ErrorCell'),
  ])
  .openapi('CellObject')

// By hand: a chunk may have 20,000 cells, and trying the members of a union on each takes too long.
export const cellSchema = z
  .custom<Cell>(isCell, {
    error: `must be ${whatCellsAre}`,
  })
  .openapi('Cell', {
    type: ['null', 'string', 'number', 'boolean', 'object'],
    oneOf: [
      { type: ['string', 'null'], maxLength: longestCell },
      { type: 'number' },
      { type: 'boolean' },
      { $ref: '#/components/schemas/CellObject' },
    ],
    description:
      'One cell as its file states it. A number that its format shows in another way (`02134`, `+4915112345678`) goes with what it shows: text, phone and identity fields take that, number fields the number. A date is a wall-clock time: 2026-11-22 or 2026-11-22T14:30:00.',
    example: 'ann@example.com',
  })
