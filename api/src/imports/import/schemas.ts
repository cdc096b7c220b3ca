import { z } from '@hono/zod-openapi'
import { actorSchema, trimMarks } from '@cardfile/openapi'
import {
  columnOptionsSchema,
  columnStatuses,
  delimiters,
  textEncodings,
} from '@cardfile/openapi/spreadsheet'
import { jsonText } from '../../http/json-text.ts'
import { wholeNumber } from '../../http/whole-number.ts'
import { importModes } from '../fold/import-mode.ts'
import { cellSchema } from './cell-schema.ts'
import { importStates } from './import.ts'

export const mostColumns = 16_384
export const mostHeadings = 2_000

export const modeSchema = z.enum(importModes).openapi({
  description:
    'What happens to a contact that shares an identity with a row. `merge`: its empty fields are filled. `update`: what the row says wins, and what it does not say stays; identities that the contact lacks are added. `skip`: it stays as it is. `replace`: it becomes what the row says; read-only fields stay, and so do hidden ones that the file does not name.',
})

const fileName = z.string().overwrite(trimMarks).min(1).max(255)

export const fieldKey = z.string().min(1).max(64)

export const constantSchema = z
  .strictObject({ field: fieldKey, value: cellSchema })
  .openapi('ImportConstant', { example: { field: 'country', value: 'Chile' } })

const columnChoiceSchema = z
  .strictObject({
    index: z
      .number()
      .int()
      .min(0)
      .max(mostHeadings - 1)
      .openapi({
        description: 'The column’s place, from 0',
      }),
    field: fieldKey.nullable().openapi({
      description: 'Key of the field it goes to; null to pass the column over',
    }),
    options: columnOptionsSchema.optional(),
  })
  .openapi('ImportColumnChoice')

export const importCreateSchema = z
  .strictObject({
    fileName,
    mode: modeSchema,
    headings: z
      .array(cellSchema)
      .min(1)
      .max(mostHeadings)
      .openapi({ description: 'The cells of the heading row: labels or keys of fields' }),
    totalRows: z.number().int().min(0).optional().openapi({
      description: 'How many rows are to be expected, for those who watch',
    }),
    dryRun: z.boolean().optional().openapi({
      description: 'Only say what would become of the rows; contacts stay as they are',
    }),
    columns: z.array(columnChoiceSchema).max(mostHeadings).optional().openapi({
      description: 'Columns you decide on; the others are matched by their headings',
    }),
    constants: z.array(constantSchema).max(mostHeadings).optional().openapi({
      description: 'Values for rows that have none of their own for the field',
    }),
  })
  .openapi('ImportCreate', {
    example: { fileName: 'contacts.xlsx', mode: 'merge', headings: ['Name', 'Email'] },
  })

const count = z.number().int()

const countsSchema = z
  .object({
    rows: count.openapi({ description: 'The sum of the others' }),
    created: count,
    merged: count,
    updated: count,
    replaced: count,
    skipped: count,
    unchanged: count,
    failed: count,
  })
  .openapi('ImportCounts')

const notedSchema = z
  .object({
    rows: count.openapi({ description: 'Rows of which anything is said' }),
    counts: z.array(
      z.object({
        code: z.string().openapi({ description: 'As of a row’s note' }),
        column: z.string().nullable().openapi({
          description: 'The column’s heading; null for a constant',
        }),
        index: count.nullable().openapi({ description: 'The column’s place, from 0' }),
        field: z.string().nullable().openapi({ description: 'Key of the field' }),
        rows: count,
        firstRows: z.array(count).openapi({ description: 'The numbers of the first ten' }),
      }),
    ),
  })
  .openapi('ImportNoted', {
    description:
      'What is said of cells of rows that were taken, by code and column: cells that Merge left out, cells of a field that is gone, times that clocks show twice. `listImportRows` has it row by row',
  })

const time = () => z.string().openapi({ format: 'date-time' })

export const importSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    mode: z.enum(importModes),
    dryRun: z.boolean(),
    state: z.enum(importStates),
    columns: z
      .array(
        z.object({
          index: count.openapi({ description: 'The column’s place, from 0' }),
          heading: z.string(),
          field: z.string().nullable().openapi({ description: 'Key of the field it goes to' }),
          status: z.enum(columnStatuses).openapi({
            description: 'Why it goes to no field, unless it is `matched`, `alias` or `chosen`',
          }),
          options: columnOptionsSchema.optional(),
        }),
      )
      .openapi({
        description:
          'Every column of the file; only `matched`, `alias` and `chosen` ones are imported. Several columns of a field that takes lists, or of the phone, fax, company or description, are put together.',
      }),
    nameFrom: z.array(count).openapi({
      description:
        'Indexes of the columns that make up a name, in their order, where a row has none. A file without a column for the name calls a row without any by its alias, company, e-mail address or phone number.',
    }),
    constants: z.array(constantSchema),
    counts: countsSchema,
    noted: notedSchema,
    totalRows: count.nullable(),
    chunkRows: count.openapi({
      description: 'The most rows that a chunk takes; with so many it goes fastest',
    }),
    nextChunk: count.openapi({ description: 'The number the next chunk must have' }),
    startedAt: time(),
    updatedAt: time(),
    finishedAt: z.string().nullable().openapi({ format: 'date-time' }),
    actor: actorSchema,
    undo: z.object({ undone: count, kept: count }).nullable().openapi({
      description: 'Contacts that went back and that were left alone; null until undoing began',
    }),
  })
  .openapi('Import')

// Whole, not as an addition to the other: clients that put two schemas together lose what may be null.
export const fileImportSchema = z
  .object({
    ...importSchema.shape,
    file: z
      .object({
        sheets: z.array(
          z.object({
            name: z.string(),
            hidden: z
              .boolean()
              .openapi({ description: 'Whether people who open the file do not see it' }),
          }),
        ),
        sheet: z.string().openapi({ description: 'The name of the sheet that was read' }),
        headingRow: count.openapi({ description: 'Number of the row with the headings' }),
        hiddenRows: z.object({
          count: count.openapi({
            description: 'Rows of that sheet that are hidden, by hand or by a filter',
          }),
          imported: z.boolean().openapi({
            description: 'Whether they were imported, since `hiddenRows=1` asked for them',
          }),
        }),
      })
      .openapi({ description: 'What of the file was read' }),
  })
  .openapi('FileImport')

export const importListSchema = z
  .object({ data: z.array(importSchema), total: count, nextCursor: z.string().nullable() })
  .openapi('ImportList')

export const chunkAnswerSchema = z
  .object({
    import: importSchema,
    chunk: z.object({ number: count, counts: countsSchema, noted: count }).openapi({
      description: 'What became of the rows of this chunk',
    }),
  })
  .openapi('ImportChunkAnswer')

export const fileImportQuery = z.object({
  mode: modeSchema,
  fileName: fileName.optional().openapi({ description: 'What the import is called' }),
  dryRun: z.enum(['0', '1']).optional().openapi({
    description: '1: only say what would become of the rows; contacts stay as they are',
  }),
  columns: jsonText(z.array(columnChoiceSchema).max(mostHeadings)).optional().openapi({
    type: 'string',
    description:
      'Columns you decide on, as JSON like that of `createImport`; the others are matched by their headings',
    example: '[{"index":2,"field":"city"},{"index":3,"field":null}]',
  }),
  sheet: z.string().min(1).max(255).optional().openapi({
    description:
      'The sheet’s name, or its number from 1, hidden ones too; the first visible one that has rows where left out',
  }),
  headingRow: wholeNumber(
    1,
    1_048_576,
    'Number of the row with the headings; the first one, below a title, where left out',
  ).optional(),
  hiddenRows: z.enum(['0', '1']).optional().openapi({
    description:
      '1: rows that are hidden in the sheet, by hand or by a filter, come too; else they are passed over, and the answer counts them',
  }),
  encoding: z.enum(textEncodings).optional().openapi({
    description:
      'Of a text file; before the charset of its media type, and before what it looks like',
  }),
  delimiter: z
    .string()
    .transform((text) => (text === 'tab' ? '\t' : text))
    .pipe(z.enum(delimiters))
    .optional()
    .openapi({
      // Languages have no name for a value that is a blank.
      type: 'string',
      enum: delimiters.map((one) => (one === '\t' ? 'tab' : one)),
      description:
        'Between the cells of a text file; what it looks like where left out. A tab may be sent as itself, too',
    }),
})
