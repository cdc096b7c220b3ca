import type { Context as HonoContext } from 'hono'
import type { Context } from '../../context.ts'
import type { Environment } from '../../http/environment.ts'
import { answer } from '../../http/problem-response.ts'
import { personById } from '../../people/service.ts'
import { invalid, ProblemError } from '../../problem-error.ts'
import type { Caller } from '../caller.ts'
import { CallerDefinitions } from '../caller-definitions.ts'
import { actorOf } from '../caller.ts'
import { refuseForeign } from '../guard.ts'
import { authPath, createAuth } from './auth.ts'
import { cookiePrefix, readCookie, sessionCookie, sessionDataCookie } from './cookies.ts'
import { recordEffect, recordFailure } from './effects.ts'
import type { Identify } from '../identify.ts'
import { newSessionOf } from './new-session.ts'
import { passwordFaults } from './password-rules.ts'
import { authPaths } from './paths.ts'
import { problemOf } from './problem-of.ts'
import { isStoredToken } from './session-token.ts'
import { type Accounts, originOf } from './settings.ts'
import { ensureOwner } from './setup.ts'
import { told } from './sign-in.ts'
import { admit, recordSuccess, rememberPlace } from './throttle.ts'

type Body = Record<string, unknown>

/** What asks the identity provider; its document is not fetched for anything else. */
const byProvider = new Set(['/sign-in/social', '/callback/oidc'])

/** Codes, keys and names: nothing that is sent here is longer. */
const largestBody = 16 * 1024

/**
 * better-auth behind our own door: only the paths we list, only from our own pages, with our limits
 * on guessing, and with what happened in the audit log. Its refusals leave as problem bodies.
 */
export function authHandler(accounts: Accounts, identify: Identify) {
  return async (c: HonoContext<Environment>): Promise<Response> => {
    const { method } = c.req
    const path = c.req.path.slice(authPath.length)
    const known = authPaths.get(`${method} ${path}`)
    if (!known) throw notThere(method, c.req.path)
    const origin = originOf(accounts, c.req.raw)
    const isUnsafe = method !== 'GET'
    if (isUnsafe) refuseForeign(c.req.raw, origin)
    const body = isUnsafe ? await readBody(c.req.raw) : null

    let ctx = c.get('ctx')
    const { caller } = await identify(c.req.raw, ctx)
    if (known.signedIn) {
      // A session of somebody suspended is no session, whatever better-auth thinks of it.
      ctx = await asCaller(ctx, caller)
      c.set('ctx', ctx)
    }
    if (path === '/sign-in/email') await ensureOwner(accounts, ctx)
    if (path === '/change-password') await prepareChange(body, caller, ctx)
    const attempt =
      path === '/sign-in/email' ? await admit(accounts, ctx, c.req.raw, String(body?.email)) : null

    let fault: unknown
    const auth = createAuth(accounts, ctx.db, origin, {
      oidc: byProvider.has(path),
      onError: (error) => (fault = error),
    })
    const response = await auth.handler(inner(c.req.raw, origin, body, ctx.ip))
    const prefix = cookiePrefix(new URL(origin).protocol)
    const begun = newSessionOf(response.headers, sessionDataCookie(prefix))
    // Ours to answer and to log, in words that tell nothing.
    if (response.status >= 500) throw fault ?? new Error(`${path} failed`)
    if (response.status >= 400) {
      const problem = await problemOf(response)
      if (known.effect === 'sign_in') await recordFailure(ctx, attempt, problem)
      // A browser that comes back from the provider shows whatever it is answered.
      if (path === '/callback/oidc') return redirect(`${origin}/sign-in?error=${problem.code}`)
      return withCookies(answer(problem, ctx.requestId), response.headers)
    }
    if (attempt) await recordSuccess(attempt, ctx)
    if (begun && known.effect === 'sign_in')
      await rememberPlace(accounts, ctx, c.req.raw, begun, response.headers)
    await recordEffect(known.effect, ctx, { caller, begun })
    return withoutToken(response)
  }
}

function notThere(method: string, path: string): ProblemError {
  return new ProblemError('not_found', { detail: `There is nothing at ${method} ${path}.` })
}

/** @throws ProblemError `unauthenticated` where the caller is nobody who may still do anything */
async function asCaller(ctx: Context, caller: Caller): Promise<Context> {
  const definitions = new CallerDefinitions(ctx.definitions.shared, caller, 'signed_in')
  await definitions.use(ctx.db, async () => undefined)
  return { ...ctx, caller, actor: actorOf(caller), definitions }
}

async function readBody(request: Request): Promise<Body> {
  const type = request.headers.get('content-type') ?? ''
  const text = await request.text()
  if (text === '') return {}
  if (!/^application\/json\s*(;|$)/i.test(type))
    throw new ProblemError('unsupported_media_type', { detail: 'Send application/json in UTF-8.' })
  if (text.length > largestBody)
    throw new ProblemError('too_large', { detail: `At most ${largestBody} bytes are taken.` })
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body
  } catch {
    // Answered below, with all else that is no object.
  }
  throw new ProblemError('invalid_request', { detail: 'The body is no JSON object.' })
}

/** Our own rules for passwords, and the end of every other session. */
async function prepareChange(body: Body | null, caller: Caller, ctx: Context): Promise<void> {
  if (!body || caller.kind !== 'person') return
  const { email } = await personById(ctx, caller.id)
  const faults = passwordFaults(String(body.newPassword ?? ''), email)
  if (faults.length > 0) throw invalid({ newPassword: faults })
  body.revokeOtherSessions = true
}

/** What better-auth is asked: at our own address, with what we know of the client. */
function inner(request: Request, origin: string, body: Body | null, ip: string | null): Request {
  const { pathname, search } = new URL(request.url)
  const headers = told(request.headers, ip)
  const token = readCookie(
    headers.get('cookie'),
    sessionCookie(cookiePrefix(new URL(origin).protocol)),
  )
  if (token !== null && isStoredToken(token)) headers.delete('cookie')
  headers.delete('content-length')
  if (body) headers.set('content-type', 'application/json')
  return new Request(`${origin}${pathname}${search}`, {
    method: request.method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}

function withCookies(response: Response, from: Headers): Response {
  for (const cookie of from.getSetCookie()) response.headers.append('set-cookie', cookie)
  return response
}

/** The session's token belongs into its cookie, where no script can read it. */
async function withoutToken(response: Response): Promise<Response> {
  const isJson = response.headers.get('content-type')?.includes('json')
  if (!isJson || response.status >= 300) return response
  const body: unknown = await response.json()
  const shown = Array.isArray(body) ? body : hideToken(body)
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(shown), { status: response.status, headers })
}

function hideToken(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  const { token: _, session, ...rest } = body as Body
  return session === undefined ? rest : { ...rest, session: hideToken(session) }
}
