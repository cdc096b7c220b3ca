import { largestPage } from '@cardfile/openapi'
import { downloadResponse, mediaTypes } from '../http/download.ts'
import type { DocumentTag } from '../http/document-tags.ts'
import { operation } from '../http/operation.ts'
import { pageCursor } from '../http/page-cursor.ts'
import { createRouter, json, refusals } from '../http/router.ts'
import { wholeNumber } from '../http/whole-number.ts'
import { auditFilterQuery, auditListSchema } from './schemas.ts'
import * as service from './service.ts'

const tags: DocumentTag[] = ['Audit']

const list = operation({
  method: 'get',
  path: '/audit',
  operationId: 'listAudit',
  permission: 'view_audit',
  summary: 'Who did what, newest first',
  tags,
  request: {
    query: auditFilterQuery.extend({
      cursor: pageCursor(20),
      pageSize: wholeNumber(1, largestPage, 'How many entries a page has').optional(),
    }),
  },
  responses: { 200: json(auditListSchema, 'A page of the audit log'), ...refusals('invalid') },
})

const exported = operation({
  method: 'get',
  path: '/audit/export',
  operationId: 'exportAudit',
  permission: 'view_audit',
  summary: 'The audit log as a file',
  tags,
  request: { query: auditFilterQuery },
  responses: {
    200: {
      description: 'CSV, newest first',
      content: { [mediaTypes.csv]: { schema: { type: 'string' as const, format: 'binary' } } },
    },
    ...refusals('invalid'),
  },
})

export const auditRoutes = createRouter()
  .openapi(list, async (c) =>
    c.json(await service.listAudit(c.get('ctx'), c.req.valid('query')), 200),
  )
  .openapi(exported, async (c) =>
    downloadResponse(service.exportAudit(c.get('ctx'), c.req.valid('query'))),
  )
