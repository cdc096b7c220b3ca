import { z } from '@hono/zod-openapi'
import type { Compressor } from '@cardfile/openapi/spreadsheet'
import { downloadResponse, fileFormats, fileResponse } from '../http/download.ts'
import { readJsonBytes } from '../http/body.ts'
import { watchedBody } from '../http/client-gone.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import type { Log } from '../http/problem-response.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { failedRowsFile, listFailures } from './results/failures.ts'
import { eventRoutes } from './events.ts'
import { largestFile } from './file-sheet.ts'
import { importedTypes, readingOfType } from './file-types.ts'
import { byId, importId, pageQuery } from './import/request-schemas.ts'
import { failureListSchema, rowListSchema, rowQuery } from './results/schemas.ts'
import { listRows } from './results/rows.ts'
import { cellObjectSchema } from './import/cell-schema.ts'
import { chunkSchema } from './chunk/schema.ts'
import {
  chunkAnswerSchema,
  fileImportQuery,
  fileImportSchema,
  importCreateSchema,
  importListSchema,
  importSchema,
} from './import/schemas.ts'
import { createImport } from './create-import.ts'
import { cancelImport, finishImport } from './end-import.ts'
import { getImport, listImports } from './get-import.ts'
import { undoRoutes } from './undo/routes.ts'
import type { ImportWork } from './work.ts'

const tags: DocumentTag[] = ['Imports']
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const

const create = operation({
  method: 'post',
  path: '/imports',
  operationId: 'createImport',
  permission: 'import_contacts',
  summary: 'Begin an import',
  description:
    'Send the rows afterwards, in chunks numbered from 0, and finish. Applied one by one in file order, each row creates a contact or meets the one that has one of its identities. A chunk is applied exactly once: after a lost reply send it again under the same number.',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(importCreateSchema) },
  responses: {
    201: json(importSchema, 'The import, with the field each column goes to'),
    ...refusals(...bodyRefusals, 'key_reused'),
  },
})

const createFromFile = operation({
  method: 'post',
  path: '/imports/file',
  operationId: 'importFile',
  permission: 'import_contacts',
  summary: 'Import a whole file',
  description: `Takes XLSX, XLSM, XLSB, XLS, OpenDocument, XML Spreadsheet 2003, CSV, TSV, and vCards of any version: the first visible sheet that has rows, and of it the first row, below a title, as the headings. Hidden rows are passed over unless asked for, and counted in the answer. CSV and vCards are read as they come, however long that takes; on Node, 64 KB must come in each minute. A workbook’s directory stands at its end, so it is held while it is read: one above ${largestFile / 1024 / 1024} MB, or that unpacks to more than a server can hold, is refused with 413. Its rows can go in chunks. A database that is away for less than half a minute is waited for; a failure names its import and says how far that came. On the free plan of Workers a request may ask the database about fifty times, which is enough for some 23,000 rows.`,
  tags,
  request: {
    query: fileImportQuery,
    body: {
      required: true,
      content: Object.fromEntries(
        importedTypes.map((type) => [
          type,
          { schema: { type: 'string' as const, format: 'binary' } },
        ]),
      ),
    },
  },
  responses: {
    201: json(fileImportSchema, 'The finished import, and what of the file was read'),
    ...refusals('unsupported_media_type', 'too_large', 'wrong_state', 'busy', 'invalid'),
  },
})

const list = operation({
  method: 'get',
  path: '/imports',
  operationId: 'listImports',
  permission: 'import_contacts',
  summary: 'List imports, newest first',
  tags,
  request: { query: pageQuery },
  responses: { 200: json(importListSchema, 'A page of imports'), ...refusals('invalid') },
})

const get = operation({
  method: 'get',
  path: '/imports/{id}',
  operationId: 'getImport',
  permission: 'import_contacts',
  summary: 'Get an import: how far it is and what became of its rows',
  tags,
  request: { params: byId },
  responses: { 200: json(importSchema, 'The import'), ...refusals('not_found') },
})

const putChunk = operation({
  method: 'put',
  path: '/imports/{id}/chunks/{number}',
  operationId: 'putImportChunk',
  permission: 'import_contacts',
  summary: 'Apply the next rows of an import that you began',
  description:
    'A row fails alone, also for a number of more digits than are kept. What is said of rows that came in is in `noted`.',
  tags,
  request: {
    params: z.object({
      id: importId,
      number: wholeNumber(0, 10_000_000, 'From 0, without gaps'),
    }),
    // Judged where it is read, which may be another thread.
    body: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/ImportChunk' } } },
    },
  },
  responses: {
    200: json(chunkAnswerSchema, 'What became of the rows; the same answer for each delivery'),
    ...refusals(...bodyRefusals, 'not_found', 'wrong_state', 'already_exists', 'busy'),
  },
})

const finish = operation({
  method: 'post',
  path: '/imports/{id}/finish',
  operationId: 'finishImport',
  permission: 'import_contacts',
  summary: 'Say that all rows were sent',
  tags,
  request: { params: byId },
  responses: {
    200: json(importSchema, 'The finished import'),
    ...refusals('not_found', 'wrong_state', 'unsupported_media_type', 'too_large'),
  },
})

const cancel = operation({
  method: 'post',
  path: '/imports/{id}/cancel',
  operationId: 'cancelImport',
  permission: 'import_contacts',
  summary: 'Take no more rows; what was imported stays',
  description: 'For who began the import, and for who manages people.',
  tags,
  request: { params: byId },
  responses: {
    200: json(importSchema, 'The cancelled import'),
    ...refusals('not_found', 'wrong_state', 'unsupported_media_type', 'too_large'),
  },
})

const failures = operation({
  method: 'get',
  path: '/imports/{id}/failures',
  operationId: 'listImportFailures',
  permission: 'import_contacts',
  summary: 'Why rows failed, in file order',
  tags,
  request: { params: byId, query: pageQuery },
  responses: {
    200: json(failureListSchema, 'Reasons, by row; a page ends with a row'),
    ...refusals('not_found', 'invalid'),
  },
})

const rows = operation({
  method: 'get',
  path: '/imports/{id}/rows',
  operationId: 'listImportRows',
  permission: 'import_contacts',
  summary: 'What became of the rows, or would become in a dry run',
  tags,
  request: { params: byId, query: rowQuery },
  responses: {
    200: json(rowListSchema, 'A page of rows, in file order'),
    ...refusals('not_found', 'invalid'),
  },
})

const failedRows = operation({
  method: 'get',
  path: '/imports/{id}/failed-rows',
  operationId: 'downloadFailedRows',
  permission: 'import_contacts',
  summary: 'The failed rows as a file, to be mended and imported again',
  tags,
  request: {
    params: byId,
    query: z.object({
      format: z
        .enum(fileFormats)
        .default('xlsx')
        .openapi({ description: 'What kind of file it is' }),
    }),
  },
  responses: {
    200: fileResponse('The rows as they were, each with its number and reason'),
    ...refusals('not_found', 'invalid'),
  },
})

const bodyApart = /^\/imports\/(?:file|[^/]+\/chunks\/[^/]+)$/

/** Whether the handler of a path below the API's takes the body itself. */
export function takesBodyApart(path: string): boolean {
  return bodyApart.test(path)
}

/**
 * @param work where files and chunks are read and applied
 * @param compressor what workbooks are packed by
 */
export function importRoutes(work: ImportWork, compressor: Compressor, log: Log) {
  const router = createRouter()
  router.openAPIRegistry.register('ImportChunk', chunkSchema)
  router.openAPIRegistry.register('CellObject', cellObjectSchema)
  return router
    .openapi(create, async (c) => {
      const input = c.req.valid('json')
      const key = c.req.valid('header')['idempotency-key']
      const idempotency = idempotencyOf(key, c.get('ctx'), 'createImport', input)
      const created = await createImport(c.get('ctx'), input, idempotency)
      c.header('location', `/api/v1/imports/${created.id}`)
      return c.json(created, 201)
    })
    .openapi(createFromFile, async (c) => {
      const ofType = readingOfType(c.req.header('content-type'))
      const { dryRun, fileName = 'import', mode, columns, ...said } = c.req.valid('query')
      const reading = { ...ofType, ...said, hiddenRows: said.hiddenRows === '1' }
      const input = { mode, columns, fileName, dryRun: dryRun === '1', reading }
      const { body } = c.req.raw
      const watched = body && watchedBody(body)
      const finished = await work
        .importFile(c.get('ctx'), watched?.stream ?? null, input)
        .catch((error: unknown) => {
          throw watched?.reasonOf(error) ?? error
        })
      c.header('location', `/api/v1/imports/${finished.id}`)
      return c.json(finished, 201)
    })
    .openapi(list, async (c) => c.json(await listImports(c.get('ctx'), c.req.valid('query')), 200))
    .openapi(get, async (c) => c.json(await getImport(c.get('ctx'), c.req.valid('param').id), 200))
    .openapi(putChunk, async (c) => {
      const { id, number } = c.req.valid('param')
      const { headers, body } = c.req.raw
      const sent = await readJsonBytes(headers, body)
      return c.json(await work.applyChunk(c.get('ctx'), id, number, sent), 200)
    })
    .openapi(finish, async (c) =>
      c.json(await finishImport(c.get('ctx'), c.req.valid('param').id), 200),
    )
    .openapi(cancel, async (c) =>
      c.json(await cancelImport(c.get('ctx'), c.req.valid('param').id), 200),
    )
    .openapi(failures, async (c) =>
      c.json(await listFailures(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
    )
    .openapi(rows, async (c) => {
      const { noted, ...query } = c.req.valid('query')
      const asked = { ...query, noted: noted === '1' }
      return c.json(await listRows(c.get('ctx'), c.req.valid('param').id, asked), 200)
    })
    .openapi(failedRows, async (c) => {
      const { format } = c.req.valid('query')
      const { id } = c.req.valid('param')
      return downloadResponse(await failedRowsFile(c.get('ctx'), id, format), compressor)
    })
    .route('/', eventRoutes(log))
    .route('/', undoRoutes)
}
