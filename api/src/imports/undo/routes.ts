import type { DocumentTag } from '../../http/document-tags.ts'
import { operation } from '../../http/operation.ts'
import { createRouter, json, refusals } from '../../http/router.ts'
import { byId, pageQuery } from '../import/request-schemas.ts'
import { keptListSchema, undoAnswerSchema } from '../results/schemas.ts'
import { listKept } from './skipped.ts'
import { undoImport } from './service.ts'

const tags: DocumentTag[] = ['Imports']

const undo = operation({
  method: 'post',
  path: '/imports/{id}/undo',
  operationId: 'undoImport',
  permission: 'import_contacts',
  summary: 'Undo an import, a step at a time',
  description:
    'Undoes up to 1,000 contacts; repeat it until `done`. Contacts the import created go to the trash, those it changed get back the values of before. Contacts that others changed since are left alone and listed under `/kept`, each with its reason; so are those whose field is read only by now and would change, or is required by now and would be empty.',
  tags,
  request: { params: byId },
  responses: {
    200: json(undoAnswerSchema, 'How far undoing has come'),
    ...refusals('not_found', 'wrong_state', 'busy', 'unsupported_media_type', 'too_large'),
  },
})

const kept = operation({
  method: 'get',
  path: '/imports/{id}/kept',
  operationId: 'listImportKept',
  permission: 'import_contacts',
  summary: 'Contacts that undoing an import left alone',
  tags,
  request: { params: byId, query: pageQuery },
  responses: {
    200: json(keptListSchema, 'A page of contacts, each with the reason'),
    ...refusals('not_found', 'invalid'),
  },
})

export const undoRoutes = createRouter()
  .openapi(undo, async (c) => c.json(await undoImport(c.get('ctx'), c.req.valid('param').id), 200))
  .openapi(kept, async (c) =>
    c.json(await listKept(c.get('ctx'), c.req.valid('param').id, c.req.valid('query')), 200),
  )
