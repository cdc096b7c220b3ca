import { z } from '@hono/zod-openapi'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { operation } from './operation.ts'
import { createRouter, json, refusals } from './router.ts'

const health = operation({
  method: 'get',
  path: '/healthz',
  operationId: 'checkHealth',
  permission: 'public',
  summary: 'Whether the server and its database answer',
  tags: ['Operation'],
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'Both answer'), ...refusals() },
})

export const healthRoutes = createRouter().openapi(health, async (c) => {
  await c.get('ctx').db.batch([selectSchemaVersion], 'read')
  return c.json({ status: 'ok' as const }, 200)
})
