import { z } from '@hono/zod-openapi'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { pageCursor } from '../http/page-cursor.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import type { Context } from '../installation/context.ts'
import { cancelJob, continueJob } from '../jobs/continue-job.ts'
import type { JobWorks } from '../jobs/job.ts'
import { isBulk } from './asked.ts'
import { beginBulkChange } from './begin.ts'
import { listBulkChanges, listBulkRows, readBulkChange, rowOutcomes } from './read.ts'
import {
  bulkChangeListSchema,
  bulkChangeSchema,
  bulkRequestSchema,
  bulkRowListSchema,
} from './schemas.ts'
import { tellAll } from './shown.ts'
import { undoBulkChange } from './undo.ts'

const tags: DocumentTag[] = ['Bulk changes']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The id of the change' }) })
const cursor = pageCursor(64)
const ofStep = ['unsupported_media_type', 'too_large'] as const

const create = operation({
  method: 'post',
  path: '/bulk-changes',
  operationId: 'createBulkChange',
  permission: 'signed_in',
  summary: 'Change, delete or restore many contacts',
  description:
    'Does the first step, of up to 1,000 contacts; continue it until its state is no longer `running`. It goes over the contacts that were there when it began and match when it comes to them, each at most once. Each is judged by the rules and by what whoever asks may change, as if it were changed by hand; one that fails is passed over and told with its reasons. Editing and restoring need the permission `edit_contacts`, deleting `delete_contacts`; a field that they may not change refuses the whole. Sending it again with the same key answers with what has become of it by now.',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(bulkRequestSchema) },
  responses: {
    201: json(bulkChangeSchema, 'The change after its first step'),
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

const list = operation({
  method: 'get',
  path: '/bulk-changes',
  operationId: 'listBulkChanges',
  permission: 'signed_in',
  summary: 'Changes of many contacts, newest first',
  tags,
  request: {
    query: z.strictObject({
      cursor,
      pageSize: wholeNumber(1, 100, 'How many a page has').optional(),
    }),
  },
  responses: {
    200: json(bulkChangeListSchema, 'Those of the last 90 days, without dry runs'),
    ...refusals('invalid'),
  },
})

const get = operation({
  method: 'get',
  path: '/bulk-changes/{id}',
  operationId: 'getBulkChange',
  permission: 'signed_in',
  summary: 'What became of a change of many contacts',
  tags,
  request: { params: byId },
  responses: { 200: json(bulkChangeSchema, 'The change'), ...refusals('not_found') },
})

const rows = operation({
  method: 'get',
  path: '/bulk-changes/{id}/rows',
  operationId: 'listBulkChangeRows',
  permission: 'signed_in',
  summary: 'Contacts of a change by what became of them',
  tags,
  request: {
    params: byId,
    query: z.strictObject({
      outcome: z.enum(rowOutcomes).optional().openapi({
        description:
          '`failed`, which is the default; `changed`; `kept`, those that undoing left alone',
      }),
      cursor,
      pageSize: wholeNumber(1, 1_000, 'How many a page has').optional(),
    }),
  },
  responses: {
    200: json(bulkRowListSchema, 'A page of contacts, each with the reasons'),
    ...refusals('not_found', 'invalid'),
  },
})

const goOn = operation({
  method: 'post',
  path: '/bulk-changes/{id}/continue',
  operationId: 'continueBulkChange',
  permission: 'signed_in',
  summary: 'Do the next step of a change of many contacts',
  description:
    'Of its undoing too. A step whose reply was lost is not done twice. What is left in the middle is finished by the server itself.',
  tags,
  request: { params: byId },
  responses: {
    200: json(bulkChangeSchema, 'The change after the step'),
    ...refusals('not_found', 'busy', ...ofStep),
  },
})

const cancel = operation({
  method: 'post',
  path: '/bulk-changes/{id}/cancel',
  operationId: 'cancelBulkChange',
  permission: 'signed_in',
  summary: 'Cancel a change of many contacts',
  description: 'What it has changed by then stays changed, and can be undone.',
  tags,
  request: { params: byId },
  responses: {
    200: json(bulkChangeSchema, 'The change as it was left'),
    ...refusals('not_found', 'busy', 'wrong_state', ...ofStep),
  },
})

const undo = operation({
  method: 'post',
  path: '/bulk-changes/{id}/undo',
  operationId: 'undoBulkChange',
  permission: 'signed_in',
  summary: 'Undo a change of many contacts, a step at a time',
  description:
    'Undoes up to 1,000 contacts; repeat it until the state is `undone`. They get back the very values of before; those that were deleted come out of the trash, those that were restored go back there. Contacts that others changed since are left alone and listed under `/rows?outcome=kept`, each with its reason. It takes what the same by hand would take.',
  tags,
  request: { params: byId },
  responses: {
    200: json(bulkChangeSchema, 'How far undoing has come'),
    ...refusals('not_found', 'busy', 'wrong_state', ...ofStep),
  },
})

export function bulkChangeRoutes(works: JobWorks) {
  const shownAfter = async (ctx: Context, id: string, act: typeof continueJob) =>
    tellAll(ctx, await act(ctx, works, id, isBulk))
  return createRouter()
    .openapi(create, async (c) => {
      const body = c.req.valid('json')
      const key = c.req.valid('header')['idempotency-key']
      const idempotency = idempotencyOf(key, c.get('ctx'), 'createBulkChange', body)
      const job = await beginBulkChange(c.get('ctx'), body, idempotency)
      c.header('location', `/api/v1/bulk-changes/${job.id}`)
      return c.json(await tellAll(c.get('ctx'), job), 201)
    })
    .openapi(list, async (c) =>
      c.json(await listBulkChanges(c.get('ctx'), c.req.valid('query')), 200),
    )
    .openapi(get, async (c) => {
      const job = await readBulkChange(c.get('ctx'), c.req.valid('param').id)
      return c.json(await tellAll(c.get('ctx'), job), 200)
    })
    .openapi(rows, async (c) => {
      const { id } = c.req.valid('param')
      return c.json(await listBulkRows(c.get('ctx'), id, c.req.valid('query')), 200)
    })
    .openapi(goOn, async (c) =>
      c.json(await shownAfter(c.get('ctx'), c.req.valid('param').id, continueJob), 200),
    )
    .openapi(cancel, async (c) =>
      c.json(await shownAfter(c.get('ctx'), c.req.valid('param').id, cancelJob), 200),
    )
    .openapi(undo, async (c) => {
      const job = await undoBulkChange(c.get('ctx'), c.req.valid('param').id)
      return c.json(await tellAll(c.get('ctx'), job), 200)
    })
}
