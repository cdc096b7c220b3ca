import type { Field, Section } from '@cardfile/openapi'
import { beforeAll, expect, test } from 'vitest'
import { type Api, type FieldListBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const sections = '/api/v1/sections'
const fields = '/api/v1/fields'
let api: Api
let plan: Field
let seats: Field
let section: Section
const paid = { field: 'plan', operator: 'eq', value: 'business' }

beforeAll(async () => {
  api = await startApi()
  plan = await api.field({
    name: 'Plan',
    type: 'dropdown',
    options: [{ text: 'Free' }, { text: 'Business' }],
  })
  const made = await api.post<Section>(sections, { name: 'Contract', visibleWhen: paid })
  section = made.body
  seats = await api.field({ name: 'Seats', type: 'integer', section: section.id, required: true })
})

test.each([
  [0, 'must be at least 1'],
  [3, 'must be at most 2'],
  [1.5, 'must be a whole number'],
])('%d columns are refused with what may be', async (columns, told) => {
  const body = { name: 'Odd', columns }
  const refused = await api.refused('POST', sections, { body })
  expect([refused.status, refused.body.errors]).toEqual([422, { columns: [told] }])
})

test('the condition of a section travels with it, and with no field', async () => {
  const { body } = await api.get<FieldListBody>(fields)
  expect(body.sections).toMatchObject([{ id: section.id, visibleWhen: paid }])
  expect(JSON.stringify(body.data)).not.toContain('sectionVisibleWhen')
  const stored = await api.client.execute('SELECT visible_when FROM sections')
  expect(JSON.parse(String(stored.rows[0]?.visible_when))).toMatchObject({ field: plan.id })
})

/** What is sent to create a contact, and what it is refused by, by key. */
const creations: [what: string, values: object, refused: Record<string, string> | null][] = [
  ['without the section, its fields are neither there nor required', { plan: 'Free' }, null],
  ['nor do they take a value', { plan: 'Free', seats: 3 }, { seats: 'not_there' }],
  ['with it they take one', { plan: 'Business', seats: 3 }, null],
  ['and are required', { plan: 'Business' }, { seats: 'required' }],
]
test.each(creations)('%s', async (_, values, refused) => {
  const body = { values: { name: 'Ann', email: [freshEmail()], ...values } }
  const reply = await api.refused('POST', '/api/v1/contacts', { body })
  expect(reply.status).toBe(refused ? 422 : 201)
  for (const [key, code] of Object.entries(refused ?? {}))
    expect(reply.body.reasons?.[`values.${key}`]?.[0]?.code).toBe(code)
})

test('the name is there in whichever section it stands, and needed as everywhere', async () => {
  const name = await api.fieldByKey('name')
  const move = (to: number | null) =>
    api.send('PATCH', `${fields}/${name.id}`, { ifMatch: '*', body: { section: to } })
  expect((await move(section.id)).status).toBe(200)
  const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], plan: 'free' })
  expect((await api.patch(id, '*', { name: 'Anna', plan: null })).status).toBe(200)
  const body = { values: { email: [freshEmail()] } }
  const refused = await api.refused('POST', '/api/v1/contacts', { body })
  expect(Object.keys(refused.body.errors)).toEqual(['values.name'])
  expect((await move(null)).status).toBe(200)
})

/** What would have a section depend on itself, and which property is refused. */
const circles: [what: string, send: () => ReturnType<Api['refused']>, property: string][] = [
  [
    'a condition on a field of its own',
    () => {
      const visibleWhen = { field: 'seats', operator: 'gt', value: 1 }
      return api.refused('PATCH', `${sections}/${section.id}`, {
        ifMatch: '*',
        body: { visibleWhen },
      })
    },
    'visibleWhen',
  ],
  [
    'a field that it looks at put into it',
    () =>
      api.refused('PATCH', `${fields}/${plan.id}`, {
        ifMatch: '*',
        body: { section: section.id },
      }),
    'section',
  ],
  [
    'likewise, in a new order',
    async () => {
      const { body } = await api.get<FieldListBody>(fields)
      const ids = body.data.map(({ id }) => id).filter((id) => id !== plan.id && id !== seats.id)
      const order = { ids, sections: [{ id: section.id, ids: [plan.id, seats.id] }] }
      return api.refused('POST', `${fields}:reorder`, { body: order })
    },
    'sections',
  ],
]
test.each(circles)('%s is refused as a circle', async (_, send, property) => {
  const { status, body } = await send()
  expect([status, Object.keys(body.errors)]).toEqual([422, [property]])
  expect(body.reasons?.[property]?.[0]?.code).toBe('condition_circle')
})

test('a field that a section looks at says so before it is deleted', async () => {
  const reply = await api.refused('DELETE', `${fields}/${plan.id}`, { ifMatch: '*' })
  expect([reply.status, reply.body.code]).toEqual([409, 'in_use'])
  expect(reply.body.detail).toContain('Contract')
  const { body: uses } = await api.get(`${fields}/${plan.id}/uses`)
  expect(uses).toMatchObject({
    sections: [{ id: section.id, name: 'Contract' }],
    otherSections: 0,
  })
})

test('one whose fields somebody does not see is not named to them by what depends on a field', async () => {
  await api.send('PATCH', `${fields}/${seats.id}`, {
    ifMatch: '*',
    body: { viewRoles: ['owner'] },
  })
  const admin = await asRole(api, 'admin')
  const { body: uses } = await admin.get(`${fields}/${plan.id}/uses`)
  expect(uses).toMatchObject({ sections: [], otherSections: 1 })
  const reply = await admin.refused('DELETE', `${fields}/${plan.id}`, { ifMatch: '*' })
  expect(reply.body.code).toBe('in_use')
  expect(reply.body.detail).not.toContain('Contract')
  await api.send('PATCH', `${fields}/${seats.id}`, { ifMatch: '*', body: { viewRoles: null } })
})

test('who may not read what a section looks at sees no condition, and may not change it', async () => {
  const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
    name: 'Designer',
    permissions: ['view_contacts', 'view_identities', 'edit_contacts', 'manage_fields'],
  })
  const designer = await asRole(api, role.id)
  for (const right of ['viewRoles', 'maskRoles']) {
    const roles = right === 'viewRoles' ? ['owner'] : [role.id]
    await api.send('PATCH', `${fields}/${plan.id}`, { ifMatch: '*', body: { [right]: roles } })
    const { body } = await designer.get<FieldListBody>(fields)
    expect(body.sections).toMatchObject([{ visibleWhen: null, unseenCondition: true }])
    const schema = await designer.get<{ $defs: object }>(`${fields}/schema.json`)
    expect(schema.body.$defs).toEqual({})
    const path = `${sections}/${section.id}`
    const refused = await designer.refused('PATCH', path, {
      ifMatch: '*',
      body: { visibleWhen: null },
    })
    expect(refused.body.reasons?.visibleWhen?.[0]?.code).toBe('condition_unseen')
    const name = `Contract, ${right}`
    const renamed = await designer.send('PATCH', path, { ifMatch: '*', body: { name } })
    expect(renamed.status).toBe(200)
    // It is judged all the same, and stays as it is.
    const values = { name: 'Bob', email: [freshEmail()], seats: 2 }
    const told = await designer.refused('POST', '/api/v1/contacts', { body: { values } })
    expect(told.body.reasons?.['values.seats']?.[0]?.code).toBe('not_there')
    const { body: now } = await api.get<FieldListBody>(fields)
    expect(now.sections[0]?.visibleWhen).toEqual(paid)
    await api.send('PATCH', `${fields}/${plan.id}`, { ifMatch: '*', body: { [right]: null } })
  }
})
