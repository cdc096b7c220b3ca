import { z } from '@hono/zod-openapi'
import { type Cell, isCell, longestCell, longestShown, worded } from '@cardfile/openapi'

/**
 * A cell that is more than a value, for the API's document: one schema, since not every generator of
 * clients takes one union in another, or tells three objects in it apart.
 */
export const cellObjectSchema = z
  .strictObject({
    number: z.number().optional(),
    shown: z.string().max(longestShown).optional(),
    date: z.string().optional(),
    error: z.string().optional(),
  })
  .openapi('CellObject', {
    description: 'Either `number` and `shown`, or `date` alone, or `error` alone.',
    example: { number: 2134, shown: '02134' },
  })

// By hand: a chunk may have 20,000 cells, and trying the members of a union on each takes too long.
export const cellSchema = z
  .custom<Cell>(isCell, {
    error: worded('not_cell', { longest: longestCell }),
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
