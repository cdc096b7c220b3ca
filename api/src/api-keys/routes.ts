import { z } from '@hono/zod-openapi'
import { apiKeyCreateSchema, apiKeySchema } from '@cardfile/openapi'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import * as service from './service.ts'

const tags: DocumentTag[] = ['People and access']

const list = operation({
  method: 'get',
  path: '/api-keys',
  operationId: 'listApiKeys',
  permission: 'manage_keys',
  summary: 'List the API keys',
  tags,
  responses: {
    200: json(z.object({ data: z.array(apiKeySchema) }).openapi('ApiKeyList'), 'All keys'),
    ...refusals(),
  },
})

const create = operation({
  method: 'post',
  path: '/api-keys',
  operationId: 'createApiKey',
  permission: 'manage_keys',
  summary: 'Make an API key, of a role or with fewer permissions',
  description: 'The secret is in this answer and nowhere else. It cannot be asked for again.',
  tags,
  request: { body: jsonBody(apiKeyCreateSchema) },
  responses: {
    201: json(
      z
        .object({
          key: apiKeySchema,
          secret: z
            .string()
            .openapi({ example: 'cf_kTQ0n0…', description: 'To be sent as Bearer' }),
        })
        .openapi('ApiKeyWithSecret'),
      'The key with its secret',
    ),
    ...refusals('invalid_request', 'unsupported_media_type', 'too_large', 'invalid'),
  },
})

const revoke = operation({
  method: 'delete',
  path: '/api-keys/{id}',
  operationId: 'revokeApiKey',
  permission: 'manage_keys',
  summary: 'Revoke an API key',
  tags,
  request: {
    params: z.object({ id: z.string().max(64).openapi({ description: 'The key’s id' }) }),
  },
  responses: {
    204: { description: 'It is refused from now on' },
    ...refusals('not_found', 'invalid'),
  },
})

export const keyRoutes = createRouter()
  .openapi(list, async (c) => c.json({ data: await service.listKeys(c.get('ctx')) }, 200))
  .openapi(create, async (c) =>
    c.json(await service.createKey(c.get('ctx'), c.req.valid('json')), 201),
  )
  .openapi(revoke, async (c) => {
    await service.revokeKey(c.get('ctx'), c.req.valid('param').id)
    return c.body(null, 204)
  })
