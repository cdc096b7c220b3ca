import { beforeEach, describe, expect, test } from 'vitest'
import { type Started, target } from '../targets/index.ts'
import { testSetupToken } from '../targets/sign-in.ts'
import { BrowserLike } from './support/browser-like.ts'

let started: Started
let browser: BrowserLike

const owner = {
  name: 'Olive',
  email: 'Olive@Example.com',
  password: 'correct horse battery',
  token: testSetupToken,
}

beforeEach(async () => {
  started = await target.startEmpty()
  browser = new BrowserLike(started)
})

const rows = async (sql: string) =>
  (await started.client.execute(sql)).rows.map((row) => ({ ...row }))

describe('the first account', () => {
  test('is made once, with the token, and is signed in', async () => {
    expect((await browser.get('/api/v1/setup')).body).toEqual({
      needed: true,
      tokenRequired: true,
      singleSignOn: null,
    })
    const made = await browser.post('/api/v1/setup', owner)
    expect([made.status, made.body]).toEqual([
      201,
      { needed: false, tokenRequired: true, singleSignOn: null },
    ])
    expect((await browser.get('/api/v1/contacts')).status).toBe(200)
    expect((await browser.get('/api/v1/setup')).body).toMatchObject({ needed: false })
    expect((await browser.post('/api/v1/setup', owner)).body).toMatchObject({ code: 'wrong_state' })
    expect(await rows('SELECT role_id, state FROM people')).toEqual([
      { role_id: 'owner', state: 'active' },
    ])
    expect(await rows("SELECT action FROM audit WHERE action LIKE 'setup%'")).toHaveLength(1)
    const [stored] = await rows('SELECT password FROM accounts')
    expect(stored?.password).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/)
  })

  test.each([
    ['another token', { ...owner, token: 'another token' }, 403, 'forbidden'],
    ['no token', { ...owner, token: undefined }, 403, 'forbidden'],
    ['a short password', { ...owner, password: 'short' }, 422, 'invalid'],
    ['the e-mail for a password', { ...owner, password: 'olive@example.com' }, 422, 'invalid'],
    ['no e-mail', { ...owner, email: 'olive' }, 422, 'invalid'],
  ])('is not made with %s', async (_, body, status, code) => {
    const refused = await browser.post('/api/v1/setup', body)
    expect([refused.status, refused.body.code]).toEqual([status, code])
    expect(await rows('SELECT * FROM users')).toEqual([])
  })

  test('is told all that is wrong at once', async () => {
    const nothing = { ...owner, name: '', email: 'olive', password: '' }
    const { body } = await browser.post('/api/v1/setup', nothing)
    expect(body.errors).toEqual({
      name: ['is required'],
      email: ['must be an e-mail address like ann@example.com'],
      password: ['must have at least 12 characters'],
    })
  })

  test('is one alone, however many ask at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, at) =>
        new BrowserLike(started).post('/api/v1/setup', { ...owner, email: `o${at}@example.com` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(await rows('SELECT * FROM people')).toHaveLength(1)
    expect(await rows('SELECT * FROM users')).toHaveLength(1)
  })

  test('is not made by a page of another site', async () => {
    const refused = await browser.send('POST', '/api/v1/setup', owner, {
      origin: 'https://elsewhere.example',
    })
    expect([refused.status, refused.body.code]).toEqual([403, 'wrong_origin'])
  })

  test('lets nobody do anything before it is made', async () => {
    for (const path of ['contacts', 'fields', 'roles', 'openapi.json'])
      expect((await browser.get(`/api/v1/${path}`)).status, path).toBe(401)
  })
})
