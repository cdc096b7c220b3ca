import { detail } from '@cardfile/openapi'
import type { Context as HonoContext } from 'hono'
import type { Context } from '../installation/context.ts'
import type { Environment } from '../http/environment.ts'
import { readJsonBytes } from '../http/body.ts'
import { nothingThere } from '../http/known-paths.ts'
import { answer } from '../http/problem-response.ts'
import { personById } from '../people/service.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { strictJson } from '../http/strict-json.ts'
import type { Caller } from '../installation/caller.ts'
import { CallerDefinitions } from '../installation/caller-definitions.ts'
import { actorOf } from '../installation/caller.ts'
import { refuseForeign } from '../http/guard.ts'
import { authPath, createAuth } from './auth.ts'
import { cookiePrefix, readCookie, sessionCookie, sessionDataCookie } from './cookies.ts'
import { endOtherSessions } from './end-others.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { recordEffect, recordFailure } from './effects.ts'
import type { Identify } from '../installation/identify.ts'
import { newSessionOf } from './new-session.ts'
import { passwordFaults } from '../people/password-rules.ts'
import { authPaths, methodsOf } from './paths.ts'
import { problemOf } from './problem-of.ts'
import { isStoredToken } from './session-token.ts'
import { type Accounts, originOf } from '../installation/account-settings.ts'
import { ensureOwner } from './setup.ts'
import { told } from './sign-in.ts'
import { asksForUser } from './user-verification.ts'
import { admit, recordSuccess, rememberPlace, takeBack } from './throttle.ts'

type Body = Record<string, unknown>

/** What asks the identity provider; its document is not fetched for anything else. */
const byProvider = new Set(['/sign-in/social', '/callback/oidc'])

/** Codes, keys and names: nothing that is sent here is longer. */
const largestBody = 16 * 1024

/**
 * better-auth behind our own door: only the paths we list, only from our own pages, with our limits
 * on guessing, and with what happened in the audit log. Its refusals leave as problem bodies.
 */
export function authHandler(accounts: Accounts, identify: Identify, ended: EndedSessions) {
  return async (c: HonoContext<Environment>): Promise<Response> => {
    const { method } = c.req
    const path = c.req.path.slice(authPath.length)
    const known = authPaths.get(`${method} ${path}`)
    if (!known) throw nothingThere(method, c.req.path, methodsOf(path))
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
    const email = known.isTry ? await emailTried(caller, known.signedIn, body, ctx) : null
    if (path === '/change-password' && body) prepareChange(body, email ?? '')
    const attempt = email === null ? null : await admit(accounts, ctx, c.req.raw, email)
    const since = ctx.now()

    let fault: unknown
    const auth = createAuth(accounts, ctx.db, origin, {
      oidc: byProvider.has(path),
      onEnded: (id) => ended.add(id),
      code: path === '/two-factor/verify-totp' ? String(body?.code) : undefined,
    })
    const response =
      path === '/revoke-other-sessions'
        ? await endOtherSessions(ctx, caller, ended)
        : await auth.handler(inner(c.req.raw, origin, body, ctx.ip)).catch((error: unknown) => {
            fault = error
            return new Response(null, { status: 500 })
          })
    const prefix = cookiePrefix(new URL(origin).protocol)
    const begun = newSessionOf(response.headers, sessionDataCookie(prefix))
    // Ours to answer and to log, in words that tell nothing.
    if (response.status >= 500) {
      // Nobody has guessed wrong: nothing was compared.
      if (attempt) await takeBack(attempt, ctx).catch(() => undefined)
      throw fault ?? new Error(`${path} failed`)
    }
    if (response.status >= 400) {
      const problem = await problemOf(response)
      await recordFailure(known.effect, ctx, attempt, problem)
      // A browser that comes back from the provider shows whatever it is answered.
      if (path === '/callback/oidc') return redirect(`${origin}/sign-in?error=${problem.code}`)
      return withCookies(answer(problem, ctx.requestId), response.headers)
    }
    if (attempt) await recordSuccess(attempt, ctx)
    if (begun && known.effect === 'sign_in')
      await rememberPlace(accounts, ctx, c.req.raw, begun, response.headers)
    const effect = caller.kind === 'person' && known.effectWithin
    await recordEffect(effect || known.effect, ctx, { caller, begun, since })
    const shown = path === '/passkey/generate-authenticate-options' ? asksForUser : hideToken
    return withBody(response, shown)
  }
}

/** @throws ProblemError `unauthenticated` where the caller is nobody who may still do anything */
async function asCaller(ctx: Context, caller: Caller): Promise<Context> {
  const definitions = new CallerDefinitions(ctx.definitions.shared, caller, 'signed_in')
  await definitions.use(ctx.db, async () => undefined)
  return { ...ctx, caller, actor: actorOf(caller), definitions }
}

async function readBody({ headers, body: sent }: Request): Promise<Body> {
  const text = strictJson(await readJsonBytes(headers, sent, largestBody))
  if (text === '') return {}
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body
  } catch {
    // Answered below, with all else that is no object.
  }
  throw new ProblemError('invalid_request', { detail: detail('not_json_object') })
}

/** Whose password is tried: one's own in a session, else that of whoever signs in. */
async function emailTried(
  caller: Caller,
  signedIn: boolean,
  body: Body | null,
  ctx: Context,
): Promise<string> {
  if (signedIn && caller.kind === 'person') return (await personById(ctx, caller.id)).email
  return String(body?.email)
}

/** Our own rules for passwords, and the end of every other session. */
function prepareChange(body: Body, email: string): void {
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

/** @param change of a body that is an object */
async function withBody(response: Response, change: (body: Body) => Body): Promise<Response> {
  const isJson = response.headers.get('content-type')?.includes('json')
  if (!isJson || response.status >= 300) return response
  const body: unknown = await response.json()
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const shown = isObject ? change(body as Body) : body
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  return new Response(JSON.stringify(shown), { status: response.status, headers })
}

/** The session's token belongs into its cookie, where no script can read it. */
function hideToken(body: Body): Body {
  const { token: _, session, ...rest } = body
  if (session === undefined) return rest
  return { ...rest, session: session === null ? null : hideToken(session as Body) }
}
