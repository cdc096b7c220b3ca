import { z } from 'zod'
import { type Operator, operatorNames } from './operators.ts'

/** A filter as it travels: Refine's `CrudFilters`, a condition or a group of them. */
export type Filter = FieldFilter | GroupFilter

export interface FieldFilter {
  field: string
  operator: Operator
  value?: unknown
  /** IANA name of the zone whose "today" is meant. */
  timeZone?: string | undefined
}

interface GroupFilter {
  operator: 'and' | 'or'
  value: Filter[]
}

/** Wider trees than a person can build are refused before they are walked. */
export const mostConditions = 100

export const filterSchema: z.ZodType<Filter> = z
  .lazy(() =>
    z.union([
      z
        .strictObject({
          field: z.string().max(64),
          operator: z.enum(operatorNames),
          value: z.unknown().optional(),
          timeZone: z
            .string()
            .max(64)
            .optional()
            .describe(
              'Of operators relative to today: the IANA name of the zone whose day it is; UTC where it is left out',
            ),
        })
        .meta({
          id: 'FieldFilter',
          description:
            'What goes with an operator as its `value`: one of the field’s values, two of them for `between` and `nbetween`, a list for `in`, `nin`, `ina` and `nina`, a piece of text for `contains`, `startswith`, `endswith` and their opposites, a number of days for `withinlast` and `withinnext`, nothing for the others. `withinlast` 30 is met from the day 30 days ago to the end of today, `withinnext` from the start of today; `thisweek` begins on Monday.',
        }),
      z
        .strictObject({
          operator: z.enum(['and', 'or']),
          value: z.array(filterSchema).max(mostConditions),
        })
        .meta({ id: 'GroupFilter' }),
    ]),
  )
  .meta({
    id: 'Filter',
    description:
      'A condition on one field, or several joined by `and` or `or`. An `and` of none matches everyone, an `or` of none nobody.',
    example: { field: 'city', operator: 'eq', value: 'Berlin' },
  })

/** One, or none. The document says of a schema it refers to nothing of null unless both are named. */
export const noneOrFilterSchema = z.union([filterSchema, z.null()])
