import type { Context as HonoContext } from 'hono'
import type { Context } from '../installation/context.ts'
import type { Environment } from '../http/environment.ts'
import { addressHeader, createAuth } from './auth.ts'
import { cookiePrefix, sessionDataCookie } from './cookies.ts'
import { newSessionOf } from './new-session.ts'
import { type Accounts, originOf } from '../installation/account-settings.ts'
import { rememberPlace } from './throttle.ts'

/** Begins a session for somebody whose password has just been set. @returns headers with its cookies */
export async function signIn(
  accounts: Accounts,
  ctx: Context,
  request: Request,
  { email, password }: { email: string; password: string },
): Promise<Headers> {
  const origin = originOf(accounts, request)
  const auth = createAuth(accounts, ctx.db, origin)
  const { headers } = await auth.api.signInEmail({
    body: { email, password },
    headers: told(request.headers, ctx.ip),
    returnHeaders: true,
  })
  const begun = newSessionOf(headers, sessionDataCookie(cookiePrefix(new URL(origin).protocol)))
  if (begun) await rememberPlace(accounts, ctx, request, begun, headers)
  return headers
}

/** A request's headers with the client's address as we know it, whatever the client says. */
export function told(headers: Headers, ip: string | null): Headers {
  const copy = new Headers(headers)
  copy.delete(addressHeader)
  if (ip !== null) copy.set(addressHeader, ip)
  return copy
}

/** Adds cookies to an answer, beside those it sets already. */
export function passCookies(headers: Headers, c: HonoContext<Environment>): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}
