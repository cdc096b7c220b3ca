import { z } from '@hono/zod-openapi'
import { contactQuerySchema, largestPage } from '@cardfile/openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import { jsonAnswer } from '../http/json-answer.ts'
import { wholeNumber } from '../http/whole-number.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { listContacts } from './list.ts'
import { listParameters } from './list-parameters.ts'
import {
  contactCreateSchema,
  contactListSchema,
  contactPatchSchema,
  contactSchema,
} from './schemas.ts'
import { createContact } from './create-contact.ts'
import { updateContact } from './update-contact.ts'
import { deleteContact } from './delete-contact.ts'
import { restoreContact } from './restore-contact.ts'
import { getContact } from './get-contact.ts'

const tags: DocumentTag[] = ['Contacts']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The contact’s id' }) })

const listQuery = z.strictObject({
  page: wholeNumber(1, 1_000_000, 'Page number, from 1').optional(),
  pageSize: wholeNumber(1, largestPage, 'How many contacts a page has').optional(),
  cursor: contactQuerySchema.shape.cursor,
  ...listParameters,
  importId: contactQuerySchema.shape.importId,
  count: contactQuerySchema.shape.count,
  trashed: z.enum(['true', 'false']).optional().openapi({ description: 'The trash instead' }),
})

const list = operation({
  method: 'get',
  path: '/contacts',
  operationId: 'listContacts',
  permission: 'view_contacts',
  summary: 'List contacts',
  tags,
  request: { query: listQuery },
  responses: {
    200: json(contactListSchema, 'A page of contacts'),
    ...refusals('invalid', 'not_found', 'wrong_state'),
  },
})

const query = operation({
  method: 'post',
  path: '/contacts:query',
  operationId: 'queryContacts',
  permission: 'view_contacts',
  summary: 'List contacts by a query too long for an address',
  tags,
  request: { body: jsonBody(contactQuerySchema) },
  responses: {
    200: json(contactListSchema, 'A page of contacts'),
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

const create = operation({
  method: 'post',
  path: '/contacts',
  operationId: 'createContact',
  permission: 'edit_contacts',
  summary: 'Create a contact',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(contactCreateSchema) },
  responses: {
    201: { ...json(contactSchema, 'The new contact'), headers: etagHeaders },
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'conflict',
      'invalid',
      'key_reused',
    ),
  },
})

const get = operation({
  method: 'get',
  path: '/contacts/{id}',
  operationId: 'getContact',
  permission: 'view_contacts',
  summary: 'Get a contact',
  tags,
  request: {
    params: byId,
    query: z.strictObject({
      trashed: z.enum(['true', 'false']).optional().openapi({
        description: 'Whether one in the trash will do; else it is answered with 410',
      }),
      follow: z.enum(['true', 'false']).optional().openapi({
        description:
          'Whether one that was merged stands for the contact that has it, which is the default; else it is answered as it was, with `mergedInto`',
      }),
    }),
  },
  responses: {
    200: { ...json(contactSchema, 'The contact'), headers: etagHeaders },
    308: {
      description: 'It was merged into the contact at `Location`',
      headers: z.object({ location: z.string() }),
    },
    ...refusals('not_found', 'in_trash'),
  },
})

const update = operation({
  method: 'patch',
  path: '/contacts/{id}',
  operationId: 'updateContact',
  permission: 'edit_contacts',
  summary: 'Change values of a contact',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(contactPatchSchema) },
  responses: {
    200: { ...json(contactSchema, 'The contact as it is now'), headers: etagHeaders },
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
      'precondition_required',
    ),
  },
})

const remove = operation({
  method: 'delete',
  path: '/contacts/{id}',
  operationId: 'deleteContact',
  permission: 'delete_contacts',
  summary: 'Put a contact into the trash, for 90 days',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: {
    204: { description: 'It is in the trash' },
    ...refusals('not_found', 'merged', 'stale', 'precondition_required'),
  },
})

const restore = operation({
  method: 'post',
  path: '/contacts/{id}/restore',
  operationId: 'restoreContact',
  permission: 'edit_contacts',
  summary: 'Take a contact out of the trash',
  tags,
  request: { params: byId },
  responses: {
    200: { ...json(contactSchema, 'The contact'), headers: etagHeaders },
    ...refusals('not_found', 'conflict', 'merged', 'wrong_state', 'invalid'),
  },
})

export const contactRoutes = createRouter()
  .openapi(list, async (c) => {
    const { trashed, view: viewId, ...rest } = c.req.valid('query')
    const query = { ...rest, viewId }
    const options = { trashed: trashed === 'true' }
    return jsonAnswer(c, await listContacts(c.get('ctx'), query, options))
  })
  .openapi(query, async (c) => jsonAnswer(c, await listContacts(c.get('ctx'), c.req.valid('json'))))
  .openapi(create, async (c) => {
    const { values } = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const idempotency = idempotencyOf(key, c.get('ctx'), 'createContact', values)
    const contact = await createContact(c.get('ctx'), values, idempotency)
    c.header('location', `/api/v1/contacts/${contact.id}`)
    c.header('etag', etagOf(contact))
    return c.json(contact, 201)
  })
  .openapi(get, async (c) => {
    const { trashed, follow } = c.req.valid('query')
    const contact = await getContact(c.get('ctx'), c.req.valid('param').id, {
      trashed: trashed === 'true',
      follow: follow !== 'false',
    })
    if ('movedTo' in contact) {
      const query = trashed === undefined ? '' : `?trashed=${trashed}`
      c.header('location', `/api/v1/contacts/${contact.movedTo}${query}`)
      return c.body(null, 308)
    }
    c.header('etag', etagOf(contact))
    return c.json(contact, 200)
  })
  .openapi(update, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const { values } = c.req.valid('json')
    const contact = await updateContact(c.get('ctx'), c.req.valid('param').id, expected, values)
    c.header('etag', etagOf(contact))
    return c.json(contact, 200)
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await deleteContact(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
  .openapi(restore, async (c) => {
    const contact = await restoreContact(c.get('ctx'), c.req.valid('param').id)
    c.header('etag', etagOf(contact))
    return c.json(contact, 200)
  })
