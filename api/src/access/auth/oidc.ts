import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import type { OidcSettings } from './settings.ts'

export const oidcProvider = 'oidc'

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
