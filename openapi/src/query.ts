import { z } from 'zod'
import { textFault } from './field-types/text-rules.ts'
import { filterSchema } from './field-types/filter.ts'
import { refuse } from './reasons/zod.ts'

export * from './field-types/filter.ts'

export interface Sorter {
  field: string
  order: 'asc' | 'desc'
}

export const mostSorters = 3
export const largestPage = 200
export const defaultPageSize = 20
/** A cursor holds what its page was sorted by, as far as that is short. */
const longestCursor = 8_000
/** Counting stops here unless an exact total is asked for; see `count`. */
export const countLimit = 10_000
/** The same of a search: each match counted has the index compare where its letters stand. */
export const searchCountLimit = 1_000

export const sorterSchema = z
  .strictObject({ field: z.string().max(64), order: z.enum(['asc', 'desc']) })
  .meta({ id: 'Sorter' })

const searchText = z
  .string()
  .max(256)
  .superRefine((text, context) => {
    const fault = textFault(text)
    if (fault) refuse(context, fault)
  })
  .describe('Text to find in names, identities and text fields')

const countModes = ['bounded', 'exact', 'none'] as const

export const contactQuerySchema = z
  .strictObject({
    filter: filterSchema.optional(),
    sorters: z.array(sorterSchema).max(mostSorters).optional(),
    q: searchText.optional(),
    importId: z
      .string()
      .max(64)
      .optional()
      .describe('Only contacts that this import created or changed'),
    viewId: z
      .string()
      .max(64)
      .optional()
      .describe('A view: what is not asked for beside it is as it says'),
    page: z.number().int().min(1).max(1_000_000).optional().describe('Page number, from 1'),
    pageSize: z.number().int().min(1).max(largestPage).optional(),
    cursor: z.string().max(longestCursor).optional().describe('`nextCursor` of the page before'),
    count: z
      .enum(countModes)
      .optional()
      .describe(
        `How \`total\` is found: \`bounded\` stops counting at ${countLimit} where a filter is set and at ${searchCountLimit} where a search is, \`exact\` counts all, \`none\` leaves it out`,
      ),
  })
  .meta({ id: 'ContactQuery' })

export type ContactQuery = z.infer<typeof contactQuerySchema>

/** `name,-created_at` as sorters: how a sort order is written in an address. */
export function parseSort(text: string): Sorter[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) =>
      part.startsWith('-')
        ? { field: part.slice(1), order: 'desc' }
        : { field: part, order: 'asc' },
    )
}

export function formatSort(sorters: readonly Sorter[]): string {
  return sorters.map(({ field, order }) => (order === 'desc' ? `-${field}` : field)).join(',')
}
