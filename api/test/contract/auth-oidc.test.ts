import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makePerson, type Started, target } from '../targets/index.ts'
import { BrowserLike } from './support/browser-like.ts'
import { beginSignIn, type RunningProvider, startProvider } from './support/oidc-provider.ts'

let provider: RunningProvider

beforeAll(async () => {
  provider = await startProvider({
    ann: { email: 'ann@example.com', email_verified: true, name: 'Ann' },
    vic: { email: 'vic@example.com', email_verified: false, name: 'Vic' },
    new: { email: 'new@example.com', email_verified: true, name: 'Newcomer' },
    sue: { email: 'sue@example.com', email_verified: true, name: 'Sue' },
  })
})

afterAll(() => provider.close())

/** Whether newcomers get a role, over a database that knows an owner, whose address nobody has checked. */
async function startedWith(newcomerRole: string | null): Promise<Started> {
  const started = await target.startEmpty({
    hashing: 'cheap',
    oidc: provider.settings(newcomerRole),
  })
  await makePerson(started.client, 'owner')
  await makePerson(started.client, 'admin', { email: 'vic@example.com' })
  await makePerson(started.client, 'agent', { email: 'sue@example.com', state: 'suspended' })
  return started
}

const stateOf = async ({ client }: Started, email: string) =>
  (
    await client.execute({
      sql: 'SELECT role_id, state FROM people JOIN users ON id = user_id WHERE email = ?',
      args: [email],
    })
  ).rows.map(({ role_id, state }) => `${String(role_id)} ${String(state)}`)

describe('signing in by an OpenID Connect provider', () => {
  let invitedOnly: Started

  beforeAll(async () => {
    invitedOnly = await startedWith(null)
  })

  it('lets in who was invited, and takes up the invitation', async () => {
    await makePerson(invitedOnly.client, 'agent', { email: 'ann@example.com', state: 'invited' })
    const own = new BrowserLike(invitedOnly)
    expect(await provider.signIn(own, 'ann')).toBe('/')
    expect((await own.get('/api/v1/me')).body).toMatchObject({ role: { id: 'agent' } })
    expect(await stateOf(invitedOnly, 'ann@example.com')).toEqual(['agent active'])
    const again = new BrowserLike(invitedOnly)
    await provider.signIn(again, 'ann')
    expect((await again.get('/api/v1/contacts')).status).toBe(200)
    const { rows } = await invitedOnly.client.execute(
      "SELECT access_token, refresh_token, id_token FROM accounts WHERE provider_id = 'oidc'",
    )
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { access_token: null, refresh_token: null, id_token: null },
    ])
  })

  it('refuses who was not, without a role for newcomers', async () => {
    const own = new BrowserLike(invitedOnly)
    expect(await provider.signIn(own, 'new')).toMatch(/\/sign-in\?error=/)
    expect((await own.get('/api/v1/contacts')).status).toBe(401)
    expect(await stateOf(invitedOnly, 'new@example.com')).toEqual([])
  })

  it('takes no answer that another browser asked for', async () => {
    const { body } = await beginSignIn(new BrowserLike(invitedOnly))
    const state = new URL(body.url).searchParams.get('state')
    const thief = await new BrowserLike(invitedOnly).get(
      `/api/auth/callback/oidc?code=x&state=${state}`,
    )
    expect(thief.headers.get('location')).toMatch(/error=/)
    expect(thief.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/)
  })

  it('goes back to no other site', async () => {
    const { status } = await beginSignIn(new BrowserLike(invitedOnly), 'https://elsewhere.example/')
    expect(status).toBe(403)
  })

  describe('where newcomers have a role', () => {
    let open: Started

    beforeAll(async () => {
      open = await startedWith('viewer')
    })

    it('gives them that', async () => {
      const own = new BrowserLike(open)
      expect(await provider.signIn(own, 'new')).toBe('/')
      expect((await own.get('/api/v1/me')).body).toMatchObject({ role: { id: 'viewer' } })
      expect(await stateOf(open, 'new@example.com')).toEqual(['viewer active'])
    })

    it.each([
      ['whose address the provider has not checked', 'vic'],
      ['who is suspended', 'sue'],
    ])('refuses somebody %s, whatever they are here', async (_, who) => {
      for (const started of [invitedOnly, open]) {
        const own = new BrowserLike(started)
        expect(await provider.signIn(own, who)).toMatch(/\/sign-in\?error=/)
        expect((await own.get('/api/v1/contacts')).status).toBe(401)
      }
    })
  })
})
