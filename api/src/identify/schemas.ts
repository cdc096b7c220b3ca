import { z } from '@hono/zod-openapi'
import { problemSchema, type Values, worded } from '@cardfile/openapi'
import { contactSchema } from '../contacts/schemas.ts'
import { identifyOutcomes } from './apply-items.ts'
import { matchModes, severalModes } from './item.ts'

const mostItems = 1_000

// Judged by the rule set the definitions make. Custom, since copying them through a schema would lose
// keys such as __proto__.
const byKey = (description: string) =>
  z
    .custom<Values>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      { error: worded('not_values_by_key') },
    )
    .openapi({ type: 'object', additionalProperties: true, description })

const modes = {
  onMatch: z.enum(matchModes).optional().openapi({
    description:
      'What becomes of the values of a contact that is found. `fill`, which is the default: they fill its empty fields. `update`: they win; what is absent stays, null clears. `leave`: they are left out. Identities that nobody has are added anyway.',
  }),
  onSeveral: z.enum(severalModes).optional().openapi({
    description:
      'What happens where the identities are those of several contacts. `fail`, which is the default: nothing, and they are named. `prefer`: the surest identity decides (external id, SSO id, e-mail, numbers, handles, visitor id), and what others have comes back under `notAdded`. `merge`, for who may merge contacts: they become one, that of the surest identity, by the usual rules.',
  }),
  create: z.boolean().optional().openapi({
    description: 'Whether a contact is made where none is found; true unless said otherwise',
  }),
}

export const identifySchema = z
  .strictObject({
    identities: byKey('Lists of identities by field key'),
    values: byKey('Other values by field key').optional(),
    ...modes,
  })
  .openapi('ContactIdentify', {
    example: {
      identities: { email: ['ann@example.com'], visitor_id: ['v1'] },
      values: { name: 'Ann', city: 'Berlin' },
      onMatch: 'fill',
    },
  })

export const upsertSchema = z
  .strictObject({
    items: z.array(identifySchema).min(1).max(mostItems),
    ...modes,
  })
  .openapi('ContactUpsert', {
    example: {
      items: [{ identities: { email: ['ann@example.com'] }, values: { city: 'Berlin' } }],
    },
  })

const identity = z.object({
  field: z.string().openapi({ description: 'Key of the identity field' }),
  value: z.string(),
})

const identified = {
  outcome: z.enum(identifyOutcomes),
  contact: contactSchema,
  matchedBy: z.array(identity).openapi({ description: 'The identities by which it was found' }),
  notAdded: z
    .array(
      identity.extend({
        contact: z
          .object({ id: z.string(), name: z.string() })
          .nullable()
          .openapi({ description: 'Who has it; null where the field is not to be changed' }),
      }),
    )
    .openapi({ description: 'Identities that were sent and did not come to the contact' }),
  left: z.array(z.string()).openapi({
    description: 'Keys of values that were sent and not taken: the contact keeps what it has there',
  }),
}

export const identifiedSchema = z.object(identified).openapi('IdentifiedContact')

export const upsertedSchema = z
  .object({
    items: z.array(
      z.union([
        identifiedSchema,
        z
          .object({
            outcome: z.literal('failed'),
            problem: problemSchema.pick({
              code: true,
              detail: true,
              detailReason: true,
              errors: true,
              reasons: true,
              conflicts: true,
            }),
          })
          .openapi('FailedItem'),
      ]),
    ),
    counts: z.record(z.string(), z.number().int()).openapi({
      description: 'How many items had each outcome',
    }),
  })
  .openapi('UpsertedContacts')
