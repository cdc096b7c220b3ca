import { z } from '@hono/zod-openapi'
import type { Compressor } from '@cardfile/openapi/spreadsheet'
import { contactQuerySchema } from '@cardfile/openapi'
import { listParameters } from '../contacts/list-parameters.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, jsonBody, refusals } from '../http/router.ts'
import { downloadResponse, fileFormats, fileResponse } from '../http/download.ts'
import { exportList, exportSelected, sampleFile } from './service.ts'

const tags: DocumentTag[] = ['Exports']
const mostSelected = 50_000
const format = z
  .enum(fileFormats)
  .default('xlsx')
  .openapi({ description: 'What kind of file it is' })
const headings = z
  .enum(['labels', 'keys'])
  .optional()
  .openapi({ description: 'What the first row calls the fields; an import takes both' })
const columns = z.array(z.string().max(64)).min(1).max(1_000)

const listQuery = z.object({
  format,
  ...listParameters,
  columns: z
    .string()
    .max(16_384)
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(columns)
    .optional()
    .openapi({
      type: 'string',
      description: 'Field keys; left out, the visible fields',
      example: 'name,email,city',
    }),
  headings,
  hidden: z.enum(['0', '1']).optional().openapi({ description: '1 for hidden fields too' }),
})

const selectedBody = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(mostSelected),
    format,
    columns: columns.optional(),
    headings,
    hidden: z.boolean().optional(),
  })
  .openapi('ContactExport')

const queryBody = z
  .strictObject({
    filter: contactQuerySchema.shape.filter,
    q: contactQuerySchema.shape.q,
    viewId: contactQuerySchema.shape.viewId,
    sorters: contactQuerySchema.shape.sorters,
    format: z.enum(fileFormats).optional().openapi({ description: 'Left out, xlsx' }),
    columns: columns.optional(),
    headings,
    hidden: z.boolean().optional(),
  })
  .openapi('ContactExportQuery', {
    example: { filter: { field: 'city', operator: 'eq', value: 'Berlin' }, format: 'csv' },
  })

const exportAll = operation({
  method: 'get',
  path: '/exports/contacts',
  operationId: 'exportContacts',
  permission: 'export_contacts',
  summary: 'All contacts, or those of a filter, as a file',
  description:
    'Streamed. Holds exactly the contacts that exist when it begins and still do when they are written.',
  tags,
  request: { query: listQuery },
  responses: {
    200: fileResponse('The contacts'),
    ...refusals('invalid', 'not_found', 'wrong_state'),
  },
})

const exportQueried = operation({
  method: 'post',
  path: '/exports/contacts:query',
  operationId: 'exportQueriedContacts',
  permission: 'export_contacts',
  summary: 'Contacts as a file, by a query that stands in the body',
  description: 'The file that `exportContacts` answers the same question with.',
  tags,
  request: { body: jsonBody(queryBody) },
  responses: {
    200: fileResponse('The contacts'),
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'invalid',
      'not_found',
      'wrong_state',
    ),
  },
})

const exportSome = operation({
  method: 'post',
  path: '/exports/contacts',
  operationId: 'exportSelectedContacts',
  permission: 'export_contacts',
  summary: 'Selected contacts as a file',
  tags,
  request: { body: jsonBody(selectedBody) },
  responses: {
    200: fileResponse('The contacts, in the order of their ids; those that are gone are left out'),
    ...refusals('invalid_request', 'unsupported_media_type', 'too_large', 'invalid'),
  },
})

const sample = operation({
  method: 'get',
  path: '/exports/sample',
  operationId: 'downloadSample',
  permission: 'import_contacts',
  summary: 'A sample file for imports, with the visible fields as they are now',
  tags,
  request: { query: z.object({ format }) },
  responses: { 200: fileResponse('Headings and two rows'), ...refusals('invalid') },
})

/** @param compressor what workbooks are packed by */
export const exportRoutes = (compressor: Compressor) =>
  createRouter()
    .openapi(exportAll, async (c) => {
      const { filter, q, sort, view: viewId, hidden, ...look } = c.req.valid('query')
      const query = { filter, q, sort, viewId }
      return downloadResponse(
        await exportList(c.get('ctx'), query, { ...look, hidden: hidden === '1' }),
        compressor,
      )
    })
    .openapi(exportQueried, async (c) => {
      const { filter, q, sorters, viewId, format = 'xlsx', ...look } = c.req.valid('json')
      const query = { filter, q, sorters, viewId }
      return downloadResponse(
        await exportList(c.get('ctx'), query, { ...look, format }),
        compressor,
      )
    })
    .openapi(exportSome, async (c) => {
      const { ids, ...look } = c.req.valid('json')
      return downloadResponse(await exportSelected(c.get('ctx'), ids, look), compressor)
    })
    .openapi(sample, async (c) =>
      downloadResponse(await sampleFile(c.get('ctx'), c.req.valid('query').format), compressor),
    )
