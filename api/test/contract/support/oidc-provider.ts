import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import type { OidcSettings } from '../../../src/installation/account-settings.ts'
import { origin } from '../../targets/target.ts'
import type { BrowserLike } from './browser-like.ts'

const callback = `${origin}/api/auth/callback/oidc`

/** Somebody whom the provider knows. */
interface Claims {
  email: string
  email_verified: boolean
  name: string
}

export type RunningProvider = Awaited<ReturnType<typeof startProvider>>

/**
 * A real OpenID Connect provider, whose page says yes to whoever sits before it.
 *
 * @param known by the names that they sign in by
 */
export async function startProvider(known: Record<string, Claims>) {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = { client_id: 'cardfile', client_secret: 'its secret' }
  const provider = new Provider(issuer, {
    clients: [{ ...client, redirect_uris: [callback] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...known[id] }) }),
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
  })
  let visitor = ''
  const handle = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response)
    const { params } = await provider.interactionDetails(request, response)
    const grant = new provider.Grant({ accountId: visitor, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    await provider.interactionFinished(request, response, {
      login: { accountId: visitor },
      consent: { grantId: await grant.save() },
    })
  })
  return {
    /** What an installation is told of it. @param newcomerRole of whom nobody invited; null to let in none of them */
    settings: (newcomerRole: string | null): OidcSettings => ({
      issuer,
      clientId: client.client_id,
      clientSecret: client.client_secret,
      name: 'Test',
      newcomerRole,
    }),
    /** Goes to the provider and back, as a browser does. @returns where it ends */
    async signIn(browser: BrowserLike, who: string): Promise<string> {
      visitor = who
      const { status, body } = await beginSignIn(browser)
      if (status !== 200) throw new Error(JSON.stringify(body))
      const back = await browser.get((await throughPages(body.url)).slice(origin.length))
      if (back.status !== 302) throw new Error(`${back.status} ${JSON.stringify(back.body)}`)
      return back.headers.get('location') ?? ''
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** @returns the provider's page that a browser is sent to */
export function beginSignIn(browser: BrowserLike, callbackURL = '/') {
  return browser.post<{ url: string }>('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL,
    errorCallbackURL: '/sign-in',
  })
}

/** Follows the provider's pages, which keep cookies of their own. @returns the address of ours that they end at */
async function throughPages(first: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = first
  for (let hop = 0; hop < 10 && !url.startsWith(callback); hop++) {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = response.headers.get('location')
    if (!location) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    url = new URL(location, url).href
  }
  return url
}
