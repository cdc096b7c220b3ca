import { createRemoteJWKSet, jwtVerify } from 'jose'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import type { Context } from '../installation/context.ts'
import { bumpDefinitions } from '../installation/definition-rows.ts'
import { selectPersonByEmail, takeUpInvitation, touchSignIn } from '../people/store.ts'
import type { Caller } from '../installation/caller.ts'
import type { Identify } from '../installation/identify.ts'
import { believedFor } from './auth.ts'
import { Remembered } from './remembered.ts'
import type { CloudflareAccessSettings } from '../installation/account-settings.ts'

/** Times in milliseconds since 1970. */
interface Claims {
  email: string
  since: number
  until: number
}

type Person = Extract<Caller, { kind: 'person' }>

/** A header that was signed since somebody last came is a new sign-in over there. */
async function recordSignIn(ctx: Context, actor: Person, since: number): Promise<void> {
  const onlyIf = sql`EXISTS (SELECT 1 FROM people
    WHERE user_id = ${actor.id} AND state = 'active' AND coalesce(last_sign_in_at, 0) < ${since})`
  await ctx.db.batch(
    [
      auditStatement({ ctx, action: 'session.sign_in', actor, onlyIf }),
      touchSignIn({ id: actor.id, at: ctx.now() }),
    ],
    'write',
  )
}

const header = 'cf-access-jwt-assertion'

/**
 * Who Cloudflare Access, standing in front of us, has let through: it signs a header on each request
 * with the team's keys. Somebody whose e-mail has no account here is nobody. What was checked is
 * believed for a minute, as a session's cookie is.
 *
 * Source of the rules: Cloudflare One documentation, “Validate JWTs”.
 *
 * @returns null where it is not configured; answers null for a request that does not bring the header
 *   or brings one that does not hold
 */
export function identifyByEdge(settings: CloudflareAccessSettings | null) {
  if (!settings) return null
  const { issuer, audience } = settings
  const keys = createRemoteJWKSet(new URL(`${issuer}/cdn-cgi/access/certs`))
  const checked = new Remembered<Caller>(1_000)
  return async (...[request, ctx]: Parameters<Identify>) => {
    const token = request.headers.get(header)
    if (token === null) return null
    const known = checked.get(token)
    if (known) return { caller: known }
    const claims = await verified(token)
    if (!claims) return null
    const [found] = await ctx.db.batch([selectPersonByEmail({ email: claims.email })], 'read')
    const [row] = found?.rows ?? []
    if (!row) return null
    const caller = {
      kind: 'person' as const,
      id: String(row.id),
      name: String(row.name),
      sessionId: 'cloudflare-access',
      // Cloudflare's session is not ours to end; suspending the person is.
      sessionSince: Number.MAX_SAFE_INTEGER,
    }
    if (row.state === 'invited')
      await ctx.db.batch([takeUpInvitation({ id: caller.id }), bumpDefinitions], 'write')
    const isNew = Number(row.last_sign_in_at ?? 0) < claims.since
    if (isNew && row.state !== 'suspended') await recordSignIn(ctx, caller, claims.since)
    checked.set(token, caller, Math.min(Date.now() + believedFor * 1_000, claims.until))
    return { caller }
  }

  async function verified(token: string): Promise<Claims | null> {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })
      const { email, iat = 0, exp } = payload
      if (typeof email !== 'string' || exp === undefined) return null
      return {
        email: email.normalize('NFC').toLowerCase(),
        since: iat * 1_000,
        until: exp * 1_000,
      }
    } catch {
      return null
    }
  }
}
