import { z } from '@hono/zod-openapi'
import {
  conditionPlaces,
  fieldTypeIds,
  noneOrFilterSchema,
  keptSettings,
  reasonSchema,
  sectionSchema,
} from '@cardfile/openapi'

export const fieldSchema = z
  .object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    kind: z.enum(['S', 'C', 'I']).openapi({ description: 'System, custom or identity' }),
    type: z.enum(fieldTypeIds),
    ...keptSettings,
    defaultCountry: z.string().optional(),
    helpText: z.string().nullable(),
    defaultValue: z.unknown().nonoptional(),
    visible: z.boolean(),
    required: z.boolean(),
    readOnly: z.boolean(),
    visibleWhen: noneOrFilterSchema.optional().openapi({
      description: 'The field is there for contacts that meet it; null for all',
    }),
    requiredWhen: noneOrFilterSchema.optional().openapi({
      description: 'It is required of contacts that meet it, where it is there',
    }),
    readOnlyWhen: noneOrFilterSchema.optional().openapi({
      description: 'Its value stays as it is for contacts that meet it, by what is stored',
    }),
    unseenConditions: z.array(z.enum(conditionPlaces)).optional().openapi({
      description:
        'Where it has conditions that look at a field which you may not see. They are judged all the same, and not told',
    }),
    indexed: z.boolean(),
    position: z
      .number()
      .int()
      .openapi({ description: 'Its place among the fields of its section' }),
    section: z
      .number()
      .int()
      .nullish()
      .openapi({ description: 'Id of the section of the form that it stands in; null for none' }),
    version: z.number().int(),
    viewRoles: z.array(z.string()).nullish().openapi({
      description: 'Ids of the roles that see its values, beside owners; null for all',
    }),
    maskRoles: z.array(z.string()).nullish().openapi({
      description: 'Ids of the roles that see only a mask of its values, of those that see them',
    }),
    masked: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether whoever asks sees only a mask of its values' }),
    editRoles: z.array(z.string()).nullish().openapi({
      description: 'Ids of the roles that may change its values, of those that see them',
    }),
    editable: z
      .boolean()
      .optional()
      .openapi({ description: 'Whether whoever asks may change its values' }),
    deletedAt: z.string().optional().openapi({ format: 'date-time' }),
  })
  .openapi('Field')

export const fieldListSchema = z
  .object({
    data: z.array(fieldSchema).openapi({
      description: 'Those in no section first, then section by section',
    }),
    sections: z
      .array(sectionSchema)
      .openapi({ description: 'Sections of the form, in their order' }),
    total: z.number().int(),
    nextCursor: z.string().nullable(),
  })
  .openapi('FieldList')

export const usageSchema = z
  .object({
    contacts: z.number().int(),
    options: z.array(z.object({ id: z.string(), contacts: z.number().int() })),
  })
  .openapi('FieldUsage')

export const conversionSchema = z
  .object({
    converts: z.number().int(),
    fails: z.number().int(),
    samples: z.array(
      z.object({
        contact: z.string(),
        value: z.string(),
        reason: z.string(),
        code: reasonSchema.shape.code,
        params: reasonSchema.shape.params,
      }),
    ),
    note: z
      .string()
      .optional()
      .openapi({ description: 'What the new values have that nobody wrote' }),
    nextCursor: z
      .string()
      .nullable()
      .openapi({ description: 'Null once all values were looked at' }),
  })
  .openapi('FieldConversion')

export const checkSchema = z
  .object({
    passes: z.number().int(),
    fails: z.number().int(),
    samples: z.array(
      z.object({
        contact: z.object({ id: z.string(), name: z.string() }),
        reasons: z.array(reasonSchema.extend({ field: z.string() })),
      }),
    ),
    nextCursor: z
      .string()
      .nullable()
      .openapi({ description: 'Null once all contacts were looked at' }),
  })
  .openapi('FieldCheck')
