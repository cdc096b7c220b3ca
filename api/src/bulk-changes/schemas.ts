import { z } from '@hono/zod-openapi'
import { actorSchema, bulkOperations, mostBulkSamples, reasonSchema } from '@cardfile/openapi'
import { jobStates } from '../jobs/job.ts'
import { bulkDoSchema, bulkOnSchema } from './asked.ts'

const count = z.number().int().min(0)

export const bulkRequestSchema = z
  .strictObject({
    on: bulkOnSchema,
    expected: count.optional().openapi({
      description:
        'How many contacts the person was told of; another number changes none. Needed where `on` has no ids, but for a dry run',
    }),
    do: bulkDoSchema.openapi({
      description:
        'Edits, which are done in their order; or `delete`, into the trash; or `restore`, out of it',
    }),
    dryRun: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether it is only said what would become of the contacts' }),
  })
  .openapi('BulkChangeCreate', {
    example: {
      on: { filter: { field: 'city', operator: 'eq', value: 'Bonn' } },
      expected: 12,
      do: [{ set: { city: 'Berlin' } }],
    },
  })

const changeSchema = z.object({
  field: z.string(),
  before: z.unknown(),
  after: z.unknown(),
})

export const bulkChangeSchema = z
  .object({
    id: z.string(),
    do: z.union([
      z.array(
        z.object({
          operation: z.enum(bulkOperations),
          field: z.string().nullable().openapi({
            description: 'Key of the field; null for one that whoever asks does not see',
          }),
        }),
      ),
      z.enum(['delete', 'restore']),
    ]),
    dryRun: z.boolean(),
    state: z.enum([...jobStates, 'undoing']),
    progress: z
      .number()
      .min(0)
      .max(1)
      .openapi({ description: 'How much of it is done, or undone, from 0 to 1' }),
    done: count.openapi({ description: 'Contacts that were looked at so far' }),
    total: count.openapi({ description: 'Contacts that were meant when it began' }),
    counts: z.object({
      changed: count,
      unchanged: count.openapi({ description: 'That had it already' }),
      failed: count.openapi({ description: 'That a rule forbids it, each with its reason' }),
    }),
    undo: z
      .object({ undone: count, kept: count })
      .nullable()
      .openapi({ description: 'Contacts that went back and that were left alone' }),
    undoable: z.boolean().openapi({ description: 'Whether whoever asks may undo it' }),
    reasons: z
      .array(z.object({ field: z.string().nullable(), reason: reasonSchema, contacts: count }))
      .openapi({
        description: 'Where it is over: what contacts failed by, the most frequent first',
      }),
    samples: z
      .array(z.object({ id: z.string(), name: z.string(), changes: z.array(changeSchema) }))
      .openapi({
        description: `Of a dry run that is over: the first ${mostBulkSamples} contacts that would be changed`,
      }),
    problem: z.string().nullable().openapi({ description: 'Why it ended early' }),
    actor: actorSchema,
    startedAt: z.string().openapi({ format: 'date-time' }),
    finishedAt: z.string().nullable().openapi({ format: 'date-time' }),
  })
  .openapi('BulkChange')

export const bulkChangeListSchema = z
  .object({ data: z.array(bulkChangeSchema), nextCursor: z.string().nullable() })
  .openapi('BulkChangeList')

export const bulkRowListSchema = z
  .object({
    data: z.array(
      z
        .object({
          id: z.string(),
          name: z.string(),
          reasons: z
            .array(reasonSchema)
            .openapi({ description: 'Why it failed, or was left alone' }),
        })
        .openapi('BulkRow'),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('BulkRowList')
