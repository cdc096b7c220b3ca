import { z } from '@hono/zod-openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../../http/idempotency-key.ts'
import type { DocumentTag } from '../../http/document-tags.ts'
import { operation } from '../../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../../http/router.ts'
import {
  foundMappingsSchema,
  mappingCreateSchema,
  mappingFindSchema,
  mappingListSchema,
  mappingPatchSchema,
  mappingSchema,
} from './schemas.ts'
import * as service from './service.ts'

const tags: DocumentTag[] = ['Imports']
const permission = 'import_contacts'
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The mapping’s id' }) })
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['stale', 'precondition_required', 'not_found'] as const
const oneMapping = (description: string) => ({
  ...json(mappingSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/import-mappings',
  operationId: 'listImportMappings',
  permission,
  summary: 'List the saved mappings of columns by name',
  tags,
  responses: { 200: json(mappingListSchema, 'All saved mappings'), ...refusals() },
})

const create = operation({
  method: 'post',
  path: '/import-mappings',
  operationId: 'createImportMapping',
  permission,
  summary: 'Save how the columns of a file are mapped',
  description:
    'For files with the same headings, whatever their order and case. All who may import share it.',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(mappingCreateSchema) },
  responses: {
    201: oneMapping('The saved mapping'),
    ...refusals(...bodyRefusals, 'already_exists', 'wrong_state', 'key_reused'),
  },
})

const find = operation({
  method: 'post',
  path: '/import-mappings:find',
  operationId: 'findImportMappings',
  permission,
  summary: 'Find the mappings saved for files with these headings',
  description:
    'The one that was saved last comes first. What it says of each column goes into `columns` of `createImport`.',
  tags,
  request: { body: jsonBody(mappingFindSchema) },
  responses: {
    200: json(foundMappingsSchema, 'Mappings for the same headings'),
    ...refusals(...bodyRefusals),
  },
})

const get = operation({
  method: 'get',
  path: '/import-mappings/{id}',
  operationId: 'getImportMapping',
  permission,
  summary: 'Get a saved mapping',
  tags,
  request: { params: byId },
  responses: { 200: oneMapping('The saved mapping'), ...refusals('not_found') },
})

const update = operation({
  method: 'patch',
  path: '/import-mappings/{id}',
  operationId: 'updateImportMapping',
  permission,
  summary: 'Rename a saved mapping, or save another one in its place',
  description:
    'One that fills fields you do not see can be renamed only: nobody takes away what they do not see.',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(mappingPatchSchema) },
  responses: {
    200: oneMapping('The mapping as it is now'),
    ...refusals(...bodyRefusals, ...guarded, 'already_exists'),
  },
})

const remove = operation({
  method: 'delete',
  path: '/import-mappings/{id}',
  operationId: 'deleteImportMapping',
  permission,
  summary: 'Delete a saved mapping',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: { 204: { description: 'It is gone' }, ...refusals(...guarded) },
})

export const mappingRoutes = createRouter()
  .openapi(list, async (c) => c.json({ data: await service.listMappings(c.get('ctx')) }, 200))
  .openapi(create, async (c) => {
    const input = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const idempotency = idempotencyOf(key, c.get('ctx'), 'createImportMapping', input)
    const mapping = await service.createMapping(c.get('ctx'), input, idempotency)
    return c.json(mapping, 201, { etag: etagOf(mapping) })
  })
  .openapi(find, async (c) => {
    const { headings } = c.req.valid('json')
    return c.json({ data: await service.findMappings(c.get('ctx'), headings) }, 200)
  })
  .openapi(get, async (c) => {
    const mapping = await service.getMapping(c.get('ctx'), c.req.valid('param').id)
    return c.json(mapping, 200, { etag: etagOf(mapping) })
  })
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const mapping = await service.updateMapping(c.get('ctx'), id, expected, c.req.valid('json'))
    return c.json(mapping, 200, { etag: etagOf(mapping) })
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await service.deleteMapping(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
