import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness, type TestHarness } from 'wrangler'
import { buildWorker, workerDist } from '../../scripts/build-worker.ts'
import { root } from '../../scripts/processes.ts'
import { testSecret } from '../targets/sign-in.ts'

let edge: TestHarness

beforeAll(async () => {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  await buildWorker()
  edge = createTestHarness({
    root,
    workers: [
      {
        configPath: join(root, 'wrangler.toml'),
        prebuiltWorkerDir: workerDist,
        secrets: {
          TURSO_DATABASE_URL: 'http://127.0.0.1:9',
          TURSO_AUTH_TOKEN: 'none',
          CARDFILE_SECRET: testSecret,
        },
      },
    ],
  })
  await edge.listen()
})
afterAll(() => edge?.close())

const headersOf = async (path: string) => {
  const { status, headers } = await edge.fetch(path)
  return { status, headers: Object.fromEntries(headers) }
}

describe('the screens as the edge serves them', () => {
  it.each(['/', '/contacts', '/contacts/1', '/favicon.svg'])(
    'carry their headers at %s',
    async (path) => {
      const { status, headers } = await headersOf(path)
      expect(status).toBe(200)
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("script-src 'self';"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      })
    },
  )

  it('leave the API’s answers to the API', async () => {
    const { status, headers } = await headersOf('/api/v1/nothing')
    expect(status).toBe(404)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })
})
