import { expect, test } from 'vitest'
import { makePerson } from '../targets/index.ts'
import { freshEmail, startApi } from './support/api.ts'

test('a change that changes nothing keeps the version, whatever of', async () => {
  const api = await startApi()
  const { id: contact } = await api.contact({ name: 'Ann', email: [freshEmail()], city: 'Rome' })
  const field = await api.field({ name: 'Plan', type: 'dropdown', options: [{ text: 'Gold' }] })
  const section = await api.post<{ id: number }>('/api/v1/sections', { name: 'S', columns: 1 })
  const role = await api.post('/api/v1/roles', { name: 'R', permissions: ['view_contacts'] })
  const person = await makePerson(api.client, 'agent', { name: 'Bob' })
  const columns = [{ heading: 'Mail', field: 'email' }]
  const constants = [{ field: 'city', value: 'Rome' }]
  const saved = { name: 'Shop', mode: 'merge', columns, constants }
  const { body: mapping } = await api.post('/api/v1/import-mappings', saved)
  const cases: [path: string, bodies: object[]][] = [
    [`contacts/${contact}`, [{ values: {} }, { values: { city: 'Rome', fax: null } }]],
    [
      `fields/${field.id}`,
      [{}, { name: 'Plan' }, { options: [{ text: 'Gold' }] }, { viewRoles: null }],
    ],
    [`sections/${section.body.id}`, [{}, { name: ' S', columns: 1, collapsed: false }]],
    [`roles/${role.body.id}`, [{}, { name: 'R', permissions: ['view_contacts'] }]],
    [`people/${person.id}`, [{}, { name: 'Bob', roleId: 'agent', suspended: false }]],
    [`import-mappings/${mapping.id}`, [{}, { name: ' Shop' }, saved]],
  ]
  const audited = async () =>
    Number((await api.client.execute('SELECT count(*) AS n FROM audit')).rows[0]?.n)
  const before = await audited()
  for (const [path, bodies] of cases)
    for (const body of bodies) {
      const reply = await api.send('PATCH', `/api/v1/${path}`, { ifMatch: 1, body })
      expect([path, reply.status, reply.headers.get('etag')]).toEqual([path, 200, '"1"'])
    }
  const { body: fields } = await api.get<{ data: { id: number }[] }>('/api/v1/fields')
  const ids = fields.data.map(({ id }) => id)
  const sections = [{ id: section.body.id, ids: [] }]
  expect((await api.post('/api/v1/fields:reorder', { ids, sections })).body).toEqual(fields)
  expect((await api.post('/api/v1/fields:reorder', { ids })).body).toEqual(fields)
  expect(await audited()).toBe(before)
  await api.close()
})
