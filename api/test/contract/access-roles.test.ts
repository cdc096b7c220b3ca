import type { Field, Role } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ProblemBody, startApi } from './support/api.ts'
import { asRole, insertKey, withSecret } from './support/callers.ts'

const roles = '/api/v1/roles'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

async function made(permissions: string[], name: string): Promise<Role> {
  const { status, body } = await api.post<Role>(roles, { name, permissions })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}

describe('roles', () => {
  test('begin with four, of which the owner has everything', async () => {
    const { body } = await api.get<{ data: Role[] }>(roles)
    expect(body.data.map(({ id, builtIn }) => [id, builtIn])).toEqual([
      ['owner', true],
      ['admin', true],
      ['agent', true],
      ['viewer', true],
    ])
    expect(body.data[0]?.permissions).toContain('view_audit')
  })

  test('are made, renamed, narrowed and deleted', async () => {
    const role = await made(['export_contacts', 'view_contacts'], 'Exporters')
    expect(role.permissions).toEqual(['view_contacts', 'export_contacts'])
    const { body: narrowed } = await api.send<Role>('PATCH', `${roles}/${role.id}`, {
      ifMatch: 1,
      body: { name: 'Readers', permissions: ['view_contacts'] },
    })
    expect(narrowed).toEqual({
      ...role,
      name: 'Readers',
      permissions: ['view_contacts'],
      version: 2,
    })
    const stale = await api.refused('DELETE', `${roles}/${role.id}`, { ifMatch: 1 })
    expect([stale.status, stale.body.code]).toEqual([412, 'stale'])
    expect((await api.send('DELETE', `${roles}/${role.id}`, { ifMatch: 2 })).status).toBe(204)
    const { body } = await api.get<{ data: Role[] }>(roles)
    expect(body.data.map(({ name }) => name)).not.toContain('Readers')
  })

  test('have names of their own', async () => {
    const { status, body } = await api.post<ProblemBody>(roles, { name: 'AGENT', permissions: [] })
    expect([status, body.code, Object.keys(body.errors)]).toEqual([409, 'already_exists', ['name']])
  })

  test('stay as they are where they are the owner’s, and there where an installation begins with them', async () => {
    const change = await api.refused('PATCH', `${roles}/owner`, {
      ifMatch: '*',
      body: { permissions: [] },
    })
    expect(change.body.code).toBe('wrong_state')
    for (const id of ['owner', 'viewer']) {
      const gone = await api.refused('DELETE', `${roles}/${id}`, { ifMatch: '*' })
      expect([gone.status, gone.body.code]).toEqual([409, 'wrong_state'])
    }
  })

  test('are not deleted while a key has them, and take their rights on fields with them', async () => {
    const role = await made(['view_contacts'], 'Guests')
    const field = await api.field({ name: 'Mood', type: 'text', viewRoles: [role.id, 'agent'] })
    const { id } = await insertKey(api, role.id)
    const refused = await api.refused('DELETE', `${roles}/${role.id}`, { ifMatch: '*' })
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    await api.send('DELETE', `/api/v1/api-keys/${id}`)
    expect((await api.send('DELETE', `${roles}/${role.id}`, { ifMatch: '*' })).status).toBe(204)
    expect(await api.fieldByKey(field.key)).toMatchObject({ viewRoles: ['agent'] })
  })

  test('take effect with the next request of whoever has them', async () => {
    const role = await made(['view_contacts'], 'Passing')
    const caller = await asRole(api, role.id)
    expect((await caller.list()).status).toBe(200)
    await api.send('PATCH', `${roles}/${role.id}`, { ifMatch: '*', body: { permissions: [] } })
    const refused = await caller.refused('GET', '/api/v1/contacts')
    expect([refused.status, refused.body]).toMatchObject([403, { permission: 'view_contacts' }])
  })
})

describe('nobody gives more than they have', () => {
  test('by a role made, widened or narrowed', async () => {
    const own = await made(['manage_people', 'manage_keys', 'view_contacts'], 'Team leads')
    const lead = await asRole(api, own.id)
    const more = await lead.refused('POST', roles, {
      body: { name: 'More', permissions: ['view_contacts', 'export_contacts'] },
    })
    expect([more.status, more.body]).toMatchObject([403, { permission: 'export_contacts' }])
    const widened = await lead.refused('PATCH', `${roles}/${own.id}`, {
      ifMatch: '*',
      body: { permissions: ['view_audit'] },
    })
    expect([widened.status, widened.body]).toMatchObject([403, { permission: 'view_audit' }])
    const narrowed = await lead.refused('PATCH', `${roles}/admin`, {
      ifMatch: '*',
      body: { permissions: [] },
    })
    expect(narrowed.status).toBe(403)
  })

  test('by a key', async () => {
    const { body } = await api.get<{ data: Role[] }>(roles)
    const lead = await asRole(api, body.data.find(({ name }) => name === 'Team leads')!.id)
    const create = (key: object) =>
      lead.refused('POST', '/api/v1/api-keys', { body: { name: 'K', ...key } })
    expect((await create({ roleId: 'agent' })).status).toBe(403)
    expect((await create({ roleId: 'owner', permissions: ['view_contacts'] })).status).toBe(403)
    expect((await create({ roleId: 'viewer', permissions: ['view_contacts'] })).status).toBe(201)
  })

  test('by the key of a role that sees more fields', async () => {
    const role = await made(
      ['manage_keys', 'view_contacts', 'view_identities', 'view_notes'],
      'Key makers',
    )
    await api.field({ name: 'Salary', type: 'integer', viewRoles: ['viewer'] })
    const maker = await asRole(api, role.id)
    const refused = await maker.refused('POST', '/api/v1/api-keys', {
      body: { name: 'K', roleId: 'viewer' },
    })
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      'Viewer sees fields that you do not see.',
    ])
  })

  describe('over a field that they see and may not change', () => {
    const permissions = [
      'view_contacts',
      'view_identities',
      'edit_contacts',
      'manage_keys',
      'manage_people',
      'manage_fields',
    ]
    let lead: Api
    let others: Role
    let readers: Role
    let locked: Field

    beforeAll(async () => {
      lead = await asRole(api, (await made(permissions, 'Leads of a floor')).id)
      others = await made(['view_contacts', 'view_identities', 'edit_contacts'], 'Payroll')
      readers = await made(['view_contacts'], 'Payroll readers')
      const editRoles = [others.id, readers.id]
      locked = await api.field({ name: 'Bank account', type: 'text', editRoles })
    })

    const detail = (name: string) => `${name} may change “Bank account”, which you may not change.`
    const narrow = ['edit_contacts', 'view_contacts']

    test.each<[string, () => [method: string, path: string, body: object], string]>([
      ['a key', () => ['POST', '/api-keys', { name: 'K', roleId: others.id }], detail('Payroll')],
      [
        'a key with fewer permissions',
        () => ['POST', '/api-keys', { name: 'K', roleId: others.id, permissions: narrow }],
        detail('Payroll'),
      ],
      [
        'an invitation',
        () => ['POST', '/people', { name: 'P', email: 'p@example.com', roleId: others.id }],
        detail('Payroll'),
      ],
      [
        'a role that changes no contacts yet',
        () => ['PATCH', `/roles/${readers.id}`, { permissions: narrow }],
        detail('Payroll readers'),
      ],
      [
        'the field itself',
        () => ['PATCH', `/fields/${locked.id}`, { editRoles: null }],
        'You may not change “Bank account” in contacts, so you cannot say who may.',
      ],
    ])('by %s', async (_, ask, why) => {
      const [method, path, body] = ask()
      const refused = await lead.refused(method, `/api/v1${path}`, { ifMatch: '*', body })
      expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
        403,
        'forbidden',
        why,
      ])
    })

    test('but by a key that changes no contacts', async () => {
      const body = { name: 'K', roleId: others.id, permissions: ['view_contacts'] }
      expect((await lead.post('/api/v1/api-keys', body)).status).toBe(201)
    })
  })
})

describe('API keys', () => {
  test('are shown once, listed without their secret, and revoked at once', async () => {
    const expiresAt = new Date(Date.now() + 60_000).toISOString()
    const { status, body } = await api.post<{
      secret: string
      key: { id: string; prefix: string }
    }>('/api/v1/api-keys', {
      name: 'Web shop',
      roleId: 'agent',
      permissions: ['view_contacts'],
      expiresAt,
    })
    expect(status).toBe(201)
    expect(body.key).toMatchObject({
      name: 'Web shop',
      role: { id: 'agent', name: 'Agent' },
      permissions: ['view_contacts'],
      expiresAt,
      lastUsedAt: null,
    })
    const shop = withSecret(api, body.secret)
    const listed = await shop.list()
    expect([listed.status, listed.trips]).toEqual([200, 1])
    const { body: keys } = await api.get<{ data: { id: string }[] }>('/api/v1/api-keys')
    expect(JSON.stringify(keys)).not.toContain(body.secret.slice(10))
    const { rows } = await api.client.execute('SELECT * FROM api_keys')
    expect(JSON.stringify(rows)).not.toContain(body.secret.slice(10))
    expect((await api.send('DELETE', `/api/v1/api-keys/${body.key.id}`)).status).toBe(204)
    expect((await shop.refused('GET', '/api/v1/contacts')).status).toBe(401)
    expect((await api.send('DELETE', `/api/v1/api-keys/${body.key.id}`)).status).toBe(404)
  })

  test('tell when they were last used', async () => {
    const { id, secret } = await insertKey(api, 'viewer')
    await withSecret(api, secret).list()
    const lastUsed = async () => {
      const { body } = await api.get<{ data: { id: string; lastUsedAt: string | null }[] }>(
        '/api/v1/api-keys',
      )
      return body.data.find((key) => key.id === id)?.lastUsedAt
    }
    await expect.poll(lastUsed).not.toBeNull()
  })

  test.each(['Bearer', 'Bearer cf_short', 'Basic abc', `Bearer cf_${'x'.repeat(43)}`])(
    'are refused as %s',
    async (authorization) => {
      const reply = await api.send<ProblemBody>('GET', '/api/v1/contacts', {
        headers: { authorization },
      })
      expect([reply.status, reply.body.code]).toEqual([401, 'unauthenticated'])
      expect(reply.headers.get('www-authenticate')).toMatch(/^Bearer /)
    },
  )

  test('that have expired are refused', async () => {
    const expired = await asRole(api, 'owner', { expiresAt: Date.now() - 1 })
    expect((await expired.refused('GET', '/api/v1/contacts')).status).toBe(401)
  })
})
