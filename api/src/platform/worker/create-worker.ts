import { randomToken } from '../../crypto/digest.ts'
import type { Accounts } from '../../installation/account-settings.ts'
import { createApp } from '../../app.ts'
import { ConfigError, type Env, readNaming, readTursoConfig } from '../config/config.ts'
import { readAccounts } from '../config/accounts.ts'
import { createDatabase, type Database } from '../../db/database.ts'
import { createRemoteClient } from '../../db/remote-client.ts'
import type { RateLimits } from '../../http/rate-limit.ts'
import {
  defaultRateLimit,
  peoplePerAddress,
  type PlatformLimiter,
  platformLimiter,
  rateWindow,
} from '../../http/rate-limiter.ts'
import type { PasswordHasher } from '../../crypto/password-hasher.ts'
import { nativeScrypt } from '../node/scrypt.ts'
import { followDuplicates } from '../../duplicates/follow.ts'
import { continueLeftJobs } from '../../jobs/continue-job.ts'
import { jobWorks } from '../../job-works.ts'
import { purge } from '../../purge/purge.ts'

type App = ReturnType<typeof createApp>

/** The part of the runtime's context that Hono passes on. */
export type ExecutionContext = Parameters<App['fetch']>[2]

/** Secrets, and the limits that wrangler.toml declares. */
export type WorkerEnvironment = Env & {
  ACCOUNT_LIMIT?: PlatformLimiter | undefined
  ADDRESS_LIMIT?: PlatformLimiter | undefined
}

/** The platform counts, for the whole location: an isolate sees only a part of what comes in. */
function limitsOf({ ACCOUNT_LIMIT, ADDRESS_LIMIT }: WorkerEnvironment): RateLimits | undefined {
  if (!ACCOUNT_LIMIT || !ADDRESS_LIMIT) return undefined
  return {
    address: platformLimiter(ADDRESS_LIMIT, defaultRateLimit * peoplePerAddress, rateWindow),
    account: platformLimiter(ACCOUNT_LIMIT, defaultRateLimit, rateWindow),
  }
}

/** Trips of one run: the platform's free plan ends a request at 50. */
const mostBatches = 44
/** What a step that is begun may still take. */
const tripsOfStep = 4

/** As wrangler.toml has it. */
const everyMinute = '* * * * *'

/**
 * Everybody in the world can reach a Worker, so that the first account needs a token as well.
 * @throws ConfigError
 */
function accountsOf(env: Env, hasher: PasswordHasher): Accounts {
  const { secret, ...settings } = readAccounts(env)
  if (secret === null) throw new ConfigError('CARDFILE_SECRET is not set; it needs 32 characters')
  // Without one nobody can guess it, and the owner is made by CARDFILE_OWNER_EMAIL or not at all.
  const setupToken = settings.setupToken ?? randomToken()
  return { settings: { ...settings, secret, setupToken }, hasher }
}

function open(env: Env): Database {
  return createDatabase(createRemoteClient(readTursoConfig(env)))
}

function start(env: WorkerEnvironment, db: Database, hasher: PasswordHasher): App {
  return createApp({
    db,
    accounts: accountsOf(env, hasher),
    // The platform sets this header itself, whatever the client sent.
    clientIp: (request) => request.headers.get('cf-connecting-ip'),
    limits: limitsOf(env),
    namesFromIdentities: readNaming(env),
  })
}

/** What the platform calls. */
export interface CardfileWorker {
  fetch(
    request: Request,
    env: WorkerEnvironment,
    context: ExecutionContext,
  ): Response | Promise<Response>
  /**
   * By the Cron Triggers, as far as one run gets: goes on with long work that was left in the middle, and,
   * by the one that comes less often, removes what is past its time.
   */
  scheduled(event: { scheduledTime: number; cron?: string }, env: Env): Promise<void>
}

/**
 * The API for Cloudflare Workers, over the database of the first environment it is called with: one
 * for each isolate. The screens are served by the platform's assets.
 * @param hasher another cost of passwords than what is deployed has, for tests of other things
 */
export function createWorker(hasher: PasswordHasher = nativeScrypt): CardfileWorker {
  let app: App | undefined
  let db: Database | undefined
  return {
    fetch(request, env, context) {
      db ??= open(env)
      app ??= start(env, db, hasher)
      return app.fetch(request, env, context)
    },
    async scheduled({ scheduledTime, cron }, env) {
      db ??= open(env)
      if (cron !== everyMinute) await purge(db, scheduledTime, { mostBatches: mostBatches / 2 })
      const trips = cron === everyMinute ? mostBatches : mostBatches / 2
      const now = () => scheduledTime
      const taken = await continueLeftJobs(db, jobWorks, now, { mostTrips: trips - tripsOfStep })
      await followDuplicates(db, now, { mostTrips: trips - taken - tripsOfStep })
    },
  }
}
