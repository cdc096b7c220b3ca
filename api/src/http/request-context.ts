import { createMiddleware } from 'hono/factory'
import type { Database } from '../db/database.ts'
import type { Definitions } from '../fields/definitions.ts'
import type { Environment } from './environment.ts'

/**
 * Gives each request its id, its own meter on the database, and a `Server-Timing` header that says
 * what it cost: the round-trip budget is asserted on it.
 */
export function requestContext(deps: {
  db: Database
  definitions: Definitions
  now: () => number
}) {
  return createMiddleware<Environment>(async (c, next) => {
    const requestId = crypto.randomUUID()
    const db = deps.db.session()
    c.set('ctx', { db, definitions: deps.definitions, now: deps.now, requestId, actor: null })
    await next()
    const { trips, time } = db.meter
    c.header('x-request-id', requestId)
    c.header('server-timing', `db;dur=${time.toFixed(1)};desc="${trips} trips"`)
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
  })
}
