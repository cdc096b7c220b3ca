import { z } from '@hono/zod-openapi'
import { contactQuerySchema, type Values, worded } from '@cardfile/openapi'

// Values are judged by the rule set the definitions make, not by the route: here they only have to
// be an object. Custom, since copying them through a schema would lose keys such as __proto__.
const anyValues = (name: string, description: string) =>
  z
    .custom<Values>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
      {
        error: worded('not_values_by_key'),
      },
    )
    .openapi(name, { type: 'object', additionalProperties: true, description })

export const contactValues = anyValues('ContactValues', 'Values by field key, as stored.')
const contactCreateValues = anyValues(
  'ContactCreateValues',
  'Values by field key. At least one identity is needed; defaults fill what is absent.',
)
export const contactPatchValues = anyValues(
  'ContactPatchValues',
  'Values by field key. What is absent stays as it is; null clears.',
)

export const contactSchema = z
  .object({
    id: z.string().openapi({ description: 'UUID version 7' }),
    version: z.number().int(),
    createdAt: z.string().openapi({ format: 'date-time' }),
    updatedAt: z.string().openapi({ format: 'date-time' }),
    deletedAt: z.string().optional().openapi({ format: 'date-time' }),
    mergedInto: z.string().optional().openapi({
      description: 'Id of the contact that this one was merged into; only with `follow=false`',
    }),
    values: contactValues,
  })
  .openapi('Contact')

export const contactListSchema = z
  .object({
    data: z.array(contactSchema),
    total: z.number().int().nullable().openapi({
      description: 'How many there are; null where no count was asked for',
    }),
    totalIsExact: z.boolean().openapi({
      description: 'False where counting stopped at `total` and there are more',
    }),
    nextCursor: z.string().nullable(),
    slowFields: z.array(z.string()).optional().openapi({
      description:
        'Of more than 50,000 contacts: keys of fields that the list was filtered or sorted by, each contact having been looked at, since they are not marked *Fast filter and sort*',
    }),
  })
  .openapi('ContactList')

export const contactCreateSchema = z
  .strictObject({ values: contactCreateValues })
  .openapi('ContactCreate', {
    example: { values: { name: 'Ann', email: ['ann@example.com'] } },
  })

export const contactPatchSchema = z
  .strictObject({ values: contactPatchValues })
  .openapi('ContactPatch', { example: { values: { city: 'Berlin', company: null } } })

/** What else narrows a list, for whoever else takes it. */
export const contactQueryParts = contactQuerySchema.shape
