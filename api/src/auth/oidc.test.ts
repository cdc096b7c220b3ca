import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DatabaseClient } from '../db/client.ts'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { makePerson, testSecret } from '../../test/targets/sign-in.ts'
import { BrowserLike } from '../../test/contract/support/browser-like.ts'
import { createApp } from '../app.ts'
import { createDatabase } from '../db/database.ts'
import { openDatabase } from '../platform/node/node.ts'
import { nativeScrypt } from '../platform/node/scrypt.ts'
import { noAccounts } from '../installation/account-settings.ts'

const origin = 'http://localhost:8787'
const callback = `${origin}/api/auth/callback/oidc`

/** Whom the provider knows; each signs in by saying their name. */
const known: Record<string, { email: string; email_verified: boolean; name: string }> = {
  ann: { email: 'ann@example.com', email_verified: true, name: 'Ann' },
  vic: { email: 'vic@example.com', email_verified: false, name: 'Vic' },
  new: { email: 'new@example.com', email_verified: true, name: 'Newcomer' },
  sue: { email: 'sue@example.com', email_verified: true, name: 'Sue' },
}

let server: Server
let issuer: string
let client: DatabaseClient
/** Who sits before the provider's page. */
let visitor = 'ann'

/** A real provider, whose page says yes to whoever it is. */
async function startProvider(): Promise<void> {
  server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'cardfile', client_secret: 'its secret', redirect_uris: [callback] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of the tests'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...known[id] }) }),
    clientAuthMethods: ['client_secret_post', 'client_secret_basic'],
    clientDefaults: { token_endpoint_auth_method: 'client_secret_post' },
  })
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
}

beforeAll(async () => {
  await startProvider()
  const file = await freshDatabase()
  client = (await openDatabase({ url: `file:${file}`, authToken: undefined })).client
  await makePerson(client, 'owner')
})

afterAll(() => {
  client.close()
  server.closeAllConnections()
  server.close()
  removeDatabases()
})

function browser(newcomerRole: string | null): BrowserLike {
  const app = createApp({
    db: createDatabase(client),
    accounts: {
      settings: {
        ...noAccounts.settings,
        secret: testSecret,
        oidc: {
          issuer,
          clientId: 'cardfile',
          clientSecret: 'its secret',
          name: 'Test',
          newcomerRole,
        },
      },
      hasher: nativeScrypt,
    },
  })
  return new BrowserLike({
    ask: async (path, init) => app.fetch(new Request(new URL(path, origin), init)),
  })
}

/** Goes to the provider and back, as a browser does. @returns where it ends */
async function goRound(own: BrowserLike, who: string): Promise<string> {
  visitor = who
  const begun = await own.post<{ url: string }>('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/',
    errorCallbackURL: '/sign-in',
  })
  expect(begun.status, JSON.stringify(begun.body)).toBe(200)
  const cookies = new Map<string, string>()
  let url = begun.body.url
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
  const back = await own.get(url.slice(origin.length))
  expect(back.status, JSON.stringify(back.body)).toBe(302)
  return back.headers.get('location') ?? ''
}

const stateOf = async (email: string) =>
  (
    await client.execute({
      sql: 'SELECT role_id, state FROM people JOIN users ON id = user_id WHERE email = ?',
      args: [email],
    })
  ).rows.map(({ role_id, state }) => `${String(role_id)} ${String(state)}`)

describe('signing in by an OpenID Connect provider', () => {
  it('lets in who was invited, and takes up the invitation', async () => {
    await makePerson(client, 'agent', { email: 'ann@example.com', state: 'invited' })
    const own = browser(null)
    expect(await goRound(own, 'ann')).toBe('/')
    expect((await own.get('/api/v1/me')).body).toMatchObject({ role: { id: 'agent' } })
    expect(await stateOf('ann@example.com')).toEqual(['agent active'])
    const again = browser(null)
    await goRound(again, 'ann')
    expect((await again.get('/api/v1/contacts')).status).toBe(200)
    const { rows } = await client.execute(
      "SELECT access_token, refresh_token, id_token FROM accounts WHERE provider_id = 'oidc'",
    )
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { access_token: null, refresh_token: null, id_token: null },
    ])
  })

  it('refuses who was not, without a role for newcomers', async () => {
    const own = browser(null)
    expect(await goRound(own, 'new')).toMatch(/\/sign-in\?error=/)
    expect((await own.get('/api/v1/contacts')).status).toBe(401)
    expect(await stateOf('new@example.com')).toEqual([])
  })

  it('gives newcomers the role that is configured', async () => {
    const own = browser('viewer')
    expect(await goRound(own, 'new')).toBe('/')
    expect((await own.get('/api/v1/me')).body).toMatchObject({ role: { id: 'viewer' } })
    expect(await stateOf('new@example.com')).toEqual(['viewer active'])
  })

  it('takes no address that the provider has not checked', async () => {
    await makePerson(client, 'admin', { email: 'vic@example.com' })
    for (const role of [null, 'viewer']) {
      const own = browser(role)
      expect(await goRound(own, 'vic')).toMatch(/\/sign-in\?error=/)
      expect((await own.get('/api/v1/contacts')).status).toBe(401)
    }
  })

  it('refuses who is suspended', async () => {
    await makePerson(client, 'agent', { email: 'sue@example.com', state: 'suspended' })
    const own = browser('viewer')
    expect(await goRound(own, 'sue')).toMatch(/\/sign-in\?error=/)
    expect((await own.get('/api/v1/contacts')).status).toBe(401)
  })

  it('takes no answer that another browser asked for', async () => {
    const own = browser(null)
    const { body } = await own.post<{ url: string }>('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: '/',
    })
    const state = new URL(body.url).searchParams.get('state')
    const thief = await browser(null).get(`/api/auth/callback/oidc?code=x&state=${state}`)
    expect(thief.headers.get('location')).toMatch(/error=/)
    expect(thief.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/)
  })

  it('goes back to no other site', async () => {
    const { status } = await browser(null).post('/api/auth/sign-in/social', {
      provider: 'oidc',
      callbackURL: 'https://elsewhere.example/',
    })
    expect(status).toBe(403)
  })
})
