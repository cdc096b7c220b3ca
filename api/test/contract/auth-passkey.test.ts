import { beforeAll, describe, expect, test } from 'vitest'
import { makePerson, type Target, target } from '../targets/index.ts'
import { Authenticator } from './support/authenticator.ts'
import { BrowserLike } from './support/browser-like.ts'

let started: Target
let own: BrowserLike
const device = new Authenticator()

interface Challenge {
  challenge: string
}

function browserOf({ headers }: { headers: { cookie: string } }): BrowserLike {
  const browser = new BrowserLike(started)
  for (const pair of headers.cookie.split('; ')) {
    const at = pair.indexOf('=')
    browser.cookies.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return browser
}

beforeAll(async () => {
  started = await target.start()
  own = browserOf(await makePerson(started.client, 'agent'))
})

async function signIn(by = device, from?: string) {
  const browser = new BrowserLike(started)
  const { body } = await browser.get<Challenge>('/api/auth/passkey/generate-authenticate-options')
  const answer = await browser.post('/api/auth/passkey/verify-authentication', {
    response: by.signIn(body, from),
  })
  return { browser, answer }
}

const become = (state: 'active' | 'suspended') =>
  started.client.batch(
    [
      { sql: "UPDATE people SET state = ? WHERE role_id = 'agent'", args: [state] },
      'UPDATE schema_state SET version = version + 1',
    ],
    'write',
  )

describe('a passkey', () => {
  test('is added by who is signed in', async () => {
    const stranger = await new BrowserLike(started).get(
      '/api/auth/passkey/generate-register-options',
    )
    expect(stranger.status).toBe(401)
    const { body } = await own.get<Challenge>('/api/auth/passkey/generate-register-options')
    const added = await own.post('/api/auth/passkey/verify-registration', {
      response: device.register(body),
      name: 'My key',
    })
    expect(added.status, JSON.stringify(added.body)).toBe(200)
    const list = await own.get<{ name: string }[]>('/api/auth/passkey/list-user-passkeys')
    expect(list.body).toMatchObject([{ name: 'My key' }])
    const { rows } = await started.client.execute('SELECT action FROM audit ORDER BY seq DESC')
    expect(rows[0]?.action).toBe('passkey.added')
  })

  test('signs in, without a password', async () => {
    const { browser, answer } = await signIn()
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(JSON.stringify(answer.body)).not.toMatch(/"token"/)
    expect((await browser.get('/api/v1/me')).body).toMatchObject({ role: { id: 'agent' } })
  })

  test('asks for a PIN, a finger or a face, and is refused without', async () => {
    const careless = new Authenticator()
    careless.asksWho(false)
    const { body } = await own.get<Challenge>('/api/auth/passkey/generate-register-options')
    expect(body).toMatchObject({ authenticatorSelection: { userVerification: 'required' } })
    const response = careless.register(body)
    const added = await own.post('/api/auth/passkey/verify-registration', { response })
    expect(added.status).toBeGreaterThanOrEqual(400)
    const options = await own.get('/api/auth/passkey/generate-authenticate-options')
    expect(options.body).toMatchObject({ userVerification: 'required' })
    device.asksWho(false)
    const { browser, answer } = await signIn()
    expect([answer.status, answer.body.detail]).toEqual([401, expect.stringContaining('PIN')])
    expect((await browser.get('/api/v1/me')).status).toBe(401)
    device.asksWho(true)
  })

  test('does not sign in for a page of another site, nor another key', async () => {
    for (const { browser, answer } of [
      await signIn(device, 'https://elsewhere.example'),
      await signIn(new Authenticator()),
    ]) {
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect((await browser.get('/api/v1/me')).status).toBe(401)
    }
  })

  test('lets in nobody who is suspended', async () => {
    await become('suspended')
    const { browser, answer } = await signIn()
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect((await browser.get('/api/v1/me')).status).toBe(401)
    await become('active')
  })

  test('is removed, and worth nothing then', async () => {
    const { body } = await own.get<{ id: string }[]>('/api/auth/passkey/list-user-passkeys')
    const other = browserOf(await makePerson(started.client, 'admin'))
    const foreign = await other.post('/api/auth/passkey/delete-passkey', { id: body[0]?.id })
    expect(foreign.status).toBeGreaterThanOrEqual(400)
    const removed = await own.post('/api/auth/passkey/delete-passkey', { id: body[0]?.id })
    expect(removed.status, JSON.stringify(removed.body)).toBe(200)
    expect((await signIn()).answer.status).toBeGreaterThanOrEqual(400)
  })
})
