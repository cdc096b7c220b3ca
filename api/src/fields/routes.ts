import { z } from '@hono/zod-openapi'
import {
  type Field,
  fieldCreateSchema,
  fieldOrderSchema,
  fieldPatchSchema,
} from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import { idempotencyHeader, idempotencyOf } from '../http/idempotency-key.ts'
import { wholeNumber } from '../http/whole-number.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { fieldListSchema, fieldSchema } from './schemas.ts'
import { jobSchema, shownJob } from '../jobs/schemas.ts'
import { fieldConversion } from './convert-in-steps.ts'
import { contactJsonSchema } from './contact-json-schema.ts'
import { shownField } from './definition-rules.ts'
import { createField } from './create-field.ts'
import { deleteField } from './delete-field.ts'
import { listDeletedFields } from './list-deleted-fields.ts'
import { getField, listFields } from './list-fields.ts'
import { reorderFields } from './reorder-fields.ts'
import { restoreField } from './restore-field.ts'
import { updateField } from './update-field.ts'

const tags: DocumentTag[] = ['Fields']
const byId = z.object({
  id: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The field’s id'),
})
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const oneField = (description: string) => ({
  ...json(fieldSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/fields',
  operationId: 'listFields',
  permission: 'signed_in',
  summary: 'List the fields in their order',
  tags,
  request: {
    query: z.strictObject({
      deleted: z
        .enum(['true', 'false'])
        .optional()
        .openapi({ description: 'Custom fields deleted in the last 90 days instead' }),
    }),
  },
  responses: { 200: json(fieldListSchema, 'All fields'), ...refusals('invalid') },
})

const create = operation({
  method: 'post',
  path: '/fields',
  operationId: 'createField',
  permission: 'manage_fields',
  summary: 'Create a custom field',
  tags,
  request: { headers: idempotencyHeader, body: jsonBody(fieldCreateSchema) },
  responses: {
    201: oneField('The new field'),
    ...refusals(...bodyRefusals, 'already_exists', 'key_reused', 'busy'),
  },
})

const reorder = operation({
  method: 'post',
  path: '/fields:reorder',
  operationId: 'reorderFields',
  permission: 'manage_fields',
  summary: 'Put the fields, and the sections of the form, into a new order',
  tags,
  description:
    'Fields and sections in one request: those that you may see, each named once. Others keep their places.',
  request: { body: jsonBody(fieldOrderSchema) },
  responses: {
    200: json(fieldListSchema, 'All fields in the new order'),
    ...refusals(...bodyRefusals),
  },
})

const schema = operation({
  method: 'get',
  path: '/fields/schema.json',
  operationId: 'getContactSchema',
  permission: 'signed_in',
  summary: 'The values of a new contact as a JSON Schema, with conditions of fields as if and then',
  tags,
  responses: { 200: json(z.looseObject({}), 'A JSON Schema 2020-12'), ...refusals() },
})

const get = operation({
  method: 'get',
  path: '/fields/{id}',
  operationId: 'getField',
  permission: 'signed_in',
  summary: 'Get a field',
  tags,
  request: { params: byId },
  responses: { 200: oneField('The field'), ...refusals('invalid', 'not_found') },
})

const update = operation({
  method: 'patch',
  path: '/fields/{id}',
  operationId: 'updateField',
  permission: 'manage_fields',
  summary: 'Change a field, within what its kind allows',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(fieldPatchSchema) },
  responses: {
    200: oneField('The field as it is now'),
    202: json(
      jobSchema,
      'There are many contacts whose values become others: a job changes the field when they are ready. Continue it until it is done; contacts and definition are what they were until then',
    ),
    ...refusals(
      ...bodyRefusals,
      'not_found',
      'already_exists',
      'in_use',
      'busy',
      'stale',
      'precondition_required',
    ),
  },
})

const remove = operation({
  method: 'delete',
  path: '/fields/{id}',
  operationId: 'deleteField',
  permission: 'manage_fields',
  summary: 'Delete a custom field; it can be restored for 90 days',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: {
    204: { description: 'It is deleted' },
    ...refusals(
      'invalid',
      'not_found',
      'wrong_state',
      'in_use',
      'busy',
      'stale',
      'precondition_required',
    ),
  },
})

const restore = operation({
  method: 'post',
  path: '/fields/{id}/restore',
  operationId: 'restoreField',
  permission: 'manage_fields',
  summary: 'Bring a deleted field back with its values',
  tags,
  request: { params: byId },
  responses: {
    200: oneField('The field'),
    ...refusals('invalid', 'not_found', 'already_exists', 'wrong_state'),
  },
})

/** Sections go by definitions that were just read, without asking again. */
const listed = async ({ definitions, db }: Context, data: readonly Field[]) => ({
  data: data.map(shownField),
  sections: [...(await definitions.current(db)).sections],
  total: data.length,
  nextCursor: null,
})

export const fieldRoutes = createRouter()
  .openapi(list, async (c) => {
    const deleted = c.req.valid('query').deleted === 'true'
    const fields = await (deleted ? listDeletedFields : listFields)(c.get('ctx'))
    return c.json(await listed(c.get('ctx'), fields), 200)
  })
  .openapi(create, async (c) => {
    const input = c.req.valid('json')
    const key = c.req.valid('header')['idempotency-key']
    const idempotency = idempotencyOf(key, c.get('ctx'), 'createField', input)
    const field = await createField(c.get('ctx'), input, idempotency)
    c.header('location', `/api/v1/fields/${field.id}`)
    c.header('etag', etagOf(field))
    return c.json(shownField(field), 201)
  })
  .openapi(reorder, async (c) => {
    const fields = await reorderFields(c.get('ctx'), c.req.valid('json'))
    return c.json(await listed(c.get('ctx'), fields), 200)
  })
  .openapi(schema, async (c) => c.json(contactJsonSchema(await listFields(c.get('ctx'))), 200))
  .openapi(get, async (c) => {
    const field = await getField(c.get('ctx'), c.req.valid('param').id)
    c.header('etag', etagOf(field))
    return c.json(shownField(field), 200)
  })
  .openapi(update, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const { id } = c.req.valid('param')
    const changed = await updateField(c.get('ctx'), id, expected, c.req.valid('json'))
    if ('job' in changed) {
      c.header('location', `/api/v1/jobs/${changed.job.id}`)
      return c.json(shownJob(changed.job, fieldConversion), 202)
    }
    c.header('etag', etagOf(changed.field))
    return c.json(shownField(changed.field), 200)
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await deleteField(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
  .openapi(restore, async (c) => {
    const field = await restoreField(c.get('ctx'), c.req.valid('param').id)
    c.header('etag', etagOf(field))
    return c.json(shownField(field), 200)
  })
