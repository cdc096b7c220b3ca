import { createMiddleware } from 'hono/factory'
import { nobody } from '../installation/caller.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import type { Database } from '../db/database.ts'
import type { Definitions } from '../installation/definitions.ts'
import type { Environment } from './environment.ts'
import type { Log } from './problem-response.ts'

/**
 * Gives each request its id, its own meter on the database, and a `Server-Timing` header that says
 * what it cost: the round-trip budget is asserted on it. Who sends it is found out later.
 */
export function requestContext(deps: {
  db: Database
  definitions: Definitions
  now: () => number
  log: Log
  clientIp: (request: Request, env: unknown) => string | null
}) {
  return createMiddleware<Environment>(async (c, next) => {
    const requestId = crypto.randomUUID()
    const db = deps.db.session()
    c.set('ctx', {
      db,
      definitions: new CallerDefinitions(deps.definitions, nobody, 'public'),
      now: deps.now,
      requestId,
      caller: nobody,
      actor: null,
      ip: deps.clientIp(c.req.raw, c.env),
      later(work) {
        const settled = work.catch((error: unknown) =>
          deps.log({ requestId, message: 'work behind the answer failed', error }),
        )
        try {
          c.executionCtx.waitUntil(settled)
        } catch {
          // Only the edge stops what goes on behind an answer, and only there is somebody to ask.
        }
      },
    })
    await next()
    const { trips, time } = db.meter
    // On the answer itself: through the context each would copy the whole of it.
    const { headers } = c.res
    headers.set('x-request-id', requestId)
    headers.set('server-timing', `db;dur=${time.toFixed(1)};desc="${trips} trips"`)
  })
}
