import { beforeAll, describe, expect, test } from 'vitest'
import { type Started, target } from '../targets/index.ts'
import { testSetupToken } from '../targets/sign-in.ts'
import { BrowserLike } from './support/browser-like.ts'
import { totpOf } from './support/totp.ts'

let started: Started
let owner: BrowserLike
const email = 'olive@example.com'
const password = 'correct horse battery'

beforeAll(async () => {
  started = await target.startEmpty({ hashing: 'cheap' })
  owner = new BrowserLike(started)
  await owner.post('/api/v1/setup', { name: 'Olive', email, password, token: testSetupToken })
})

const actions = async () =>
  (await started.client.execute('SELECT action FROM audit ORDER BY seq')).rows.map(({ action }) =>
    String(action),
  )

describe('a second factor', () => {
  let uri: string
  let codes: string[]
  /** A code not used while turning it on, and taken from now until after the next one's time. */
  const next = () => totpOf(uri, Date.now() + 30_000)
  const turnOn = async () => {
    const { status, body } = await owner.post<{ totpURI: string; backupCodes: string[] }>(
      '/api/auth/two-factor/enable',
      { password },
    )
    expect(status, JSON.stringify(body)).toBe(200)
    uri = body.totpURI
    codes = body.backupCodes
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ twoFactor: false })
    const turned = await owner.post('/api/auth/two-factor/verify-totp', { code: totpOf(uri) })
    expect(turned.status, JSON.stringify(turned.body)).toBe(200)
    expect(turned.body).not.toHaveProperty('token')
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ twoFactor: true })
  }

  test('is turned on with the password and a code', async () => {
    const wrong = await owner.post('/api/auth/two-factor/enable', { password: 'not the password' })
    expect(wrong.status).toBe(400)
    await turnOn()
    expect(codes.length).toBeGreaterThan(5)
    expect(uri).toMatch(/^otpauth:\/\/totp\/Cardfile/)
    expect(await actions()).toContain('two_factor.on')
    const stored = await started.client.execute('SELECT secret, backup_codes FROM two_factors')
    const secret = new URL(uri).searchParams.get('secret')!
    expect(JSON.stringify(stored.rows)).not.toContain(secret)
    for (const code of codes) expect(JSON.stringify(stored.rows)).not.toContain(code)
  })

  test('is asked for after the password, and nothing is had before', async () => {
    const browser = new BrowserLike(started)
    const first = await browser.signIn(email, password)
    expect(first.body).toMatchObject({ twoFactorRedirect: true })
    expect(browser.cookies.has('cardfile.session_token')).toBe(false)
    expect((await browser.get('/api/v1/contacts')).status).toBe(401)
    const wrong = await browser.post('/api/auth/two-factor/verify-totp', { code: '000000' })
    expect([wrong.status, wrong.body.code]).toEqual([401, 'unauthenticated'])
    const before = (await actions()).filter((action) => action === 'session.sign_in').length
    const right = await browser.post('/api/auth/two-factor/verify-totp', { code: next() })
    expect(right.status, JSON.stringify(right.body)).toBe(200)
    expect((await browser.get('/api/v1/contacts')).status).toBe(200)
    // By it the place is known again, when others guess.
    expect(browser.cookies.has('cardfile.device')).toBe(true)
    const after = (await actions()).filter((action) => action === 'session.sign_in').length
    expect(after).toBe(before + 1)
  })

  test('takes each code once, however often and at whatever moment it is sent', async () => {
    // A new secret has codes that nobody used, whatever the moment is.
    expect((await owner.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    await turnOn()
    const browsers = [new BrowserLike(started), new BrowserLike(started), new BrowserLike(started)]
    for (const browser of browsers) await browser.signIn(email, password)
    const code = next()
    const use = (browser: BrowserLike) => browser.post('/api/auth/two-factor/verify-totp', { code })
    const answers = await Promise.all(browsers.slice(0, 2).map((browser) => use(browser)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    const again = await use(browsers[2]!)
    expect([again.status, again.body.detail]).toEqual([
      401,
      'This code was used already; wait for the next one.',
    ])
    expect((await browsers[2]!.get('/api/v1/contacts')).status).toBe(401)
  })

  test('is not guessed: five wrong codes and one begins anew', async () => {
    const browser = new BrowserLike(started)
    await browser.signIn(email, password)
    const statuses: number[] = []
    for (let at = 0; at < 7; at++)
      statuses.push(
        (await browser.post('/api/auth/two-factor/verify-totp', { code: `00000${at}` })).status,
      )
    expect(statuses.slice(0, 5)).toEqual(Array(5).fill(401))
    expect(statuses.slice(5).every((status) => status >= 400)).toBe(true)
    expect(
      (await browser.post('/api/auth/two-factor/verify-totp', { code: totpOf(uri) })).status,
    ).toBeGreaterThanOrEqual(400)
  })

  test('is replaced by a recovery code, once', async () => {
    const use = async (code: string) => {
      const browser = new BrowserLike(started)
      await browser.signIn(email, password)
      return (await browser.post('/api/auth/two-factor/verify-backup-code', { code })).status
    }
    const atOnce = await Promise.all([use(codes[0]!), use(codes[0]!)])
    expect(atOnce.filter((status) => status === 200)).toHaveLength(1)
    expect(await use(codes[0]!)).toBe(401)
    expect(await use('AAAAA-BBBBB')).toBe(401)
  })

  test('is turned off with the password alone', async () => {
    const wrong = await owner.post('/api/auth/two-factor/disable', { password: 'not the password' })
    expect(wrong.status).toBe(400)
    const missing = await owner.post('/api/auth/two-factor/disable', {})
    expect(missing.status).toBe(400)
    expect((await owner.post('/api/auth/two-factor/disable', { password })).status).toBe(200)
    expect((await owner.get('/api/v1/me')).body).toMatchObject({ twoFactor: false })
    expect((await actions()).at(-1)).toBe('two_factor.off')
    expect((await new BrowserLike(started).signIn(email, password)).body).not.toHaveProperty(
      'twoFactorRedirect',
    )
  })
})
