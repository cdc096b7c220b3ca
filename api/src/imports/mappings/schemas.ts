import { z } from '@hono/zod-openapi'
import { actorSchema, oneLine, trimMarks, worded } from '@cardfile/openapi'
import { columnOptionsSchema } from '@cardfile/openapi/spreadsheet'
import { cellSchema } from '../import/cell-schema.ts'
import { constantSchema, fieldKey, modeSchema, mostHeadings } from '../import/schemas.ts'
import { mostMappings } from './limits.ts'

const name = oneLine(100).min(1, worded('required'))

const column = z.strictObject({
  heading: z.string().overwrite(trimMarks).max(1_000).openapi({
    description: 'As the file has it; columns headed alike are told apart by their order',
  }),
  field: fieldKey.nullable().openapi({
    description: 'Key of the field it goes to; null to pass the column over',
  }),
  options: columnOptionsSchema.optional(),
})

const columns = z.array(column.openapi('ImportMappingColumn')).min(1).max(mostHeadings)
const constants = z.array(constantSchema).max(mostHeadings)

const example = {
  name: 'Web shop',
  mode: 'merge',
  columns: [
    { heading: 'Customer', field: 'name' },
    { heading: 'Mail', field: 'email' },
    { heading: 'Since', field: null },
  ],
  constants: [{ field: 'country', value: 'Chile' }],
}

export const mappingCreateSchema = z
  .strictObject({ name, mode: modeSchema, columns, constants: constants.optional() })
  .openapi('ImportMappingCreate', { example })

export const mappingPatchSchema = z
  .strictObject({
    name: name.optional(),
    mode: modeSchema.optional(),
    columns: columns.optional(),
    constants: constants.optional(),
  })
  .openapi('ImportMappingPatch', { example: { name: 'Web shop, weekly' } })

export const mappingFindSchema = z
  .strictObject({
    headings: z
      .array(cellSchema)
      .min(1)
      .max(mostHeadings)
      .openapi({ description: 'The cells of the heading row' }),
  })
  .openapi('ImportMappingFind', { example: { headings: ['Since', 'MAIL', 'customer'] } })

const time = () => z.string().openapi({ format: 'date-time' })

export const mappingSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    mode: modeSchema,
    columns: z.array(
      z
        .object({
          heading: z.string().openapi({
            description: 'Blank for a column that goes to a field you do not see',
          }),
          field: z.string().nullable(),
          options: columnOptionsSchema.optional(),
          lost: z.literal(true).optional().openapi({
            type: 'boolean',
            description: 'It goes to a field that is deleted, or that you do not see',
          }),
        })
        .openapi('SavedMappingColumn'),
    ),
    constants: z.array(constantSchema),
    lostConstants: z.number().int().openapi({
      description:
        'Constants that are left out, for fields that are deleted or that you do not see',
    }),
    createdAt: time(),
    updatedAt: time(),
    actor: actorSchema,
    version: z.number().int(),
  })
  .openapi('ImportMapping')

export const mappingListSchema = z
  .object({
    data: z.array(
      mappingSchema
        .pick({ id: true, name: true, mode: true, updatedAt: true, actor: true, version: true })
        .extend({
          columnCount: z.number().int().openapi({ description: 'Columns that go to a field' }),
        })
        .openapi('ImportMappingSummary'),
    ),
  })
  .openapi('ImportMappingList', { description: `At most ${mostMappings}, by name` })

export const foundMappingsSchema = z
  .object({ data: z.array(mappingSchema) })
  .openapi('FoundImportMappings')
