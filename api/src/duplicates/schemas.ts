import { z } from '@hono/zod-openapi'
import { reasonSchema } from '@cardfile/openapi'
import { contactSchema } from '../contacts/schemas.ts'
import { signalCodes, strengths } from './signals.ts'

const score = z.number().int().openapi({ description: 'How much they look like one, up to 100' })
const strength = z.enum(strengths).openapi({ description: '`strong` from a score of 80 on' })
const reasons = z
  .array(reasonSchema)
  .openapi({ description: 'What they have in common, what says most first' })
const pending = z.number().int().openapi({
  description: 'Contacts, at most, that were written lately and are not yet compared',
})

export const duplicatesSchema = z
  .object({
    data: z.array(z.object({ contact: contactSchema, score, strength, reasons })),
    passedOver: z.array(reasonSchema).openapi({
      description: 'What so many contacts have in common that it tells nothing',
    }),
    pending,
  })
  .openapi('Duplicates')

const counts = z.object({
  total: z.number().int(),
  byReason: z.record(z.enum(signalCodes), z.number().int()),
  byStrength: z.record(z.enum(strengths), z.number().int()),
})

export const queueSchema = z
  .object({
    data: z.array(
      z.object({
        contacts: z.array(contactSchema).length(2).openapi({ description: 'The older one first' }),
        score,
        strength,
        reasons,
      }),
    ),
    nextCursor: z.string().nullable(),
    counts: counts.nullable().openapi({
      description: 'Of all pairs; null for who does not see every field that counts',
    }),
    passedOver: z.number().int().nullable().openapi({
      description: 'How many values so many contacts have in common that they tell nothing',
    }),
    pending,
  })
  .openapi('DuplicateQueue')
