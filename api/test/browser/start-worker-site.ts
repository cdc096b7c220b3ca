import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestHarness } from 'wrangler'
import { buildWorker, workerDist } from '../../scripts/build-worker.ts'
import { root } from '../../scripts/processes.ts'
import { startSqld } from '../../scripts/sqld.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { testSecret, testSetupToken } from '../targets/sign-in.ts'
import type { Site } from './start-site.ts'

/** The same product as `startSite` in the runtime of the edge: the deployed bundle and its assets. */
export async function startWorkerSite(): Promise<Site> {
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  await buildWorker()
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-browser-worker-'))
  const file = join(folder, 'test.db')
  const { client } = await openDatabase({ url: `file:${file}`, authToken: undefined })
  client.close()
  const sqld = await startSqld({ folder: join(folder, 'sqld'), file })
  const edge = createTestHarness({
    root,
    workers: [
      {
        configPath: join(root, 'wrangler.toml'),
        prebuiltWorkerDir: workerDist,
        secrets: {
          TURSO_DATABASE_URL: sqld.url,
          TURSO_AUTH_TOKEN: sqld.token,
          CARDFILE_SECRET: testSecret,
          CARDFILE_SETUP_TOKEN: testSetupToken,
        },
      },
    ],
  })
  const { url } = await edge.listen()
  return {
    url: url.origin,
    setupToken: testSetupToken,
    async close() {
      await edge.close()
      await sqld.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
