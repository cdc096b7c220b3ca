import { type Accounts, noAccounts } from '../../src/installation/account-settings.ts'
import { createApp } from '../../src/app.ts'
import { createDatabase } from '../../src/db/database.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { purge } from '../../src/purge/purge.ts'
import { nodeCompressor } from '../../src/platform/node/compressor.ts'
import { nativeScrypt } from '../../src/platform/node/scrypt.ts'
import { scanInThread } from '../../src/platform/threads/scanner.ts'
import { freshDatabase } from './fresh-database.ts'
import { testSecret, testSetupToken } from './sign-in.ts'
import { origin, type Started } from './target.ts'

const testAccounts: Accounts = {
  settings: { ...noAccounts.settings, secret: testSecret, setupToken: testSetupToken },
  hasher: nativeScrypt,
}

/** The app in this process, over an embedded file. */
export async function startNodeTarget(): Promise<Started> {
  const file = await freshDatabase()
  const url = `file:${file}`
  const { client } = await openDatabase({ url, authToken: undefined })
  const scanner = scanInThread(url)
  const app = createApp({
    db: createDatabase(client, { isNear: true, scanner }),
    accounts: testAccounts,
    compressor: nodeCompressor,
    // As at the edge, so that a test can come from any address.
    clientIp: (request) => request.headers.get('cf-connecting-ip'),
  })
  return {
    async ask(path, init) {
      return await app.fetch(new Request(new URL(path, origin), init))
    },
    async schedule(at) {
      await purge(createDatabase(client), at)
    },
    client,
    file,
    async close() {
      await scanner.close()
      client.close()
    },
  }
}
