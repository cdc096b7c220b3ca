import { z } from '@hono/zod-openapi'
import { mostViews, viewCreateSchema, viewPatchSchema, viewSchema } from '@cardfile/openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { getView, listViews, usesOfField } from './read-views.ts'
import { createView, deleteView, updateView } from './write-view.ts'

const tags: DocumentTag[] = ['Views']
const permission = 'view_contacts'
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The view’s id' }) })
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['stale', 'precondition_required', 'not_found'] as const
const oneView = (description: string) => ({
  ...json(viewSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/views',
  operationId: 'listViews',
  permission,
  summary: 'List your views and those that are shared',
  description:
    'By name. A view is a filter, a search, an order and columns under a name; it lets nobody see more than they do without it. One that looks at a field that you may not see is not listed to you.',
  tags,
  responses: {
    200: json(
      z.object({ data: z.array(viewSchema) }).openapi('ViewList', {
        description: `At most ${mostViews.shared} shared ones and ${mostViews.own} of your own`,
      }),
      'The views',
    ),
    ...refusals(),
  },
})

const create = operation({
  method: 'post',
  path: '/views',
  operationId: 'createView',
  permission,
  summary: 'Save a view',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(viewCreateSchema) },
  responses: {
    201: oneView('The view'),
    ...refusals(...bodyRefusals, 'already_exists', 'wrong_state', 'key_reused'),
  },
})

const get = operation({
  method: 'get',
  path: '/views/{id}',
  operationId: 'getView',
  permission,
  summary: 'Get a view',
  tags,
  request: { params: byId },
  responses: { 200: oneView('The view'), ...refusals('not_found') },
})

const update = operation({
  method: 'patch',
  path: '/views/{id}',
  operationId: 'updateView',
  permission,
  summary: 'Save another look in a view’s place, rename, share or lock it',
  description:
    'A shared view is changed by everybody who has it, unless it is locked. It is shared, locked and deleted by its owner and by who has `manage_views`.',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(viewPatchSchema) },
  responses: {
    200: oneView('The view as it is now'),
    ...refusals(...bodyRefusals, ...guarded, 'already_exists', 'wrong_state'),
  },
})

const remove = operation({
  method: 'delete',
  path: '/views/{id}',
  operationId: 'deleteView',
  permission,
  summary: 'Delete a view; the contacts stay',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: { 204: { description: 'It is gone' }, ...refusals(...guarded) },
})

const uses = operation({
  method: 'get',
  path: '/fields/{id}/uses',
  operationId: 'listFieldUses',
  permission: 'manage_fields',
  summary:
    'Which views would list nothing without a field, and which fields and sections depend on it',
  tags: ['Fields'],
  request: {
    params: z.object({ id: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The field’s id') }),
  },
  responses: {
    200: json(
      z
        .object({
          views: z.array(z.object({ id: z.string(), name: z.string() })),
          otherViews: z
            .number()
            .int()
            .openapi({ description: 'How many there are beside that you do not have' }),
          fields: z.array(z.object({ id: z.number().int(), name: z.string() })).openapi({
            description:
              'Fields with conditions that look at it: it cannot be deleted until those are changed',
          }),
          otherFields: z
            .number()
            .int()
            .openapi({ description: 'How many there are beside that you do not see' }),
          sections: z
            .array(z.object({ id: z.number().int(), name: z.string() }))
            .openapi({ description: 'Sections with conditions that look at it, likewise' }),
          otherSections: z
            .number()
            .int()
            .openapi({ description: 'How many there are beside that you do not know of' }),
        })
        .openapi('FieldUses'),
      'The views, fields and sections',
    ),
    ...refusals('not_found'),
  },
})

export const viewRoutes = createRouter()
  .openapi(list, async (c) => c.json({ data: await listViews(c.get('ctx')) }, 200))
  .openapi(create, async (c) => {
    const input = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const idempotency = idempotencyOf(key, c.get('ctx'), 'createView', input)
    const view = await createView(c.get('ctx'), input, idempotency)
    return c.json(view, 201, { etag: etagOf(view) })
  })
  .openapi(get, async (c) => {
    const view = await getView(c.get('ctx'), c.req.valid('param').id)
    return c.json(view, 200, { etag: etagOf(view) })
  })
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const view = await updateView(c.get('ctx'), id, expected, c.req.valid('json'))
    return c.json(view, 200, { etag: etagOf(view) })
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await deleteView(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
  .openapi(uses, async (c) => c.json(await usesOfField(c.get('ctx'), c.req.valid('param').id), 200))
