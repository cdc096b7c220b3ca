import { existsSync, mkdirSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { type Client, createClient } from '@libsql/client/web'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { type Config, ConfigError, type DatabaseConfig } from './config.ts'
import { createDatabase, type Database } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { openEmbedded } from './embedded.ts'
import { writeInThread } from './node-writer.ts'
import { createStaticSite } from './static-site.ts'

/** A database that is open and at the present schema. */
export interface OpenDatabase {
  client: Client
  /** Whether this opening made it; only then may it be given sample data. */
  created: boolean
}

/**
 * Opens a database, makes an embedded one when it is missing, and migrates it.
 * The caller closes the client.
 * @throws ConfigError when it cannot be opened
 */
export async function openDatabase({ url, authToken }: DatabaseConfig): Promise<OpenDatabase> {
  const file = /^file:(?:\/\/(?=\/))?([^?]+)/.exec(url)?.[1]
  const created = file !== undefined && !existsSync(file)
  const client = await reach(url, async () => {
    if (file === undefined) return createClient({ url, authToken })
    mkdirSync(dirname(file), { recursive: true })
    return openEmbedded(url)
  })
  await migrate(client)
  return { client, created }
}

/** @throws ConfigError when nothing that answers SQL is there, or it does not let us in */
async function reach(url: string, open: () => Promise<Client>): Promise<Client> {
  let client: Client | undefined
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

export interface ServerOptions {
  config: Config
  /** The built screens; without them the API alone is served. */
  siteFolder?: string
  /** Fills a database that has just been created. */
  addSample?: (db: Database) => Promise<void>
}

export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  url: string
  /** Lets requests under way finish, for at most ten seconds, and closes the database. */
  close(): Promise<void>
}

const apiPath = /^https?:\/\/[^/?]+\/(?:api(?:[/?]|$)|healthz(?:\?|$))/

/** Loopback names, with any port: what a browser on this machine calls us by. */
const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i

export function isLoopback(host: string): boolean {
  return loopback.test(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host)
}

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

/**
 * Serves the API and the screens on Node.
 * @throws ConfigError when the address is taken or cannot be used, or the database cannot be opened
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, siteFolder, addSample } = options
  const { client, created } = await openDatabase({
    url: config.databaseUrl,
    authToken: config.authToken,
  })
  const writer = config.databaseUrl.startsWith('file:')
    ? writeInThread(client, config.databaseUrl)
    : null
  const db = createDatabase(writer ?? client)
  const closeDatabase = async () => {
    await writer?.close()
    client.close()
  }
  if (created && config.sampleData) await addSample?.(db)

  const app = createApp({ db })
  const site = siteFolder === undefined ? app : createStaticSite(siteFolder)
  // While nobody has to sign in, being out of reach is the only guard, and a foreign page must not
  // get around it by giving its own name our address (DNS rebinding).
  const localOnly = isLoopback(config.host)

  const server = serve({
    hostname: config.host,
    port: config.port,
    fetch(request, env) {
      if (localOnly && !loopback.test(request.headers.get('host') ?? 'localhost')) {
        return new Response('This server answers to localhost only; see HOST.\n', { status: 421 })
      }
      return apiPath.test(request.url) ? app.fetch(request, env) : site.fetch(request, env)
    },
  }) as Server

  try {
    await listening(server, config)
  } catch (error) {
    await closeDatabase()
    throw error
  }
  const { address, family, port } = server.address() as AddressInfo
  const name = family === 'IPv6' ? `[${address}]` : address

  return {
    url: `http://${name}:${port}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      // A kept connection falls idle only after its last response, so one look is not enough.
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      const impatience = setTimeout(() => server.closeAllConnections(), 10_000)
      await closed
      clearInterval(idle)
      clearTimeout(impatience)
      await closeDatabase()
    },
  }
}
