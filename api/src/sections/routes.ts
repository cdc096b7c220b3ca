import { z } from '@hono/zod-openapi'
import { sectionCreateSchema, sectionPatchSchema, sectionSchema } from '@cardfile/openapi'
import { etagOf, expectedVersion, ifMatchHeader } from '../http/etag.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { createRouter, etagHeaders, json, jsonBody, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { createSection, deleteSection, listSections, updateSection } from './service.ts'

const tags: DocumentTag[] = ['Fields']
const byId = z.object({
  id: wholeNumber(1, Number.MAX_SAFE_INTEGER, 'The section’s id'),
})
const bodyRefusals = ['invalid_request', 'unsupported_media_type', 'too_large', 'invalid'] as const
const guarded = ['stale', 'precondition_required', 'not_found'] as const
const oneSection = (description: string) => ({
  ...json(sectionSchema, description),
  headers: etagHeaders,
})

const list = operation({
  method: 'get',
  path: '/sections',
  operationId: 'listSections',
  permission: 'signed_in',
  summary: 'List the sections of the form in their order',
  description:
    'A field says which section it stands in; one of which you may see no field is not listed to you. The list of fields has them too.',
  tags,
  responses: {
    200: json(z.object({ data: z.array(sectionSchema) }).openapi('SectionList'), 'The sections'),
    ...refusals(),
  },
})

const create = operation({
  method: 'post',
  path: '/sections',
  operationId: 'createSection',
  permission: 'manage_fields',
  summary: 'Make a section, the last one of the form',
  description: 'Fields are put into it by their order, or one by one as their `section`.',
  tags,
  request: { body: jsonBody(sectionCreateSchema) },
  responses: {
    201: oneSection('The new section'),
    ...refusals(...bodyRefusals, 'already_exists', 'wrong_state'),
  },
})

const update = operation({
  method: 'patch',
  path: '/sections/{id}',
  operationId: 'updateSection',
  permission: 'manage_fields',
  summary: 'Rename a section, or change how it is laid out',
  tags,
  request: { params: byId, headers: ifMatchHeader, body: jsonBody(sectionPatchSchema) },
  responses: {
    200: oneSection('The section as it is now'),
    ...refusals(...bodyRefusals, ...guarded, 'already_exists'),
  },
})

const remove = operation({
  method: 'delete',
  path: '/sections/{id}',
  operationId: 'deleteSection',
  permission: 'manage_fields',
  summary: 'Delete a section; its fields stay, outside of any',
  tags,
  request: { params: byId, headers: ifMatchHeader },
  responses: { 204: { description: 'It is gone' }, ...refusals('invalid', ...guarded) },
})

export const sectionRoutes = createRouter()
  .openapi(list, async (c) => c.json({ data: [...(await listSections(c.get('ctx')))] }, 200))
  .openapi(create, async (c) => {
    const section = await createSection(c.get('ctx'), c.req.valid('json'))
    return c.json(section, 201, { etag: etagOf(section) })
  })
  .openapi(update, async (c) => {
    const { id } = c.req.valid('param')
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    const section = await updateSection(c.get('ctx'), id, expected, c.req.valid('json'))
    return c.json(section, 200, { etag: etagOf(section) })
  })
  .openapi(remove, async (c) => {
    const expected = expectedVersion(c.req.valid('header')['if-match'])
    await deleteSection(c.get('ctx'), c.req.valid('param').id, expected)
    return c.body(null, 204)
  })
