import { permissionIds, restsOn } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

let api: Api
let contact: string

beforeAll(async () => {
  api = await startApi()
  contact = (await api.contact({ name: 'Ann Secret', email: ['ann@example.com'] })).id
})

const dependent = permissionIds.filter((id) => restsOn[id])

describe('what is done with contacts, without seeing them', () => {
  test.each([
    ['a role', '/api/v1/roles', { name: 'Blind' }],
    ['a key', '/api/v1/api-keys', { name: 'Blind', roleId: 'admin' }],
  ])('is given to no new one: %s', async (_, path, more) => {
    for (const permission of dependent) {
      const { status, body } = await api.refused('POST', path, {
        body: { ...more, permissions: [permission, 'manage_fields'] },
      })
      expect([status, body.errors]).toEqual([
        422,
        { permissions: [`${permission} needs view_contacts`] },
      ])
    }
  })

  test('is worth nothing where an older role has it', async () => {
    await api.client.execute({
      sql: `INSERT INTO roles (id, name, permissions, position) VALUES ('blind', 'Blind', ?, 9)`,
      args: [JSON.stringify(dependent)],
    })
    await api.client.execute('UPDATE schema_state SET version = version + 1')
    const blind = await asRole(api, 'blind')
    const asked = [
      blind.refused('POST', '/api/v1/contacts', {
        body: { values: { name: 'X', email: ['ann@example.com'] } },
      }),
      blind.refused('PATCH', `/api/v1/contacts/${contact}`, {
        ifMatch: '*',
        body: { values: {} },
      }),
      blind.refused('DELETE', `/api/v1/contacts/${contact}`, { ifMatch: '"77"' }),
      blind.refused('POST', `/api/v1/contacts/${contact}/erase`, { ifMatch: '"77"' }),
      blind.refused('GET', '/api/v1/exports/contacts?format=csv'),
      blind.refused('GET', '/api/v1/imports'),
    ]
    for (const { status, body } of await Promise.all(asked)) {
      expect([status, body.code]).toEqual([403, 'forbidden'])
      expect(JSON.stringify(body)).not.toContain('Ann')
    }
    const me = await blind.get<{ permissions: string[] }>('/api/v1/me')
    expect(me.body.permissions).toEqual([])
  })
})

describe('who manages fields and sees no contacts', () => {
  test('learns nothing by trying what would fit, and may change what has no values', async () => {
    const field = await api.field({ name: 'Badge', type: 'text' })
    await api.contact({ name: 'B', email: ['b@example.com'], [field.key]: 'zqxsecret' })
    const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
      name: 'Architect',
      permissions: ['manage_fields'],
    })
    const architect = await asRole(api, role.id)
    const path = `/api/v1/fields/${field.id}`
    const change = { ifMatch: '*', body: { type: 'integer' } } as const
    for (const body of [{ type: 'integer' }, { length: 8 }, { length: 9 }]) {
      const preview = await architect.refused('POST', `${path}/conversion`, { body })
      const refused = await architect.refused('PATCH', path, { ifMatch: '*', body })
      for (const { status, body: problem } of [preview, refused])
        expect([status, problem]).toMatchObject([403, { permission: 'view_contacts' }])
    }
    expect(JSON.stringify((await api.refused('PATCH', path, change)).body)).toContain('zqxsecret')
    const empty = await api.field({ name: 'Nothing yet', type: 'text' })
    const changed = await architect.send('PATCH', `/api/v1/fields/${empty.id}`, change)
    expect([changed.status, changed.body]).toMatchObject([200, { type: 'integer' }])
  })
})
