import { z } from '@hono/zod-openapi'
import { fieldCreateSchema, fieldPatchSchema } from '@cardfile/openapi'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { checkFieldChange, checkNewField } from './check-change.ts'
import { countFieldUsage } from './count-field-usage.ts'
import { checkSchema, conversionSchema, usageSchema } from './schemas.ts'
import { previewConversion } from './update-field.ts'

const tags: DocumentTag[] = ['Fields']
const byId = z.object({
  id: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The field’s id'),
})
const byPart = z.strictObject({
  cursor: wholeNumber(1, Number.MAX_SAFE_INTEGER, '`nextCursor` of the part before').optional(),
})
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const

const usage = operation({
  method: 'get',
  path: '/fields/{id}/usage',
  operationId: 'getFieldUsage',
  permission: 'manage_fields',
  summary: 'How many contacts have a value in a field',
  tags,
  request: { params: byId },
  responses: { 200: json(usageSchema, 'Its usage'), ...refusals('invalid', 'not_found') },
})

const convert = operation({
  method: 'post',
  path: '/fields/{id}/conversion',
  operationId: 'previewFieldConversion',
  permission: 'manage_fields',
  summary: 'What a change would do to the stored values, without doing it',
  tags,
  description:
    'Of very many values a part with each request: repeat it with `nextCursor` until that is null, and add the counts up.',
  request: {
    params: byId,
    query: byPart,
    body: jsonBody(fieldPatchSchema),
  },
  responses: {
    200: json(conversionSchema, 'How many values convert'),
    ...refusals(...bodyRefusals, 'not_found'),
  },
})

const check = operation({
  method: 'post',
  path: '/fields/{id}/check',
  operationId: 'checkFieldChange',
  permission: 'manage_fields',
  summary: 'How many contacts would not pass with a changed definition, without changing it',
  tags,
  description:
    'What it would require of contacts, or not offer to them any more; they would stay as they are. Of very many contacts a part with each request: repeat it with `nextCursor` until that is null, and add the counts up.',
  request: {
    params: byId,
    query: byPart,
    body: jsonBody(fieldPatchSchema),
  },
  responses: {
    200: json(checkSchema, 'How many contacts pass'),
    ...refusals(...bodyRefusals, 'not_found', 'busy'),
  },
})

const checkNew = operation({
  method: 'post',
  path: '/fields:check',
  operationId: 'checkNewField',
  permission: 'manage_fields',
  summary: 'How many contacts would not pass with a new field, without making it',
  tags,
  description:
    'What it would require of contacts, none of which has a value in it; they would stay as they are. Of very many contacts a part, as of a changed definition.',
  request: {
    query: byPart,
    body: jsonBody(fieldCreateSchema),
  },
  responses: {
    200: json(checkSchema, 'How many contacts pass'),
    ...refusals(...bodyRefusals, 'already_exists', 'busy'),
  },
})

/** What definitions mean for the contacts that there are, asked before anything is changed. */
export const fieldTrialRoutes = createRouter()
  .openapi(checkNew, async (c) => {
    const { cursor } = c.req.valid('query')
    return c.json(await checkNewField(c.get('ctx'), c.req.valid('json'), cursor), 200)
  })
  .openapi(usage, async (c) =>
    c.json(await countFieldUsage(c.get('ctx'), c.req.valid('param').id), 200),
  )
  .openapi(convert, async (c) =>
    c.json(
      await previewConversion(
        c.get('ctx'),
        c.req.valid('param').id,
        c.req.valid('json'),
        c.req.valid('query').cursor,
      ),
      200,
    ),
  )
  .openapi(check, async (c) =>
    c.json(
      await checkFieldChange(
        c.get('ctx'),
        c.req.valid('param').id,
        c.req.valid('json'),
        c.req.valid('query').cursor,
      ),
      200,
    ),
  )
