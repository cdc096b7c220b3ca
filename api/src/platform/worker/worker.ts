import { createClient } from '@libsql/client/web'
import { randomToken } from '../../crypto/digest.ts'
import type { Accounts } from '../../installation/account-settings.ts'
import { createApp } from '../../app.ts'
import { ConfigError, type Env, readTursoConfig } from '../config/config.ts'
import { readAccounts } from '../config/accounts.ts'
import { createDatabase, type Database } from '../../db/database.ts'
import type { RateLimits } from '../../http/rate-limit.ts'
import {
  defaultRateLimit,
  peoplePerAddress,
  type PlatformLimiter,
  platformLimiter,
  rateWindow,
} from '../../http/rate-limiter.ts'
import { nativeScrypt } from '../node/scrypt.ts'

import { purge } from '../../purge/purge.ts'

type App = ReturnType<typeof createApp>

/** The part of the runtime's context that Hono passes on. */
type ExecutionContext = Parameters<App['fetch']>[2]

/** The limits that wrangler.toml declares. */
interface Bindings {
  ACCOUNT_LIMIT?: PlatformLimiter
  ADDRESS_LIMIT?: PlatformLimiter
}

let app: App | undefined
let db: Database | undefined

/** The platform counts, for the whole location: an isolate sees only a part of what comes in. */
function limitsOf({ ACCOUNT_LIMIT, ADDRESS_LIMIT }: Bindings): RateLimits | undefined {
  if (!ACCOUNT_LIMIT || !ADDRESS_LIMIT) return undefined
  return {
    address: platformLimiter(ADDRESS_LIMIT, defaultRateLimit * peoplePerAddress, rateWindow),
    account: platformLimiter(ACCOUNT_LIMIT, defaultRateLimit, rateWindow),
  }
}

/** Trips of one run: the platform's free plan ends a request at 50. */
const mostBatches = 45

/**
 * Everybody in the world can reach a Worker, so that the first account needs a token as well.
 * @throws ConfigError
 */
function accountsOf(env: Env): Accounts {
  const { secret, ...settings } = readAccounts(env)
  if (secret === null) throw new ConfigError('CARDFILE_SECRET is not set; it needs 32 characters')
  // Without one nobody can guess it, and the owner is made by CARDFILE_OWNER_EMAIL or not at all.
  const setupToken = settings.setupToken ?? randomToken()
  return { settings: { ...settings, secret, setupToken }, hasher: nativeScrypt }
}

function open(env: Env): Database {
  const client = createClient({
    ...readTursoConfig(env),
    // The client queues calls beyond this number and starts them from whichever request ends first;
    // the runtime forbids a request to do another's I/O, so nothing may ever be queued.
    concurrency: Number.MAX_SAFE_INTEGER,
  })
  return createDatabase(client)
}

function start(env: Env, bindings: Bindings): App {
  db ??= open(env)
  return createApp({
    db,
    accounts: accountsOf(env),
    // The platform sets this header itself, whatever the client sent.
    clientIp: (request) => request.headers.get('cf-connecting-ip'),
    limits: limitsOf(bindings),
  })
}

/** Cloudflare Workers: one app per isolate. The screens are served by the platform's assets. */
export default {
  fetch(
    request: Request,
    env: Env & Bindings,
    context: ExecutionContext,
  ): Response | Promise<Response> {
    app ??= start(env, env)
    return app.fetch(request, env, context)
  },
  /** By the Cron Trigger: removes what is past its time, as far as one run gets. */
  async scheduled({ scheduledTime }: { scheduledTime: number }, env: Env): Promise<void> {
    db ??= open(env)
    await purge(db, scheduledTime, { mostBatches })
  },
}
