import { z } from '@hono/zod-openapi'
import {
  mePatchSchema,
  meSchema,
  preferencesPatchSchema,
  preferencesSchema,
  passwordByLinkSchema,
  passwordSetSchema,
  personInviteSchema,
  personLinkSchema,
  personPatchSchema,
  personSchema,
} from '@cardfile/openapi'
import { refuseForeign } from '../http/guard.ts'
import { type Accounts, originOf } from '../installation/account-settings.ts'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { setPasswordByLink } from './links.ts'
import { changePreferences } from './preferences.ts'
import * as service from './service.ts'

const tags: DocumentTag[] = ['People and access']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The person’s id' }) })
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['not_found', 'precondition_required', 'stale', 'wrong_state'] as const
const onePerson = (description: string) => ({
  ...json(personSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/people',
  operationId: 'listPeople',
  permission: 'manage_people',
  summary: 'List the people who have an account',
  tags,
  responses: {
    200: json(z.object({ data: z.array(personSchema) }).openapi('PersonList'), 'By name'),
    ...refusals(),
  },
})

const invite = operation({
  method: 'post',
  path: '/people',
  operationId: 'invitePerson',
  permission: 'manage_people',
  summary: 'Invite somebody, by a link to pass on',
  tags,
  request: { body: jsonBody(personInviteSchema) },
  responses: {
    201: json(
      personLinkSchema.extend({ person: personSchema }).openapi('Invitation'),
      'The person, and the link by which they set their password within a week',
    ),
    ...refusals(...bodyRefusals, 'already_exists'),
  },
})

const change = operation({
  method: 'patch',
  path: '/people/{id}',
  operationId: 'updatePerson',
  permission: 'manage_people',
  summary: 'Rename somebody, give them another role, suspend them or let them in again',
  description: 'Another role, or being suspended, ends their sessions.',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(personPatchSchema) },
  responses: {
    200: onePerson('The person as they are now'),
    ...refusals(...bodyRefusals, ...guarded),
  },
})

const remove = operation({
  method: 'delete',
  path: '/people/{id}',
  operationId: 'removePerson',
  permission: 'manage_people',
  summary: 'Remove somebody; their name stays in the logs',
  description:
    'API keys they made go on working, unless they are revoked with them, which needs `manage_keys` too.',
  tags,
  request: {
    params: byId,
    headers: ifMatchHeader,
    query: z.strictObject({
      keys: z.enum(['keep', 'revoke']).optional().openapi({
        description: 'What becomes of the API keys they made; left out, they are kept',
      }),
    }),
  },
  responses: {
    204: { description: 'They have no account any more' },
    ...refusals(...guarded, 'invalid'),
  },
})

const resetLink = operation({
  method: 'post',
  path: '/people/{id}/reset-link',
  operationId: 'createResetLink',
  permission: 'manage_people',
  summary: 'Make a link by which somebody sets a new password',
  tags,
  request: { params: byId },
  responses: {
    201: json(personLinkSchema, 'The link, in the place of any before it'),
    ...refusals(
      'not_found',
      'wrong_state',
      'invalid',
      'invalid_request',
      'unsupported_media_type',
      'too_large',
    ),
  },
})

const endSessions = operation({
  method: 'delete',
  path: '/people/{id}/sessions',
  operationId: 'endSessions',
  permission: 'manage_people',
  summary: 'End all of somebody’s sessions',
  tags,
  request: { params: byId },
  responses: {
    204: { description: 'They have to sign in again' },
    ...refusals('not_found', 'invalid'),
  },
})

const setPassword = operation({
  method: 'post',
  path: '/passwords',
  operationId: 'setPassword',
  permission: 'public',
  summary: 'Set a password by a link',
  tags: ['Accounts'],
  request: { body: jsonBody(passwordByLinkSchema) },
  responses: {
    200: json(passwordSetSchema, 'It is set; sign in with it'),
    ...refusals(...bodyRefusals, 'not_found', 'wrong_state', 'wrong_origin', 'too_many_requests'),
  },
})

const me = operation({
  method: 'get',
  path: '/me',
  operationId: 'getMe',
  permission: 'signed_in',
  summary: 'Who asks, and what they may do',
  tags: ['Accounts'],
  responses: { 200: json(meSchema, 'The caller'), ...refusals() },
})

const updateMe = operation({
  method: 'patch',
  path: '/me',
  operationId: 'updateMe',
  permission: 'signed_in',
  summary: 'Change one’s own name, or the language of one’s screens',
  tags: ['Accounts'],
  request: { body: jsonBody(mePatchSchema) },
  responses: { 200: json(meSchema, 'The caller'), ...refusals(...bodyRefusals) },
})

const updatePreferences = operation({
  method: 'patch',
  path: '/me/preferences',
  operationId: 'updatePreferences',
  permission: 'signed_in',
  summary: 'Change how one has arranged the screens for oneself',
  tags: ['Accounts'],
  request: { body: jsonBody(preferencesPatchSchema) },
  responses: {
    200: json(preferencesSchema, 'The preferences as they are now'),
    ...refusals(...bodyRefusals),
  },
})

export function peopleRoutes(accounts: Accounts) {
  return createRouter()
    .openapi(list, async (c) => c.json({ data: await service.listPeople(c.get('ctx')) }, 200))
    .openapi(invite, async (c) => {
      const origin = originOf(accounts, c.req.raw)
      return c.json(await service.invitePerson(c.get('ctx'), c.req.valid('json'), origin), 201)
    })
    .openapi(change, async (c) => {
      const { id } = c.req.valid('param')
      const expected = expectedVersion(c.req.valid('header')['if-match'])
      const person = await service.changePerson(c.get('ctx'), id, expected, c.req.valid('json'))
      return c.json(person, 200, { etag: etagOf(person) })
    })
    .openapi(remove, async (c) => {
      const expected = expectedVersion(c.req.valid('header')['if-match'])
      const revokeKeys = c.req.valid('query').keys === 'revoke'
      await service.removePerson(c.get('ctx'), c.req.valid('param').id, expected, { revokeKeys })
      return c.body(null, 204)
    })
    .openapi(resetLink, async (c) => {
      const origin = originOf(accounts, c.req.raw)
      return c.json(await service.makeResetLink(c.get('ctx'), c.req.valid('param').id, origin), 201)
    })
    .openapi(endSessions, async (c) => {
      await service.endSessions(c.get('ctx'), c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(setPassword, async (c) => {
      refuseForeign(c.req.raw, originOf(accounts, c.req.raw))
      const set = await setPasswordByLink(c.get('ctx'), accounts.hasher, c.req.valid('json'))
      return c.json(set, 200)
    })
    .openapi(me, async (c) => c.json(await service.readMe(c.get('ctx')), 200))
    .openapi(updateMe, async (c) =>
      c.json(await service.changeMe(c.get('ctx'), c.req.valid('json')), 200),
    )
    .openapi(updatePreferences, async (c) =>
      c.json(await changePreferences(c.get('ctx'), c.req.valid('json')), 200),
    )
}
