import { type ApiKey, permissionIds, type Person } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { makePerson, target, type TestPerson } from '../targets/index.ts'
import { type Api, startApi } from './support/api.ts'
import { BrowserLike } from './support/browser-like.ts'
import { asRole, withSecret } from './support/callers.ts'

let api: Api
const password = 'correct horse battery'

beforeAll(async () => {
  api = await startApi()
})

interface Invitation {
  person: Person
  link: string
  expiresAt: string
}

let serial = 0

async function invite(roleId = 'agent', more: object = {}): Promise<Invitation> {
  serial += 1
  const body = { name: `Guest ${serial}`, email: `guest${serial}@example.com`, roleId, ...more }
  const made = await api.post<Invitation>('/api/v1/people', body)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body
}

const tokenOf = ({ link }: { link: string }) => link.split('#')[1]!
const personOf = async (id: string) =>
  (await api.get<{ data: Person[] }>('/api/v1/people')).body.data.find((one) => one.id === id)
const asPerson = ({ headers }: TestPerson) => ({ headers })
const rows = async (sql: string) => (await api.client.execute(sql)).rows.map((row) => ({ ...row }))

describe('inviting', () => {
  test('gives a link that sets a password once, and lets in who set it', async () => {
    const { person, link, expiresAt } = await invite()
    expect(person).toMatchObject({ state: 'invited', role: { id: 'agent', name: 'Agent' } })
    expect(link).toMatch(/^http:\/\/localhost:8787\/set-password#[\w-]{43}$/)
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 6 * 86_400_000)
    const guest = new BrowserLike(api)
    const set = (value: string) =>
      guest.post('/api/v1/passwords', { token: tokenOf({ link }), password: value })
    expect((await guest.signIn(person.email, password)).status).toBe(401)
    expect((await set('short')).body).toMatchObject({ code: 'invalid' })
    expect((await set(person.email)).body).toMatchObject({ code: 'invalid' })
    expect(await set(password)).toMatchObject({ status: 200, body: { email: person.email } })
    expect((await set(password)).status).toBe(404)
    expect((await guest.signIn(person.email, password)).status).toBe(200)
    expect((await guest.get('/api/v1/contacts')).status).toBe(200)
    expect((await guest.get('/api/v1/people')).status).toBe(403)
    expect(await personOf(person.id)).toMatchObject({
      state: 'active',
      lastSignInAt: expect.any(String),
    })
    expect(JSON.stringify(await rows('SELECT * FROM person_links'))).not.toContain(
      tokenOf({ link }),
    )
  })

  test('is refused for an e-mail somebody has, whatever its case', async () => {
    const { person } = await invite()
    const body = { name: 'Again', email: person.email.toUpperCase(), roleId: 'agent' }
    const refused = await api.refused('POST', '/api/v1/people', { body })
    expect(refused.status).toBe(409)
    expect(refused.body.errors).toHaveProperty('email')
  })

  test('makes nobody more than whoever invites', async () => {
    await api.client.execute(
      `INSERT OR IGNORE INTO roles (id, name, permissions, position) VALUES ('host', 'Host', '["manage_people","view_contacts"]', 9)`,
    )
    const host = await makePerson(api.client, 'host')
    const admin = await makePerson(api.client, 'admin')
    const tried = async (by: TestPerson, roleId: string) => {
      serial += 1
      const body = { name: 'More', email: `more${serial}@example.com`, roleId }
      return (await api.send('POST', '/api/v1/people', { body, ...asPerson(by) })).status
    }
    expect(await tried(host, 'agent')).toBe(403)
    expect(await tried(host, 'host')).toBe(201)
    expect(await tried(admin, 'agent')).toBe(201)
    expect(await tried(admin, 'owner')).toBe(403)
    expect(await tried(api.owner, 'owner')).toBe(201)
    expect(await tried(api.owner, 'nothing')).toBe(422)
  })

  test('a link that is too old is worth nothing', async () => {
    const invitation = await invite()
    await api.client.execute({
      sql: 'UPDATE person_links SET expires_at = ? WHERE user_id = ?',
      args: [Date.now() - 1, invitation.person.id],
    })
    const guest = new BrowserLike(api)
    const set = await guest.post('/api/v1/passwords', { token: tokenOf(invitation), password })
    expect(set.status).toBe(404)
  })
})

describe('a reset link', () => {
  test('takes the place of the one before, and ends what sessions there are', async () => {
    const person = await makePerson(api.client, 'agent')
    const path = `/api/v1/people/${person.id}/reset-link`
    const first = await api.post<Invitation>(path, undefined)
    const second = await api.post<Invitation>(path, undefined)
    expect([first.status, second.status]).toEqual([201, 201])
    const guest = new BrowserLike(api)
    const set = (link: Invitation) =>
      guest.post('/api/v1/passwords', { token: tokenOf(link), password })
    expect((await set(first.body)).status).toBe(404)
    expect((await api.send('GET', '/api/v1/me', asPerson(person))).status).toBe(200)
    expect((await set(second.body)).status).toBe(200)
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(401)
    expect((await guest.signIn(person.email, password)).status).toBe(200)
  })

  test('is made for an owner by owners alone', async () => {
    const admin = await makePerson(api.client, 'admin')
    const path = `/api/v1/people/${api.owner.id}/reset-link`
    expect((await api.send('POST', path, asPerson(admin))).status).toBe(403)
  })
})

describe('suspending', () => {
  test('puts somebody out at once, and restoring lets them sign in again', async () => {
    const person = await makePerson(api.client, 'agent')
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(200)
    const suspend = (suspended: boolean) =>
      api.send<Person>('PATCH', `/api/v1/people/${person.id}`, {
        body: { suspended },
        ifMatch: '*',
      })
    expect((await suspend(true)).body).toMatchObject({ state: 'suspended' })
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(401)
    expect((await api.send('GET', '/api/v1/fields', asPerson(person))).status).toBe(401)
    expect((await suspend(false)).body).toMatchObject({ state: 'active' })
    // What began before is over; signing in is what lets them in.
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(401)
  })

  test('refuses the right password, and a link', async () => {
    const invitation = await invite()
    const { id, email } = invitation.person
    const guest = new BrowserLike(api)
    await guest.post('/api/v1/passwords', { token: tokenOf(invitation), password })
    await api.send('PATCH', `/api/v1/people/${id}`, { body: { suspended: true }, ifMatch: '*' })
    const refused = await guest.signIn(email, password)
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden'])
    expect(guest.cookies.has('cardfile.session_token')).toBe(false)
    expect((await api.send('POST', `/api/v1/people/${id}/reset-link`)).status).toBe(409)
  })
})

describe('changing somebody', () => {
  test('asks for the version, and ends sessions with a new role', async () => {
    const person = await makePerson(api.client, 'agent')
    const path = `/api/v1/people/${person.id}`
    const patch = (body: object, ifMatch?: string | number) =>
      api.send<Person>('PATCH', path, { body, ...(ifMatch !== undefined && { ifMatch }) })
    expect((await patch({ name: 'X' })).status).toBe(428)
    expect((await patch({ name: 'X' }, 7)).status).toBe(412)
    const renamed = await patch({ name: 'Renamed' }, 1)
    expect(renamed.body).toMatchObject({ name: 'Renamed', version: 2 })
    expect((await api.send('GET', '/api/v1/me', asPerson(person))).status).toBe(200)
    expect((await patch({ roleId: 'viewer' }, 2)).body).toMatchObject({ role: { id: 'viewer' } })
    expect((await api.send('GET', '/api/v1/me', asPerson(person))).status).toBe(401)
  })

  test('ends all sessions when asked to', async () => {
    const person = await makePerson(api.client, 'agent')
    expect((await api.send('DELETE', `/api/v1/people/${person.id}/sessions`)).status).toBe(204)
    expect((await api.send('GET', '/api/v1/me', asPerson(person))).status).toBe(401)
  })
})

describe('removing', () => {
  test('takes all they sign in by, frees their e-mail, and keeps their name in the logs', async () => {
    const person = await makePerson(api.client, 'agent', { name: 'Gone Girl' })
    await api.send('POST', '/api/v1/contacts', {
      ...asPerson(person),
      body: { values: { name: 'Ann', email: ['ann@example.com'] } },
    })
    const path = `/api/v1/people/${person.id}`
    expect((await api.send('DELETE', path, { ifMatch: 1 })).status).toBe(204)
    expect((await api.send('GET', '/api/v1/me', asPerson(person))).status).toBe(401)
    expect(await personOf(person.id)).toBeUndefined()
    expect((await api.send('DELETE', path, { ifMatch: '*' })).status).toBe(404)
    for (const table of ['sessions', 'accounts', 'passkeys', 'two_factors', 'person_links'])
      expect(await rows(`SELECT * FROM ${table} WHERE user_id = '${person.id}'`)).toEqual([])
    expect(JSON.stringify(await rows('SELECT * FROM users'))).not.toContain(person.email)
    expect(await rows(`SELECT name FROM users WHERE id = '${person.id}'`)).toEqual([
      { name: 'Gone Girl' },
    ])
    expect((await invite('agent', { email: person.email })).person.id).not.toBe(person.id)
  })

  test.each(['keep', 'revoke'] as const)('may %s the keys they made', async (keys) => {
    const person = await makePerson(api.client, 'admin')
    const body = { name: `Made to ${keys}`, roleId: 'viewer' }
    const made = await api.send<{ key: ApiKey; secret: string }>('POST', '/api/v1/api-keys', {
      ...asPerson(person),
      body,
    })
    const program = withSecret(api, made.body.secret)
    const listed = async () => {
      const { body: found } = await api.get<{ data: ApiKey[] }>('/api/v1/api-keys')
      return found.data.find(({ id }) => id === made.body.key.id)
    }
    const maker = { id: person.id, name: person.name }
    expect((await listed())?.createdBy).toEqual({ ...maker, removed: false })
    const path = `/api/v1/people/${person.id}?keys=${keys}`
    if (keys === 'revoke') {
      const keyless = await asRole(api, 'admin', {
        permissions: permissionIds.filter((id) => id !== 'manage_keys'),
      })
      const refused = await keyless.refused('DELETE', path, { ifMatch: '*' })
      expect(refused.body).toMatchObject({ status: 403, permission: 'manage_keys' })
    }
    expect((await api.send('DELETE', path, { ifMatch: '*' })).status).toBe(204)
    if (keys === 'keep') {
      expect((await program.list()).status).toBe(200)
      expect((await listed())?.createdBy).toEqual({ ...maker, removed: true })
    } else {
      expect((await program.refused('GET', '/api/v1/contacts')).status).toBe(401)
      expect(await listed()).toBeUndefined()
      const told = await rows(`SELECT target_name FROM audit WHERE action = 'key.revoked'`)
      expect(told).toEqual([{ target_name: body.name }])
    }
  })
})

describe('API keys', () => {
  const keys = '/api/v1/api-keys'
  interface Made {
    key: ApiKey
    secret: string
  }
  const body = { name: 'K', roleId: 'admin' }

  test('rest with who made them, and with whom these were made by', async () => {
    const person = await makePerson(api.client, 'admin')
    const { body: made } = await api.send<Made>('POST', keys, { ...asPerson(person), body })
    const program = withSecret(api, made.secret)
    const { body: again } = await program.send<Made>('POST', keys, { body })
    const second = withSecret(api, again.secret)
    const suspend = (suspended: boolean) =>
      api.send('PATCH', `/api/v1/people/${person.id}`, { ifMatch: '*', body: { suspended } })
    const statuses = async () => [
      (await program.get('/api/v1/me')).status,
      (await second.get('/api/v1/me')).status,
    ]
    expect(await statuses()).toEqual([200, 200])
    await suspend(true)
    expect(await statuses()).toEqual([401, 401])
    await suspend(false)
    expect(await statuses()).toEqual([200, 200])
  })

  const inAnHour = Date.now() + 3_600_000
  test.each([
    [null, 422],
    [inAnHour + 1, 422],
    [inAnHour, 201],
  ])('that expire make none until %s: %i', async (expires, status) => {
    const key = await asRole(api, 'admin', { expiresAt: inAnHour })
    const expiresAt = expires === null ? null : new Date(expires).toISOString()
    const answer = await key.refused('POST', keys, { body: { ...body, expiresAt } })
    expect(answer.status).toBe(status)
    if (status === 422) expect(answer.body.errors.expiresAt?.[0]).toContain('when your own key')
  })
})

describe('the last owner', () => {
  test.each(['suspended', 'demoted', 'removed'])('cannot be %s', async (how) => {
    const alone = await startApi()
    const path = `/api/v1/people/${alone.owner.id}`
    const body = how === 'suspended' ? { suspended: true } : { roleId: 'admin' }
    const refused =
      how === 'removed'
        ? await alone.refused('DELETE', path, { ifMatch: '*' })
        : await alone.refused('PATCH', path, { ifMatch: '*', body })
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state'])
    expect((await alone.send('GET', '/api/v1/me')).status).toBe(200)
  })

  test.each(['suspend', 'demote', 'remove'])(
    'is there after two owners %s each other at the same moment',
    async (how) => {
      const pair = await startApi()
      const other = await makePerson(pair.client, 'owner')
      // The document is read by who may be gone in a moment.
      await pair.send('GET', '/api/v1/me')
      const body = how === 'suspend' ? { suspended: true } : { roleId: 'admin' }
      const act = (by: TestPerson, to: TestPerson) =>
        pair.send(how === 'remove' ? 'DELETE' : 'PATCH', `/api/v1/people/${to.id}`, {
          ifMatch: '*',
          ...asPerson(by),
          ...(how !== 'remove' && { body }),
        })
      const statuses = (await Promise.all([act(pair.owner, other), act(other, pair.owner)])).map(
        ({ status }) => status,
      )
      expect(statuses.filter((status) => status < 300)).toHaveLength(1)
      const { rows: left } = await pair.client.execute(
        "SELECT count(*) AS n FROM people WHERE role_id = 'owner' AND state = 'active'",
      )
      expect(left[0]?.n).toBe(1)
    },
  )
})

describe(`another instance of ${target.runtime}`, () => {
  test('lets nobody work whose suspension it has not heard of', async () => {
    const person = await makePerson(api.client, 'agent')
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(200)
    // As another instance would do it: in the database, behind this one's back.
    await api.client.batch(
      [
        {
          sql: "UPDATE people SET state = 'suspended', version = version + 1 WHERE user_id = ?",
          args: [person.id],
        },
        'UPDATE schema_state SET version = version + 1',
      ],
      'write',
    )
    expect((await api.send('GET', '/api/v1/contacts', asPerson(person))).status).toBe(401)
  })
})
