import { z } from 'zod'
import { noneOrFilterSchema } from './field-types/filter.ts'
import type { Field } from './field.ts'
import { oneLine } from './field-types/one-line.ts'
import { worded } from './reasons/zod.ts'

/** Most sections that a form may have. */
export const mostSections = 100

const name = oneLine(100).min(1, worded('required')).describe('The heading people see')
const collapsed = z.boolean().describe('Whether it is closed until somebody opens it')
const columns = z
  .number({ error: 'must be a whole number' })
  .int()
  .min(1, worded('below_minimum', { least: 1 }))
  .max(2, worded('above_maximum', { most: 2 }))
  .describe('How many fields stand beside each other, where there is room')
const sectionId = z.number({ error: 'must be a whole number' }).int()

/** A part of the form, with a heading. Fields that are in none come before all of them. */
export const sectionSchema = z
  .object({
    id: z.number().int(),
    name: z.string(),
    collapsed: z.boolean(),
    columns: z.number().int(),
    visibleWhen: noneOrFilterSchema
      .optional()
      .describe('Its fields are there for contacts that meet it; null for all'),
    unseenCondition: z
      .boolean()
      .optional()
      .describe('True where it has a condition on a field whose values you may not read'),
    position: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'Section' })

export type Section = z.infer<typeof sectionSchema>

export const sectionCreateSchema = z
  .strictObject({
    name,
    collapsed: collapsed.optional(),
    columns: columns.optional(),
    visibleWhen: noneOrFilterSchema
      .optional()
      .describe(
        'Its fields are there for contacts that meet it, as `visibleWhen` of a field has it',
      ),
  })
  .meta({ id: 'SectionCreate', example: { name: 'Address', columns: 2 } })

export const sectionPatchSchema = sectionCreateSchema.partial().meta({ id: 'SectionPatch' })

export type SectionCreate = z.infer<typeof sectionCreateSchema>
export type SectionPatch = z.infer<typeof sectionPatchSchema>

const fieldIds = z.array(z.number({ error: 'must be a whole number' }).int()).max(10_000)

/** Where every field stands, and every section. */
export const fieldOrderSchema = z
  .strictObject({
    ids: fieldIds.describe(
      'Of all fields, in their order; with `sections`, of those that are in none of them',
    ),
    sections: z
      .array(z.strictObject({ id: sectionId, ids: fieldIds }))
      .max(mostSections)
      .optional()
      .describe(
        'All sections in their order, each with its fields; left out, they stay as they are',
      ),
  })
  .meta({ id: 'FieldOrder', example: { ids: [1, 3, 2], sections: [{ id: 1, ids: [9, 10] }] } })

export type FieldOrder = z.infer<typeof fieldOrderSchema>

/** Fields that stand together; `section` is null for those that are in none. */
export interface SectionedFields {
  section: Section | null
  fields: Field[]
}

/**
 * Fields by the sections they are in, first those in none, and sections without any too. A field whose
 * section is not among the given ones is in none.
 */
export function bySection(
  fields: readonly Field[],
  sections: readonly Section[],
): SectionedFields[] {
  const known = new Set(sections.map(({ id }) => id))
  const groups = Map.groupBy(fields, ({ section }) =>
    section != null && known.has(section) ? section : null,
  )
  return [null, ...sections].map((section) => ({
    section,
    fields: groups.get(section?.id ?? null) ?? [],
  }))
}
