import { type Need, detail } from '@cardfile/openapi'
import { createMiddleware } from 'hono/factory'
import { matchedRoutes } from 'hono/route'
import type { Environment } from './environment.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { actorOf } from '../installation/caller.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import { unauthenticated } from '../installation/authorization.ts'
import type { Identify } from '../installation/identify.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Decides at the root, before any handler and before a body is read, who may go on. What is mounted
 * without saying what it needs is let through to nobody.
 *
 * @param needs what each operation needs, asked once all are mounted
 * @param isOpen paths that are no operations and guard themselves
 */
export function guard(deps: {
  needs: () => ReadonlyMap<string, Need>
  isOpen: (path: string) => boolean
  identify: Identify
  /** Where browsers reach us. */
  originOf: (request: Request) => string
}) {
  let needs: ReadonlyMap<string, Need> | undefined
  return createMiddleware<Environment>(async (c, next) => {
    const handler = matchedRoutes(c).find(({ method }) => method !== 'ALL')
    if (!handler || deps.isOpen(c.req.path)) return next()
    needs ??= deps.needs()
    const need = needs.get(`${handler.method} ${handler.path}`)
    if (need === undefined) throw new Error(`${handler.path} does not say what it needs`)
    if (need === 'public') return next()
    const ctx = c.get('ctx')
    const { caller, headers } = await deps.identify(c.req.raw, ctx)
    // A browser sends the cookie with whatever any page asks it to send; only our own may ask.
    if (caller.kind === 'person' && !safe.has(c.req.method))
      refuseForeign(c.req.raw, deps.originOf(c.req.raw))
    const definitions = new CallerDefinitions(ctx.definitions.shared, caller, need)
    c.set('ctx', { ...ctx, caller, actor: actorOf(caller), definitions })
    // Work that asks for the definitions is judged by them again; not all of it does.
    const judge = () => definitions.use(ctx.db, async () => undefined)
    await judge()
    c.set('recheck', async () => {
      const again = await deps.identify(c.req.raw, ctx)
      if (actorOf(again.caller) !== actorOf(caller)) throw unauthenticated(detail('session_over'))
      await judge()
    })
    await next()
    headers?.forEach((value, name) => c.res.headers.append(name, value))
  })
}

/** @throws ProblemError `wrong_origin` unless the browser says that the page asking is ours */
export function refuseForeign(request: Request, ourOrigin: string): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const ours = origin === null ? site === 'same-origin' : origin === ourOrigin
  if (!ours)
    throw new ProblemError('wrong_origin', {
      detail: detail('foreign_origin'),
    })
}
