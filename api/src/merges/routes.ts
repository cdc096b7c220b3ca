import { z } from '@hono/zod-openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { listMerges } from './list-merges.ts'
import { mergeContacts } from './merge-contacts.ts'
import {
  mergedSchema,
  mergeListSchema,
  mergeRequestSchema,
  undoRequestSchema,
  unmergedSchema,
} from './schemas.ts'
import { undoMerge } from './undo-merge.ts'

const tags: DocumentTag[] = ['Contacts']

const merge = operation({
  method: 'post',
  path: '/contacts/{id}/merge',
  operationId: 'mergeContacts',
  permission: 'merge_contacts',
  summary: 'Merge other contacts into this one',
  description:
    'This contact survives. Of each field it keeps its own value, else it takes that of the most recently updated other one; lists and identities are united; `choose` beats both. The ids of the others lead here from then on. It can be taken back.',
  tags,
  request: {
    params: z.object({
      id: z.string().max(64).openapi({ description: 'The id of the contact that survives' }),
    }),
    headers: ifMatchHeader.extend(idempotencyHeader.shape),
    body: jsonBody(mergeRequestSchema),
  },
  responses: {
    200: {
      ...json(mergedSchema, 'The survivor, and what became of each field'),
      headers: etagHeaders,
    },
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'not_found',
      'conflict',
      'merged',
      'stale',
      'busy',
      'invalid',
      'key_reused',
      'precondition_required',
    ),
  },
})

const list = operation({
  method: 'get',
  path: '/contacts/{id}/merges',
  operationId: 'listMerges',
  permission: 'view_contacts',
  summary: 'What was merged into a contact, newest first',
  tags,
  request: {
    params: z.object({ id: z.string().max(64).openapi({ description: 'The contact’s id' }) }),
  },
  responses: {
    200: json(mergeListSchema, 'Its merges, also those taken back'),
    ...refusals('not_found'),
  },
})

const undo = operation({
  method: 'post',
  path: '/merges/{id}/undo',
  operationId: 'undoMerge',
  permission: 'merge_contacts',
  summary: 'Take a merge back',
  description:
    'The contacts it took are there again as they were. What the survivor got by it goes, where it is still as the merge left it; what was changed since stays, and is told with who changed it. An identity that somebody else has by now is not taken from them. Merges that stand on each other can be taken back in any order.',
  tags,
  request: {
    params: z.object({ id: z.string().max(64).openapi({ description: 'The merge’s id' }) }),
    headers: idempotencyHeader,
    body: jsonBody(undoRequestSchema),
  },
  responses: {
    200: json(unmergedSchema, 'What is there again, and what stays'),
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'not_found',
      'wrong_state',
      'busy',
      'invalid',
      'key_reused',
    ),
  },
})

export const mergeRoutes = createRouter()
  .openapi(merge, async (c) => {
    const { id } = c.req.valid('param')
    const { 'if-match': ifMatch, 'idempotency-key': key } = c.req.valid('header')
    const expected = expectedVersion(ifMatch)
    const body = c.req.valid('json')
    const idempotency = idempotencyOf(key, c.get('ctx'), 'mergeContacts', [id, expected, body])
    const merged = await mergeContacts(c.get('ctx'), id, expected, body, idempotency)
    c.header('etag', etagOf(merged.contact))
    return c.json(merged, 200)
  })
  .openapi(list, async (c) => c.json(await listMerges(c.get('ctx'), c.req.valid('param').id), 200))
  .openapi(undo, async (c) => {
    const { id } = c.req.valid('param')
    const key = c.req.valid('header')['idempotency-key']
    const body = c.req.valid('json')
    const idempotency = idempotencyOf(key, c.get('ctx'), 'undoMerge', [id, body])
    return c.json(await undoMerge(c.get('ctx'), id, body, idempotency), 200)
  })
