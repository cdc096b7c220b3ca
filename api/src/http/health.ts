import { z } from '@hono/zod-openapi'
import { sql } from 'drizzle-orm/sql'
import { compile } from '../db/statement.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import { operation } from './operation.ts'
import { createRouter, json, refusals } from './router.ts'

const health = operation({
  method: 'get',
  path: '/healthz',
  operationId: 'checkHealth',
  permission: 'public',
  summary: 'Whether the server and its database answer',
  description:
    'Once a change was refused for want of room, or since the database can only be read, it says so until one would be taken again.',
  tags: ['Operation'],
  responses: { 200: json(z.object({ status: z.literal('ok') }), 'Both answer'), ...refusals() },
})

/** Writes as much as a contact with long texts takes, and leaves nothing of it. */
const needsRoom = [
  compile(sql`INSERT OR REPLACE INTO verifications
    (id, identifier, value, expires_at, created_at, updated_at)
    VALUES ('room', 'room', hex(zeroblob(32768)), 0, 0, 0)`),
  compile(sql`DELETE FROM verifications WHERE id = 'room'`),
]

export const healthRoutes = createRouter().openapi(health, async (c) => {
  const { db } = c.get('ctx')
  await db.batch([selectSchemaVersion], 'read')
  if (db.writes.areRefused) await db.batch(needsRoom, 'write')
  return c.json({ status: 'ok' as const }, 200)
})
