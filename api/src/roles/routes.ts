import { z } from '@hono/zod-openapi'
import { roleCreateSchema, rolePatchSchema, roleSchema } from '@cardfile/openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import * as service from './service.ts'

const tags: DocumentTag[] = ['People and access']
const byId = z.object({ id: z.string().max(64).openapi({ description: 'The role’s id' }) })
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['stale', 'precondition_required', 'wrong_state', 'not_found'] as const
const oneRole = (description: string) => ({
  ...json(roleSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/roles',
  operationId: 'listRoles',
  permission: 'signed_in',
  summary: 'List the roles',
  tags,
  responses: {
    200: json(z.object({ data: z.array(roleSchema) }).openapi('RoleList'), 'All roles'),
    ...refusals(),
  },
})

const create = operation({
  method: 'post',
  path: '/roles',
  operationId: 'createRole',
  permission: 'manage_people',
  summary: 'Make a role of permissions you have yourself',
  tags,
  request: { body: jsonBody(roleCreateSchema) },
  responses: { 201: oneRole('The new role'), ...refusals(...bodyRefusals, 'already_exists') },
})

const update = operation({
  method: 'patch',
  path: '/roles/{id}',
  operationId: 'updateRole',
  permission: 'manage_people',
  summary: 'Rename a role, or change what it may do',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(rolePatchSchema) },
  responses: {
    200: oneRole('The role as it is now'),
    ...refusals(...bodyRefusals, ...guarded, 'already_exists'),
  },
})

const remove = operation({
  method: 'delete',
  path: '/roles/{id}',
  operationId: 'deleteRole',
  permission: 'manage_people',
  summary: 'Delete a role that nobody has',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: { 204: { description: 'It is gone' }, ...refusals(...guarded, 'in_use', 'invalid') },
})

export const roleRoutes = createRouter()
  .openapi(list, async (c) => c.json({ data: await service.listRoles(c.get('ctx')) }, 200))
  .openapi(create, async (c) => {
    const role = await service.createRole(c.get('ctx'), c.req.valid('json'))
    return c.json(role, 201, { etag: etagOf(role) })
  })
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const role = await service.updateRole(c.get('ctx'), id, expected, c.req.valid('json'))
    return c.json(role, 200, { etag: etagOf(role) })
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await service.deleteRole(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
