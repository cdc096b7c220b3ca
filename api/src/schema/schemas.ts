import { z } from '@hono/zod-openapi'
import {
  fieldPatchSchema,
  noneOrFilterSchema,
  roleCreateSchema,
  sectionCreateSchema,
  viewPatchSchema,
} from '@cardfile/openapi'
import { jobSchema } from '../jobs/schemas.ts'
import { roleProperties, type RoleProperty } from './role-properties.ts'

const name = z.string().min(1).max(100)
const names = z.array(name).max(200)

const role = roleCreateSchema
  .extend({
    builtIn: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'Which one of those that every installation has; left out for others' }),
  })
  .meta({ id: 'SchemaRole' })

const section = sectionCreateSchema.extend({}).meta({ id: 'SchemaSection' })

const byName = names.nullish().meta({ description: 'Names of roles; null where it is not set' })
const namedRoles = Object.fromEntries(roleProperties.map((one) => [one, byName])) as Record<
  RoleProperty,
  typeof byName
>

// What may be said of a field is said by the schema of its changes, for whichever settings it has.
const field = fieldPatchSchema
  .extend({
    key: z.string().max(64),
    section: name.nullish().meta({ description: 'Name of its section; null for none' }),
    ...namedRoles,
  })
  .meta({ id: 'SchemaField' })

const view = viewPatchSchema
  .omit({ shared: true })
  .extend({
    name,
    filter: noneOrFilterSchema.optional(),
    roles: names.optional().meta({ description: 'Names of the roles that begin with it' }),
  })
  .meta({ id: 'SchemaView' })

export const documentSchema = z
  .strictObject({
    cardfile: z.literal(1).meta({ description: 'The version of this form' }),
    roles: z.array(role).max(200),
    sections: z.array(section).max(200),
    fields: z.array(field).max(10_000),
    views: z.array(view).max(1_000),
  })
  .meta({
    id: 'SchemaDocument',
    description:
      'A set-up by keys and names. What is left out stays as it is; null takes a setting away.',
    example: {
      cardfile: 1,
      roles: [{ name: 'Team lead', permissions: ['view_contacts'] }],
      sections: [{ name: 'Contract', columns: 2 }],
      fields: [{ key: 'plan', name: 'Plan', type: 'text', section: 'Contract' }],
      views: [],
    },
  })

export type SchemaDocument = z.infer<typeof documentSchema>
export type DocumentRole = SchemaDocument['roles'][number]
export type DocumentSection = SchemaDocument['sections'][number]
export type DocumentField = SchemaDocument['fields'][number]
export type DocumentView = SchemaDocument['views'][number]

const pruneSchema = z
  .strictObject({
    roles: names.optional(),
    sections: names.optional(),
    fields: z.array(z.string().max(64)).max(10_000).optional(),
    views: names.optional(),
  })
  .meta({
    id: 'SchemaPrune',
    description: 'What is to be deleted: fields by key, all else by name. Nothing else is.',
  })

export type Prune = z.infer<typeof pruneSchema>

export const planRequestSchema = z
  .strictObject({ document: documentSchema, prune: pruneSchema.optional() })
  .meta({ id: 'SchemaPlanRequest' })

export const targets = ['role', 'section', 'field', 'order', 'view'] as const
export const actions = ['create', 'update', 'reorder', 'delete'] as const

/** What somebody should look at twice. */
export const dangers = [
  'deletes',
  'converts_values',
  'values_in_the_way',
  'changes_rights',
] as const

const stepSchema = z
  .object({
    action: z.enum(actions),
    target: z.enum(targets),
    key: z.string().meta({ description: 'A field’s key, or a name' }),
    name: z.string(),
    changes: z.array(z.string()).meta({ description: 'The properties that it sets' }),
    contacts: z.number().int().meta({
      description: 'Contacts whose values become others, or are kept for 90 days and seen no more',
    }),
    inTheWay: z.number().int().meta({
      description: 'Contacts whose values would be lost; while there are any it is refused',
    }),
    dangers: z.array(z.enum(dangers)),
  })
  .meta({ id: 'SchemaStep' })

export type SchemaStep = z.infer<typeof stepSchema>

export const planSchema = z
  .object({
    planId: z.string().nullable().meta({ description: 'Null where nothing is to be done' }),
    expiresAt: z.string().nullable().meta({ format: 'date-time' }),
    steps: z.array(stepSchema).meta({ description: 'In the order they are taken in' }),
  })
  .meta({ id: 'SchemaPlan' })

export const applyRequestSchema = z
  .strictObject({ planId: z.string().max(64) })
  .meta({ id: 'SchemaApply' })

export const appliedSchema = z
  .object({
    done: z.boolean().meta({ description: 'Whether all is done; else it is to be sent again' }),
    steps: z.number().int().meta({ description: 'Of the whole plan' }),
    left: z.number().int(),
    job: jobSchema.optional(),
  })
  .meta({ id: 'SchemaApplied' })
