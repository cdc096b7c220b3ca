import { detail } from '@cardfile/openapi'
import { existsSync, mkdirSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from '../../app.ts'
import { beginAccounts } from '../../auth/begin.ts'
import type { PasswordHasher } from '../../crypto/password-hasher.ts'
import type { AccountConfig } from '../config/accounts.ts'
import {
  type Config,
  ConfigError,
  type DatabaseConfig,
  defaultDatabaseTimeout,
} from '../config/config.ts'
import { createDatabase, type Database, unwritableError } from '../../db/database.ts'
import { migrate } from './migrate.ts'
import type { DatabaseClient } from '../../db/client.ts'
import { embeddedFile, openEmbedded } from '../../db/embedded.ts'
import { clientAddress, comesByProxy, type TrustedProxies } from '../../http/client-ip.ts'
import { answer } from '../../http/problem-response.ts'
import { memoryLimits } from '../../http/rate-limit.ts'
import { sizeOfPairs } from '../../http/request-limits.ts'
import { nodeCompressor } from './compressor.ts'
import { createDraining } from './draining.ts'
import { followRegularly } from './follow-timer.ts'
import { finishLeftJobs } from './job-timer.ts'
import { purgeRegularly } from './purge-timer.ts'
import { accountsOf } from './accounts.ts'
import { isLoopback, loopback } from './loopback.ts'
import { limitBodies } from './slow-bodies.ts'
import { startThreads } from '../threads/threads.ts'
import { ProblemError } from '../../errors/problem-error.ts'
import { commonHeaders, strictTransport } from '../../http/site-headers.ts'
import { createStaticSite } from './static-site.ts'

export { isLoopback } from './loopback.ts'

/**
 * Megabytes of the file that the thread which answers keeps at hand, as far as they are read. A filter reads
 * contacts from all over the file, and to get a page of it from the system costs more than all else that is done
 * with it: of 100,000 contacts these hold most (measured).
 */
const pageCacheMb = 48

/** A database that is open and at the present schema. */
interface OpenDatabase {
  client: DatabaseClient
  /** Whether this opening made it; only then may it be given sample data. */
  created: boolean
}

/**
 * Opens a database, makes an embedded one when it is missing, and migrates it.
 * The caller closes the client.
 * @throws ConfigError when it cannot be opened
 */
export async function openDatabase({
  url,
  authToken,
  timeout = defaultDatabaseTimeout,
}: DatabaseConfig): Promise<OpenDatabase> {
  const file = embeddedFile(url)
  const created = file !== undefined && !existsSync(file)
  const client = await reach(url, async () => {
    if (file === undefined) {
      // A server of a file need not have all that it takes to reach one.
      const { createRemoteClient } = await import('../../db/remote-client.ts')
      return createRemoteClient({ url, authToken, timeout })
    }
    mkdirSync(dirname(file), { recursive: true })
    return openEmbedded(url, { cacheMb: pageCacheMb })
  })
  try {
    await migrate(client)
  } catch (error) {
    const unwritable = unwritableError(error)
    if (!unwritable) throw error
    client.close()
    throw new ConfigError(
      `CARDFILE_DB is "${url.replace(/\?.*/, '')}", which cannot be brought to the present schema: ${unwritable.message}`,
    )
  }
  return { client, created }
}

/** @throws ConfigError when nothing that answers SQL is there, or it does not let us in */
async function reach(url: string, open: () => Promise<DatabaseClient>): Promise<DatabaseClient> {
  let client: DatabaseClient | undefined
  try {
    client = await open()
    await client.execute('SELECT count(*) FROM sqlite_master')
    return client
  } catch (error) {
    client?.close()
    // What follows a question mark may be a token.
    throw new ConfigError(
      `CARDFILE_DB (for a deploy, TURSO_DATABASE_URL) is "${url.replace(/\?.*/, '')}", which cannot be opened: ${firstCause(error)}`,
    )
  }
}

function firstCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? firstCause(error.cause) : error.message
}

interface ServerOptions {
  config: Config
  /** How people sign in; left out, as an empty environment has it. */
  accounts?: AccountConfig
  /** For tests of what is not about passwords, which hash many. */
  hasher?: PasswordHasher
  /** The built screens; without them the API alone is served. */
  siteFolder?: string
  /** Fills a database that has just been created. */
  addSample?: (db: Database) => Promise<void>
  /** Whether contacts are compared with each other behind writes; true but where that is measured. */
  comparesContacts?: boolean
  /** For tests, which have no time to wait. */
  timeouts?: Partial<typeof serverTimeouts>
}

/**
 * Milliseconds that a client may take for its headers and for its whole request, so that nobody holds
 * connections by sending a byte now and then, and how often that is looked at. A posted file may take
 * longer, as long as 64 KB of it come in each minute.
 */
const serverTimeouts = {
  headersTimeout: 15_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 5_000,
  fileWindow: 60_000,
  leastOfFile: 64 * 1024,
}
const filePath = /^\/api\/v1\/imports\/file(?:\?|$)/
/** Bytes of the address and all headers. The app's own limits are below, and answer in words. */
const maxHeaderSize = 96 * 1024

export interface RunningServer {
  /** What the first account is made with; null once there is one, or where none is asked for. */
  setupToken: string | null
  /** Where it listens, without a slash at the end. */
  url: string
  /**
   * Takes nothing new, lets requests under way finish, for at most ten seconds, and closes the
   * database.
   */
  close(): Promise<void>
}

const apiPath = /^https?:\/\/[^/?]+\/(?:api(?:[/?]|$)|healthz(?:\?|$))/

/** Settles when the server listens. @throws ConfigError when the address cannot be had */
function listening(server: Server, { host, port }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('listening', resolve)
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `PORT ${port} on ${host} is taken. Stop what listens there, or take another: PORT=${port + 1} npm start`,
        EACCES: `PORT ${port} may not be used by this user; ports from 1024 up may`,
        EADDRNOTAVAIL: `HOST ${host} is no address of this machine`,
        ENOTFOUND: `HOST ${host} is no name this machine knows`,
      }
      const reason = reasons[error.code ?? '']
      reject(reason === undefined ? error : new ConfigError(reason))
    })
  })
}

function incomingOf(env: unknown): IncomingMessage {
  return (env as { incoming: IncomingMessage }).incoming
}

function peerOf(env: unknown): string | null {
  return incomingOf(env).socket.remoteAddress ?? null
}

/** TLS ends at a proxy in front; ours speaks plain HTTP. */
function isBehindTls(request: Request, env: unknown, trusted: TrustedProxies): boolean {
  return request.headers.get('x-forwarded-proto') === 'https' && comesByProxy(peerOf(env), trusted)
}

/** To whoever comes while what is under way is being finished. */
function stoppingResponse(): Response {
  const problem = new ProblemError('unavailable', { detail: detail('server_stopping') })
  const response = answer(problem, crypto.randomUUID())
  for (const [name, value] of Object.entries(commonHeaders)) response.headers.set(name, value)
  response.headers.set('connection', 'close')
  return response
}

/**
 * Serves the API and the screens on Node.
 * @throws ConfigError when the address is taken or cannot be used, or the database cannot be opened
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, siteFolder, addSample, timeouts, comparesContacts = true } = options
  const { client, created } = await openDatabase({
    url: config.databaseUrl,
    authToken: config.authToken,
    timeout: config.databaseTimeout,
  })
  const threads = config.databaseUrl.startsWith('file:')
    ? startThreads(client, config.databaseUrl, { isDurable: config.isDurable })
    : null
  const db = createDatabase(threads?.writer ?? client, {
    isNear: threads !== null,
    ...(threads && { scanner: threads.scanner }),
  })
  // Nothing that was deleted is left lying in the log beside the file.
  const forget = async () => threads?.writer.emptyLog()
  const closeDatabase = async () => {
    await Promise.all([threads?.imports.close(), threads?.scanner.close()])
    // All that it holds is in its log as well, from which the next opening takes it.
    await forget().catch((error: unknown) =>
      console.error(
        JSON.stringify({
          message: 'emptying the log of the database failed',
          error: String(error),
        }),
      ),
    )
    await threads?.writer.close()
    client.close()
  }
  if (created && config.sampleData) await addSample?.(db)

  const timers = [
    purgeRegularly(db, { afterwards: forget }),
    finishLeftJobs(db),
    ...(comparesContacts ? [followRegularly(db)] : []),
  ]
  const stopTimers = () => Promise.all(timers.map((stop) => stop()))
  const { trustedProxies } = config
  const accounts = accountsOf(options)
  const setupToken = await beginAccounts(accounts, db)
  const app = createApp({
    db,
    accounts,
    clientIp: (request, env) =>
      clientAddress(peerOf(env), request.headers.get('x-forwarded-for'), trustedProxies),
    headersSize: (_, env) => sizeOfPairs(incomingOf(env).rawHeaders),
    limits: memoryLimits(config.rateLimit),
    ...(threads && { imports: threads.imports }),
    compressor: nodeCompressor,
    namesFromIdentities: config.namesFromIdentities,
    forget,
  })
  const site = siteFolder === undefined ? app : createStaticSite(siteFolder)
  // While nobody has to sign in, being out of reach is the only guard, and a foreign page must not
  // get around it by giving its own name our address (DNS rebinding).
  const localOnly = isLoopback(config.host)

  const draining = createDraining()
  const { headersTimeout, ...bodies } = { ...serverTimeouts, ...timeouts }

  const server = serve({
    hostname: config.host,
    port: config.port,
    serverOptions: {
      headersTimeout,
      // Node's own would cut off every file that takes longer; see `limitBodies`.
      requestTimeout: 0,
      connectionsCheckingInterval: bodies.connectionsCheckingInterval,
      maxHeaderSize,
    },
    async fetch(request, env) {
      if (draining.stopping) return stoppingResponse()
      draining.begin(env.outgoing as ServerResponse)
      if (localOnly && !loopback.test(request.headers.get('host') ?? 'localhost')) {
        const refusal = 'This server answers to localhost only; see HOST.\n'
        return new Response(refusal, { status: 421, headers: commonHeaders })
      }
      const response = await (apiPath.test(request.url) ? app : site).fetch(request, env)
      if (isBehindTls(request, env, trustedProxies)) response.headers.set(...strictTransport)
      return response
    },
  }) as Server
  limitBodies(server, bodies, ({ method, url = '' }) => method === 'POST' && filePath.test(url))

  try {
    await listening(server, config)
  } catch (error) {
    await stopTimers()
    await closeDatabase()
    throw error
  }
  const { address, family, port } = server.address() as AddressInfo
  const name = family === 'IPv6' ? `[${address}]` : address

  return {
    setupToken,
    url: `http://${name}:${port}`,
    async close() {
      // Whoever comes meanwhile is told so: a proxy tries the next server, a browser once more.
      await Promise.all([draining.stop(10_000), stopTimers()])
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await closeDatabase()
    },
  }
}
