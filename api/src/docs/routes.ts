import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Environment } from '../http/environment.ts'
import { createRouter } from '../http/router.ts'
import { openApiDocument } from './document.ts'

/** The live document: the custom fields of this installation are in it. */
export function documentRoutes(app: OpenAPIHono<Environment>) {
  return createRouter().get('/openapi.json', async (c) => {
    const { db, definitions } = c.get('ctx')
    const { fields } = await definitions.refresh(db)
    return c.json(openApiDocument(app, fields))
  })
}
