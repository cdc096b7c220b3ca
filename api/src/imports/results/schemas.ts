import { importOutcomes, reasonSchema as codedReasonSchema } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import { pageQuery } from '../import/request-schemas.ts'
import { importSchema } from '../import/schemas.ts'

const count = z.number().int()

const reasonSchema = z.object({
  column: z.string().nullable().openapi({ description: 'The column’s heading' }),
  index: count.nullable().openapi({ description: 'The column’s place, from 0' }),
  field: z.string().nullable().openapi({ description: 'Key of the field' }),
  value: z.string().nullable().openapi({ description: 'What the cell shows, shortened' }),
  reason: z.string(),
  code: z.string().optional().openapi({ description: 'Stable name of the rule that is broken' }),
  params: codedReasonSchema.shape.params.optional(),
  contact: z
    .object({ id: z.string(), name: z.string() })
    .optional()
    .openapi({ description: 'The contact that has the value already' }),
})

export const failureListSchema = z
  .object({
    data: z.array(z.object({ row: count, ...reasonSchema.shape }).openapi('ImportFailure')),
    nextCursor: z.string().nullable(),
  })
  .openapi('ImportFailureList')

const outcomeSchema = z.enum(importOutcomes)

export const rowListSchema = z
  .object({
    data: z.array(
      z
        .object({
          row: count,
          outcome: outcomeSchema,
          contact: z.object({ id: z.string(), name: z.string() }).nullable().openapi({
            description: 'The contact it met or made; null for several, or where there is none',
          }),
          sameAsRow: count.nullable().openapi({
            description:
              'In a dry run, the row of the file that makes this contact; null for one that is there already',
          }),
          changes: z
            .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
            .openapi({
              description:
                'Of a chunk that changed more than 4 MB, long texts by their beginning, or none; the contact’s changes have them whole',
            }),
          reasons: z.array(reasonSchema.openapi('ImportReason')),
          notes: z.array(reasonSchema.openapi('ImportReason')).openapi({
            description:
              'Of a row that was taken: which of its cells were left out and why, or how one was read that can be read in two ways. Of a chunk with more than 4 MB of them, their texts by their beginning, and the first ten of a row',
          }),
        })
        .openapi('ImportRow'),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('ImportRowList')

export const rowQuery = pageQuery.extend({
  outcome: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(outcomeSchema))
    .optional()
    .openapi({ type: 'string', description: 'Outcomes between commas', example: 'merged,failed' }),
  noted: z.enum(['0', '1']).optional().openapi({ description: '1: only rows that have notes' }),
})

export const undoAnswerSchema = z
  .object({
    import: importSchema,
    undone: count.openapi({ description: 'Contacts that went back, of all steps so far' }),
    kept: count.openapi({ description: 'Contacts that were left alone, of all steps so far' }),
    done: z.boolean().openapi({ description: 'Whether nothing is left to undo' }),
  })
  .openapi('ImportUndoAnswer')

export const keptListSchema = z
  .object({
    data: z.array(
      z
        .object({
          id: z.string(),
          name: z.string(),
          reason: z.string().openapi({ description: 'Why the contact was left alone' }),
          reasons: z.array(codedReasonSchema).openapi({ description: 'The same, each by itself' }),
        })
        .openapi('ImportKept'),
    ),
    nextCursor: z.string().nullable(),
  })
  .openapi('ImportKeptList')
