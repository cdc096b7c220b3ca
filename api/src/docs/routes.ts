import { type OpenAPIHono, z } from '@hono/zod-openapi'
import type { Environment } from '../http/environment.ts'
import { operation } from '../http/operation.ts'
import { createRouter, json, refusals } from '../http/router.ts'
import { openApiDocument } from './document.ts'

const document = operation({
  method: 'get',
  path: '/openapi.json',
  operationId: 'getDocument',
  permission: 'signed_in',
  summary: 'This document, with the fields of this installation that you may see',
  tags: ['Operation'],
  responses: { 200: json(z.looseObject({}), 'An OpenAPI 3.1 document'), ...refusals() },
})

/** The live document: the custom fields of this installation are in it. */
export function documentRoutes(app: OpenAPIHono<Environment>) {
  return createRouter().openapi(document, async (c) => {
    const { db, definitions } = c.get('ctx')
    const { fields, sections } = await definitions.refresh(db)
    return c.json(openApiDocument(app, fields, sections), 200)
  })
}
