import { getCookieCache } from 'better-auth/cookies'
import type { Context } from '../installation/context.ts'
import type { Caller, Identified } from '../installation/caller.ts'
import { nobody } from '../installation/caller.ts'
import type { Identify } from '../installation/identify.ts'
import { believedFor, createAuth } from './auth.ts'
import {
  cookiePrefix,
  decodedCookie,
  readCookie,
  sessionCookie,
  sessionDataCookie,
} from './cookies.ts'
import { clockTolerance } from './clock.ts'
import { identifyByEdge } from './cloudflare-access.ts'
import type { EndedSessions } from './ended-sessions.ts'
import { Remembered } from './remembered.ts'
import { isStoredToken } from './session-token.ts'
import { type Accounts, originOf } from '../installation/account-settings.ts'

interface SessionData {
  session: { id: string; token: string; createdAt: Date | string }
  user: { id: string; name: string }
}

/**
 * Who has the session a request is sent in. What the signed cookie says is believed for a minute, so
 * that this costs no trip; then the session is looked up and the cookie made anew, to be passed on.
 * Whether the person may still do anything is not asked here: every batch is guarded by that.
 */
export function identifySession(accounts: Accounts, ended: EndedSessions): Identify {
  const checked = new Remembered<Caller>(1_000)
  const byEdge = identifyByEdge(accounts.settings.cloudflareAccess)
  return async (request, ctx) => {
    const vouched = byEdge && (await byEdge(request, ctx))
    if (vouched) return vouched
    const header = request.headers.get('cookie')
    if (header === null) return { caller: nobody }
    const prefix = cookiePrefix(new URL(originOf(accounts, request)).protocol)
    const token = readCookie(header, sessionCookie(prefix))
    if (token === null || isStoredToken(token)) return { caller: nobody }
    const signed = decodedCookie(token)
    if (signed === null) return { caller: nobody }
    const data = readCookie(header, sessionDataCookie(prefix))
    if (data === null) return lookUp(accounts, request, ctx)
    const key = `${token} ${data}`
    const known = checked.get(key)
    if (known) return { caller: unlessEnded(known) }
    // It fails for what is no Base64 instead of saying that nobody signed it.
    const told = await getCookieCache(request, {
      cookiePrefix: prefix,
      secret: accounts.settings.secret,
      isSecure: false,
    }).catch(() => undefined)
    if (told === undefined) return { caller: nobody }
    // The token is signed in its own cookie; here it must be the one this cookie was signed with.
    const isOurs = told && signed.startsWith(`${told.session.token}.`)
    // Made by a clock that has been set back since, it would be believed for as long.
    if (!isOurs || told.updatedAt > Date.now() + clockTolerance)
      return lookUp(accounts, request, ctx)
    const caller = callerOf(told)
    checked.set(key, caller, Math.min(told.updatedAt, Date.now()) + believedFor * 1_000)
    return { caller: unlessEnded(caller) }
  }

  function unlessEnded(caller: Caller): Caller {
    return caller.kind === 'person' && ended.has(caller.sessionId) ? nobody : caller
  }
}

async function lookUp(accounts: Accounts, request: Request, ctx: Context): Promise<Identified> {
  const auth = createAuth(accounts, ctx.db, originOf(accounts, request))
  const { response, headers } = await auth.api.getSession({
    headers: request.headers,
    query: { disableCookieCache: true },
    returnHeaders: true,
  })
  const cookies = new Headers()
  for (const cookie of headers.getSetCookie()) cookies.append('set-cookie', cookie)
  return { caller: response ? callerOf(response) : nobody, headers: cookies }
}

function callerOf({ session, user }: SessionData): Caller {
  return {
    kind: 'person',
    id: user.id,
    name: user.name,
    sessionId: session.id,
    sessionSince: new Date(session.createdAt).getTime(),
  }
}
