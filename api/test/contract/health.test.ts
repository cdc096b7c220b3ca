import { beforeAll, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

test('says that the server and its database answer', async () => {
  const { status, body } = await api.get<{ status: string }>('/healthz')
  expect(status).toBe(200)
  expect(body).toEqual({ status: 'ok' })
})

test('says so where the database does not answer, and not why', async () => {
  await api.client.execute('ALTER TABLE schema_state RENAME TO gone')
  const response = await api.fetch('/healthz')
  await api.client.execute('ALTER TABLE gone RENAME TO schema_state')
  expect(response.status).toBeGreaterThanOrEqual(500)
  const body = (await response.json()) as { code: string; detail?: string }
  expect(['internal', 'unavailable']).toContain(body.code)
  expect(JSON.stringify(body)).not.toMatch(/schema_state|SQL/i)
})
