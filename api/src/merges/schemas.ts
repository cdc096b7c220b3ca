import { z } from '@hono/zod-openapi'
import {
  actorSchema,
  changeWays,
  type MergeChoice,
  mergeUndoDays,
  mostMerged,
} from '@cardfile/openapi'
import { contactSchema } from '../contacts/schemas.ts'

const choice = z.union([
  z.strictObject({ from: z.string().max(64) }).openapi('MergeChoiceFrom', {
    description: 'What this contact has',
  }),
  z.strictObject({ value: z.unknown() }).openapi('MergeChoiceValue', {
    description: 'A value of its own; null for none',
  }),
]) as z.ZodType<MergeChoice>

export const mergeRequestSchema = z
  .strictObject({
    from: z
      .array(
        z.strictObject({
          id: z.string().max(64),
          version: z.number().int().openapi({ description: 'The version that is meant' }),
        }),
      )
      .min(1)
      .max(mostMerged - 1)
      .openapi({ description: 'The contacts to be merged into this one' }),
    choose: z.record(z.string().max(64), choice).optional().openapi({
      description: 'By field key, what beats the usual; not for what you may not see or change',
    }),
    dryRun: z.boolean().optional().openapi({ description: 'Whether only to say what would be' }),
  })
  .openapi('ContactMerge', {
    example: {
      from: [{ id: '0193a1b2-0000-7000-8000-000000000002', version: 3 }],
      choose: { city: { from: '0193a1b2-0000-7000-8000-000000000002' }, score: { value: 3 } },
    },
  })

export const mergedSchema = z
  .object({
    contact: contactSchema,
    merge: z
      .object({
        id: z.string(),
        undoUntil: z.string().openapi({
          format: 'date-time',
          description: `Until when it can be taken back: ${mergeUndoDays} days`,
        }),
      })
      .nullable()
      .openapi({ description: 'Null for a dry run' }),
    fields: z.array(
      z.object({
        key: z.string(),
        result: z.unknown(),
        from: z.array(z.string()).openapi({
          description:
            'Ids of the contacts whose value it is, or has elements of; none for one that was chosen anew',
        }),
        others: z
          .array(z.object({ id: z.string(), value: z.unknown() }))
          .openapi({ description: 'What others have that is not in it' }),
      }),
    ),
  })
  .openapi('MergedContact')

const time = z.string().openapi({ format: 'date-time' })

export const undoRequestSchema = z
  .strictObject({
    dryRun: z.boolean().optional().openapi({ description: 'Whether only to say what would be' }),
  })
  .openapi('MergeUndo')

const named = z.object({ id: z.string(), name: z.string() })

export const unmergedSchema = z
  .object({
    contact: contactSchema,
    restored: z.array(contactSchema).openapi({ description: 'Contacts that are there again' }),
    fields: z
      .array(
        z.object({
          key: z.string(),
          now: z.unknown(),
          result: z.unknown(),
          outcome: z.enum(['back', 'stays']).openapi({
            description:
              '`back`: what came by the merge goes. `stays`: it was changed since, or has more by now, which stays',
          }),
          changedBy: z
            .object({ actor: actorSchema, at: time, via: z.enum(changeWays) })
            .nullable()
            .openapi({ description: 'Who last changed what stays' }),
        }),
      )
      .openapi({ description: 'What the merge had changed' }),
    notReturned: z
      .array(
        z.object({ contactId: z.string(), field: z.string(), value: z.string(), contact: named }),
      )
      .openapi({
        description: 'Identities that `contactId` had, and that `contact` has by now and keeps',
      }),
  })
  .openapi('UnmergedContacts')

export const mergeListSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        at: time,
        actor: actorSchema,
        undoUntil: time,
        undoneAt: time.nullable(),
        from: z.array(named).openapi({ description: 'The contacts that it took' }),
      }),
    ),
  })
  .openapi('MergeList')
