import { z } from '@hono/zod-openapi'
import { actorSchema, changeTypes, changeWays, memberships } from '@cardfile/openapi'
import { contactSchema } from '../schemas.ts'

const time = z.string().openapi({ format: 'date-time' })
const via = z.enum(changeWays).openapi({ description: 'Through what' })

export const changeListSchema = z
  .object({
    data: z.array(
      z.object({
        contact: z
          .object({ id: z.string(), name: z.string() })
          .openapi({ description: 'Whose: its own, or that of one that was merged into it' }),
        version: z.number().int(),
        kind: z.string(),
        at: time,
        actor: actorSchema,
        via,
        importId: z.string().nullable(),
        fileName: z.string().nullable().openapi({ description: 'The file of that import' }),
        requestId: z.string().openapi({ description: 'The same for all that one request changed' }),
        changed: z
          .record(z.string(), z.object({ before: z.unknown(), after: z.unknown() }))
          .openapi({ description: 'Field key → value before and after; null for none' }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('ContactChangeList')

export const feedSchema = z
  .object({
    changes: z.array(
      z.object({
        n: z.number().int().openapi({
          description: 'Its place among all changes; numbers grow, and some are left out',
        }),
        type: z.enum(changeTypes),
        contactId: z.string(),
        version: z.number().int(),
        at: time,
        actor: actorSchema,
        via,
        changed: z.array(z.string()).openapi({
          // Said here: beside a reference a description would make two schemas of it.
          description:
            'Keys of the values that differ. `contact` beside them is as it is now, after later changes too; none where it is in the trash or erased',
        }),
        contact: contactSchema.optional(),
        membership: z.enum(memberships).optional().openapi({
          description: 'What became of it among the contacts of the view that was asked by',
        }),
      }),
    ),
    next: z.number().int().openapi({ description: 'What to ask for next, as `since`' }),
    more: z.boolean().openapi({ description: 'Whether there are more already' }),
    viewVersion: z.number().int().optional().openapi({
      description: 'Of the view that was asked by; another one lists other contacts',
    }),
  })
  .openapi('ChangeFeed')
