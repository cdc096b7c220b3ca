import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'
import { bumpDefinitions } from '../installation/definition-rows.ts'
import { takeUpInvitation } from '../people/store.ts'
import type { OidcSettings } from '../installation/account-settings.ts'

const oidcProvider = 'oidc'

/** Sign-in by an OpenID Connect provider, where one is configured. */
export function oidcPlugins(oidc: OidcSettings | null) {
  if (!oidc) return []
  return [
    genericOAuth({
      config: [
        {
          providerId: oidcProvider,
          name: oidc.name,
          discoveryUrl: `${oidc.issuer}/.well-known/openid-configuration`,
          requireIdTokenVerification: true,
          clientId: oidc.clientId,
          clientSecret: oidc.clientSecret,
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
          disableSignUp: oidc.newcomerRole === null,
        },
      ],
    }),
  ]
}

/**
 * What goes with a row better-auth makes for somebody the provider vouches for, in the same batch: a
 * newcomer gets the role that is configured, an invitation is taken up.
 */
export function vouchedFor(
  oidc: OidcSettings | null,
  model: string | undefined,
  stored: Record<string, unknown>,
): Statement[] {
  if (!oidc) return []
  const at = Date.now()
  if (model === 'user' && oidc.newcomerRole !== null)
    return [
      compile(sql`INSERT INTO people (user_id, role_id, state, created_at)
        VALUES (${String(stored.id)}, ${oidc.newcomerRole}, 'active', ${at})`),
      bumpDefinitions,
    ]
  if (model === 'account' && stored.providerId === oidcProvider)
    return [takeUpInvitation({ id: String(stored.userId) }), bumpDefinitions]
  return []
}
