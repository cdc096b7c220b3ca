import { createClient } from '@libsql/client/web'
import { createApp } from './app.ts'
import { type Env, readTursoConfig } from './config.ts'
import { createDatabase } from './db/database.ts'
import type { RateLimits } from './http/rate-limit.ts'
import {
  defaultRateLimit,
  peoplePerAddress,
  type PlatformLimiter,
  platformLimiter,
  rateWindow,
} from './http/rate-limiter.ts'

type App = ReturnType<typeof createApp>

/** The part of the runtime's context that Hono passes on. */
type ExecutionContext = Parameters<App['fetch']>[2]

/** The limits that wrangler.toml declares. */
interface Bindings {
  ACCOUNT_LIMIT?: PlatformLimiter
  ADDRESS_LIMIT?: PlatformLimiter
}

let app: App | undefined

/** The platform counts, for the whole location: an isolate sees only a part of what comes in. */
function limitsOf({ ACCOUNT_LIMIT, ADDRESS_LIMIT }: Bindings): RateLimits | undefined {
  if (!ACCOUNT_LIMIT || !ADDRESS_LIMIT) return undefined
  return {
    address: platformLimiter(ADDRESS_LIMIT, defaultRateLimit * peoplePerAddress, rateWindow),
    account: platformLimiter(ACCOUNT_LIMIT, defaultRateLimit, rateWindow),
  }
}

function start(env: Env, bindings: Bindings): App {
  const client = createClient({
    ...readTursoConfig(env),
    // The client queues calls beyond this number and starts them from whichever request ends first;
    // the runtime forbids a request to do another's I/O, so nothing may ever be queued.
    concurrency: Number.MAX_SAFE_INTEGER,
  })
  return createApp({
    db: createDatabase(client),
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
}
