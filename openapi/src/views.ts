import { z } from 'zod'
import { actorSchema } from './access.ts'
import { oneLine } from './field-types/one-line.ts'
import { columnSchema, mostColumns } from './preferences.ts'
import {
  contactQuerySchema,
  filterSchema,
  largestPage,
  mostSorters,
  sorterSchema,
} from './query.ts'
import { reasonSchema } from './reasons/reason.ts'
import { worded } from './reasons/zod.ts'

/** Views that everybody has before them, and that one person keeps for themselves. */
export const mostViews = { shared: 200, own: 100 } as const

const name = oneLine(100).min(1, worded('required'))
const pageSize = z.number().int().min(1).max(largestPage)

/** What a table of contacts shows, and how. */
const look = {
  q: contactQuerySchema.shape.q.nullable(),
  sorters: z.array(sorterSchema).max(mostSorters),
  columns: z
    .array(columnSchema)
    .max(mostColumns)
    .nullable()
    .describe('In their order; null for the columns that whoever looks has otherwise'),
  pageSize: pageSize.nullable().describe('Contacts a page has; null for the usual number'),
}

const shared = z.boolean().describe('Whether everybody has it, or its owner alone')
const locked = z
  .boolean()
  .describe('Whether a shared one is changed by its owner and who has `manage_views` only')

export const viewCreateSchema = z
  .strictObject({
    name,
    shared: shared.optional(),
    locked: locked.optional(),
    filter: filterSchema.optional(),
    q: look.q.optional(),
    sorters: look.sorters.optional(),
    columns: look.columns.optional(),
    pageSize: look.pageSize.optional(),
  })
  .meta({
    id: 'ViewCreate',
    example: {
      name: 'Customers in Berlin',
      filter: { field: 'city', operator: 'eq', value: 'Berlin' },
      sorters: [{ field: 'name', order: 'asc' }],
    },
  })

export type ViewCreate = z.infer<typeof viewCreateSchema>

export const viewPatchSchema = viewCreateSchema
  .partial()
  .extend({
    roles: z
      .array(z.string().max(64))
      .max(100)
      .optional()
      .describe('Ids of the roles whose people begin with it; needs `manage_views`'),
  })
  .meta({
    id: 'ViewPatch',
    description: 'What is left out stays as it is',
    example: { name: 'Berlin' },
  })

export type ViewPatch = z.infer<typeof viewPatchSchema>

export const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    shared,
    locked,
    owner: actorSchema,
    isMine: z.boolean().describe('Whether it belongs to whoever asks'),
    mayChange: z.boolean().describe('Whether whoever asks may save another look in its place'),
    mayManage: z.boolean().describe('Whether they may share, lock and delete it'),
    isDefault: z.boolean().describe('Whether the table of contacts begins with it for them'),
    roles: z.array(z.string()).describe('Ids of the roles whose people begin with it'),
    filter: filterSchema
      .optional()
      .describe('Left out for all contacts, and where the view is broken'),
    q: z.string().nullable(),
    sorters: look.sorters,
    columns: look.columns,
    pageSize: look.pageSize,
    broken: z
      .record(z.string(), z.array(reasonSchema))
      .nullable()
      .describe(
        'Why it lists nothing: by `filter` or `sorters`, a field or an option it needs is gone; null where it works',
      ),
    version: z.number().int(),
    createdAt: z.string().meta({ format: 'date-time' }),
    updatedAt: z.string().meta({ format: 'date-time' }),
  })
  .meta({ id: 'View' })

export type View = z.infer<typeof viewSchema>
