import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webDist } from '../../scripts/build-web.ts'
import { readConfig } from '../../src/config.ts'
import { readAccounts } from '../../src/config-accounts.ts'
import { openDatabase, startServer } from '../../src/node.ts'
import { makePerson, testSecret } from '../targets/sign-in.ts'

/** The whole product for one browser test: screens and API, over a database of its own. */
export interface Site {
  /** Where it listens, without a slash at the end. */
  url: string
  /** Cookies of an owner who is signed in. */
  cookies: { name: string; value: string }[]
  close(): Promise<void>
}

/** Starts the real server on a free port over an empty database, where an owner is signed in. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-browser-'))
  const config = readConfig({ PORT: '0', CARDFILE_DB: `file:${join(folder, 'test.db')}` })
  const accounts = readAccounts({ CARDFILE_SECRET: testSecret })
  const server = await startServer({ config, accounts, siteFolder: webDist })
  const { client } = await openDatabase({ url: config.databaseUrl, authToken: undefined })
  const owner = await makePerson(client, 'owner', { name: 'Olive Owner' })
  client.close()
  return {
    url: server.url,
    cookies: owner.headers.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1) }
    }),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
