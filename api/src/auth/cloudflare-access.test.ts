import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DatabaseClient } from '../db/client.ts'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { makePerson, testSecret } from '../../test/targets/sign-in.ts'
import { createApp } from '../app.ts'
import { createDatabase } from '../db/database.ts'
import { openDatabase } from '../platform/node/node.ts'
import { nativeScrypt } from '../platform/node/scrypt.ts'
import { noAccounts } from '../installation/account-settings.ts'

let server: Server
let issuer: string
let client: DatabaseClient
let app: ReturnType<typeof createApp>

const audience = 'the-tag-of-the-application'
const [ours, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])

beforeAll(async () => {
  const keys = { keys: [{ ...(await exportJWK(ours.publicKey)), kid: 'k1', alg: 'RS256' }] }
  server = createServer((request, response) => {
    response.statusCode = request.url === '/cdn-cgi/access/certs' ? 200 : 404
    response.end(JSON.stringify(keys))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const file = await freshDatabase()
  client = (await openDatabase({ url: `file:${file}`, authToken: undefined })).client
  await makePerson(client, 'viewer', { email: 'ann@example.com' })
  await makePerson(client, 'viewer', { email: 'sue@example.com', state: 'suspended' })
  app = createApp({
    db: createDatabase(client),
    accounts: {
      settings: {
        ...noAccounts.settings,
        secret: testSecret,
        cloudflareAccess: { issuer, audience },
      },
      hasher: nativeScrypt,
    },
  })
})

afterAll(() => {
  client.close()
  server.close()
  removeDatabases()
})

function sign(
  claims: JWTPayload,
  { key = ours.privateKey, until = '5m', by = issuer, at = new Date() } = {},
) {
  return new SignJWT({ email: 'Ann@example.com', aud: [audience], ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
    .setIssuer(by)
    .setIssuedAt(at)
    .setExpirationTime(until)
    .sign(key)
}

const ask = async (token: string, init: RequestInit = {}) =>
  app.fetch(
    new Request('http://localhost:8787/api/v1/me', {
      ...init,
      headers: { 'cf-access-jwt-assertion': token, ...init.headers },
    }),
  )

describe('what Cloudflare Access has signed', () => {
  it('stands for the person with this e-mail', async () => {
    const response = await ask(await sign({}))
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      caller: { email: 'ann@example.com' },
      role: { id: 'viewer' },
    })
  })

  it('is written down as one sign-in for each time it was signed anew', async () => {
    const signIns = async () => {
      const { rows } = await client.execute(
        "SELECT count(*) AS n FROM audit WHERE action = 'session.sign_in' AND actor_name = 'Una'",
      )
      return Number(rows[0]?.n)
    }
    await makePerson(client, 'viewer', { name: 'Una', email: 'una@example.com' })
    const signed = (at: Date, jti: string) => sign({ email: 'una@example.com', jti }, { at })
    const earlier = new Date(Date.now() - 60_000)
    const token = await signed(earlier, 'first')
    await Promise.all([ask(token), ask(token)])
    await ask(token)
    await ask(await signed(earlier, 'another of the same time'))
    expect(await signIns()).toBe(1)
    await ask(await signed(new Date(Date.now() + 60_000), 'a later one'))
    expect(await signIns()).toBe(2)
  })

  it('takes up an invitation, and ends no suspension', async () => {
    await makePerson(client, 'viewer', { email: 'ian@example.com', state: 'invited' })
    expect((await ask(await sign({ email: 'ian@example.com' }))).status).toBe(200)
    const { rows } = await client.execute(
      "SELECT p.state FROM people p JOIN users u ON u.id = p.user_id WHERE u.email = 'sue@example.com'",
    )
    expect((await ask(await sign({ email: 'sue@example.com' }))).status).toBe(401)
    expect(rows[0]?.state).toBe('suspended')
  })

  it('changes things from our own pages only, as a cookie does', async () => {
    const init = { method: 'PATCH', body: '{"name":"A"}' }
    const json = { 'content-type': 'application/json' }
    const foreignPage = { ...json, origin: 'https://elsewhere.example' }
    const ownPage = { ...json, origin: 'http://localhost:8787' }
    expect((await ask(await sign({}), { ...init, headers: foreignPage })).status).toBe(403)
    expect((await ask(await sign({}), { ...init, headers: ownPage })).status).toBe(200)
  })

  it.each<[string, () => Promise<string>]>([
    ['somebody without an account', () => sign({ email: 'nobody@example.com' })],
    ['somebody suspended', () => sign({ email: 'sue@example.com' })],
    ['no e-mail', () => sign({ email: undefined })],
    ['another application', () => sign({ aud: ['another'] })],
    ['another team', () => sign({}, { by: 'https://other.cloudflareaccess.com' })],
    ['another key', () => sign({}, { key: foreign.privateKey })],
    ['a time that is over', () => sign({}, { until: '-1m' })],
    ['nothing', async () => 'not.a.token'],
    [
      'itself, unsigned',
      async () => {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
        return `${part({ alg: 'none' })}.${part({ email: 'ann@example.com', aud: audience, iss: issuer, exp: 4e9 })}.`
      },
    ],
  ])('stands for nobody where it is for %s', async (_, token) => {
    expect((await ask(await token())).status).toBe(401)
  })
})
