import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webDist } from '../../scripts/build-web.ts'
import { readConfig } from '../../src/platform/config/config.ts'
import { readAccounts } from '../../src/platform/config/accounts.ts'
import { startServer } from '../../src/platform/node/node.ts'
import { testSecret } from '../targets/sign-in.ts'

/** The whole product for one browser test: screens and API, over a database of its own. */
export interface Site {
  /** Where it listens, without a slash at the end. */
  url: string
  /** What the first account is made with, where that is asked for. */
  setupToken?: string
  close(): Promise<void>
}

/** Starts the real server on a free port over an empty database, where nobody has an account. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-browser-'))
  const config = readConfig({ PORT: '0', CARDFILE_DB: `file:${join(folder, 'test.db')}` })
  const accounts = readAccounts({ CARDFILE_SECRET: testSecret })
  const server = await startServer({ config, accounts, siteFolder: webDist })
  return {
    url: server.url,
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
