import { createRemoteJWKSet, jwtVerify } from 'jose'
import { selectPersonByEmail } from '../../people/store.ts'
import type { Caller } from '../caller.ts'
import type { Identify } from '../identify.ts'
import { believedFor } from './auth.ts'
import { Remembered } from './remembered.ts'
import type { CloudflareAccessSettings } from './settings.ts'

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
    const caller: Caller = {
      kind: 'person',
      id: String(row.id),
      name: String(row.name),
      sessionId: 'cloudflare-access',
      // Cloudflare's session is not ours to end; suspending the person is.
      sessionSince: Number.MAX_SAFE_INTEGER,
    }
    checked.set(token, caller, Math.min(Date.now() + believedFor * 1_000, claims.until))
    return { caller }
  }

  async function verified(token: string): Promise<{ email: string; until: number } | null> {
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })
      const { email, exp } = payload
      if (typeof email !== 'string' || exp === undefined) return null
      return { email: email.normalize('NFC').toLowerCase(), until: exp * 1_000 }
    } catch {
      return null
    }
  }
}
