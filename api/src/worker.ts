import { createClient } from '@libsql/client/web'
import { createApp } from './app.ts'
import { type Env, readTursoConfig } from './config.ts'
import { createDatabase, type Database } from './db/database.ts'
import type { RateLimits } from './http/rate-limit.ts'
import {
  defaultRateLimit,
  peoplePerAddress,
  type PlatformLimiter,
  platformLimiter,
  rateWindow,
} from './http/rate-limiter.ts'

import { purge } from './purge/purge.ts'

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
