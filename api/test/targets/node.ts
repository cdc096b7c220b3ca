import { createClient as createFileClient } from '@libsql/client/sqlite3'
import { createClient } from '@libsql/client/web'
import { type Accounts, noAccounts } from '../../src/installation/account-settings.ts'
import { createApp } from '../../src/app.ts'
import { createDatabase, type Database } from '../../src/db/database.ts'
import { openDatabase } from '../../src/platform/node/node.ts'
import { continueLeftJobs } from '../../src/jobs/continue-job.ts'
import { jobWorks } from '../../src/job-works.ts'
import { purge } from '../../src/purge/purge.ts'
import { nodeCompressor } from '../../src/platform/node/compressor.ts'
import { scanInThread } from '../../src/platform/threads/scanner.ts'
import { freshDatabase, freshServer } from './fresh-database.ts'
import { hashers } from './hashing.ts'
import { testSecret, testSetupToken } from './sign-in.ts'
import { origin, type Started, type Starting } from './target.ts'

const settings: Accounts['settings'] = {
  ...noAccounts.settings,
  secret: testSecret,
  setupToken: testSetupToken,
}

function appOver(db: Database, { hashing, oidc }: Starting) {
  return createApp({
    db,
    accounts: { settings: { ...settings, oidc: oidc ?? null }, hasher: hashers[hashing] },
    compressor: nodeCompressor,
    // As at the edge, so that a test can come from any address.
    clientIp: (request) => request.headers.get('cf-connecting-ip'),
  })
}

/** What the timers of a server do. */
async function scheduled(db: Database, at: number): Promise<void> {
  await purge(db, at)
  await continueLeftJobs(db, jobWorks, () => at)
}

type App = ReturnType<typeof appOver>

const askIn =
  (app: App): Started['ask'] =>
  async (path, init) =>
    await app.fetch(new Request(new URL(path, origin), init))

/** The app in this process, over an embedded file. */
export async function startNodeTarget(starting: Starting): Promise<Started> {
  const file = await freshDatabase()
  const url = `file:${file}`
  const { client } = await openDatabase({ url, authToken: undefined })
  const scanner = scanInThread(url)
  return {
    ask: askIn(appOver(createDatabase(client, { isNear: true, scanner }), starting)),
    schedule: (at) => scheduled(createDatabase(client), at),
    client,
    connect: () => createFileClient({ url, concurrency: 1, timeout: 5_000 }),
    file,
    server: null,
    async close() {
      await scanner.close()
      client.close()
    },
  }
}

/** The app in this process, over a real libSQL server. */
export async function startNodeOverServer(starting: Starting): Promise<Started> {
  const { detour } = starting
  const server = await freshServer()
  const { url, token, file } = server
  const timeout = detour && detour.timeoutSeconds * 1_000
  const { client: own } = await openDatabase({
    url: detour?.via(url) ?? url,
    authToken: token,
    ...(timeout !== undefined && { timeout }),
  })
  const connect = () => createClient({ url, authToken: token })
  const client = connect()
  const db = createDatabase(own)
  return {
    ask: askIn(appOver(db, starting)),
    schedule: (at) => scheduled(db, at),
    client,
    connect,
    file,
    server,
    async close() {
      own.close()
      client.close()
      await server.stop()
    },
  }
}
