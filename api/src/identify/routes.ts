import { z } from '@hono/zod-openapi'
import { textsOf } from '@cardfile/openapi'
import { contactSchema } from '../contacts/schemas.ts'
import type { ProblemError } from '../errors/problem-error.ts'
import { etagOf } from '../http/etag.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { findByIdentity } from './find-by-identity.ts'
import { identify, type IdentifyOptions } from './identify.ts'
import { identifiedSchema, identifySchema, upsertedSchema, upsertSchema } from './schemas.ts'

const tags: DocumentTag[] = ['Contacts']

const byIdentity = operation({
  method: 'get',
  path: '/contacts/by-identity/{field}/{value}',
  operationId: 'getContactByIdentity',
  permission: 'view_contacts',
  summary: 'Get the contact that has an identity',
  tags,
  request: {
    params: z.object({
      field: z.string().max(64).openapi({ description: 'Key of the identity field' }),
      value: z.string().max(2_048).openapi({ description: 'The identity, in any spelling' }),
    }),
  },
  responses: {
    200: { ...json(contactSchema, 'The contact'), headers: etagHeaders },
    ...refusals('not_found'),
  },
})

const one = operation({
  method: 'post',
  path: '/contacts:identify',
  operationId: 'identifyContact',
  permission: 'edit_contacts',
  summary: 'Find, make or complete a contact by its identities',
  description:
    'All identities are looked up together, in any spelling; contacts in the trash are not found. It is safe to send again, and from many places at once: one person is one contact.',
  tags,
  request: { body: jsonBody(identifySchema) },
  responses: {
    200: json(identifiedSchema, 'The contact that was found'),
    201: json(identifiedSchema, 'The new contact'),
    ...refusals(
      'invalid_request',
      'unsupported_media_type',
      'too_large',
      'not_found',
      'several_contacts',
      'busy',
      'invalid',
    ),
  },
})

const many = operation({
  method: 'post',
  path: '/contacts:upsert',
  operationId: 'upsertContacts',
  permission: 'edit_contacts',
  summary: 'The same for up to 1,000 at a time',
  description:
    'As if the items came one by one: each sees those before it, and one that fails fails alone. What the request says holds for items that do not say their own.',
  tags,
  request: { body: jsonBody(upsertSchema) },
  responses: {
    200: json(upsertedSchema, 'What became of each item, in their order'),
    ...refusals('invalid_request', 'unsupported_media_type', 'too_large', 'busy', 'invalid'),
  },
})

function told({ code, details: { detail, errors: reasons, conflicts } }: ProblemError) {
  return {
    code,
    ...(detail && { detail: detail.text, detailReason: detail }),
    ...(reasons && { errors: textsOf(reasons), reasons }),
    ...(conflicts && { conflicts }),
  }
}

export function identifyRoutes(options: IdentifyOptions) {
  return createRouter()
    .openapi(byIdentity, async (c) => {
      const { field, value } = c.req.valid('param')
      const contact = await findByIdentity(c.get('ctx'), field, value)
      c.header('etag', etagOf(contact))
      return c.json(contact, 200)
    })
    .openapi(one, async (c) => {
      const [result] = await identify(c.get('ctx'), [c.req.valid('json')], options)
      if (!result) throw new RangeError('an item came to nothing')
      if ('problem' in result) throw result.problem
      return c.json(result, result.outcome === 'created' ? 201 : 200)
    })
    .openapi(many, async (c) => {
      const { items, ...modes } = c.req.valid('json')
      const whole = items.map((item) => ({ ...modes, ...item }))
      const results = await identify(c.get('ctx'), whole, options)
      const counts = { created: 0, updated: 0, filled: 0, unchanged: 0, merged: 0, failed: 0 }
      const answers = results.map((result) => {
        counts['problem' in result ? 'failed' : result.outcome] += 1
        return 'problem' in result
          ? { outcome: 'failed' as const, problem: told(result.problem) }
          : result
      })
      return c.json({ items: answers, counts }, 200)
    })
}
