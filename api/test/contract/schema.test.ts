import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { fieldsOfEveryType } from './support/every-type.ts'
import { applied, planned, pull, pulled, refusedApply, summary } from './support/set-up.ts'

let source: Api

/** All that can be set up, each setting with something in it. */
async function furnished(): Promise<Api> {
  const api = await startApi()
  const role = await api.post<{ id: string }>('/api/v1/roles', {
    name: 'Team lead',
    permissions: ['view_contacts', 'view_identities', 'manage_views'],
  })
  const section = await api.post<{ id: number }>('/api/v1/sections', {
    name: 'Contract',
    columns: 1,
    collapsed: true,
  })
  for (const definition of fieldsOfEveryType) await api.field(definition)
  const plans = await api.field({
    name: 'Plan of theirs',
    type: 'dropdown',
    options: [{ text: 'Gold' }, { text: 'Free' }],
    section: section.body.id,
    viewRoles: [role.body.id, 'admin'],
    maskRoles: [role.body.id],
    editRoles: ['admin'],
  })
  await api.field({
    name: 'Seats of theirs',
    type: 'integer',
    requiredWhen: { field: plans.key, operator: 'eq', value: plans.options?.[0]?.id },
  })
  const city = await api.fieldByKey('city')
  await api.send('PATCH', `/api/v1/fields/${city.id}`, {
    ifMatch: '*',
    body: { name: 'Town', helpText: 'Where they live', required: false, section: section.body.id },
  })
  const { body: view } = await api.post<{ id: string }>('/api/v1/views', {
    name: 'Gold in Berlin',
    shared: true,
    locked: true,
    q: 'ann',
    filter: { field: 'city', operator: 'eq', value: 'Berlin' },
    sorters: [{ field: 'name', order: 'desc' }],
    columns: [{ field: 'city', width: 120 }],
    pageSize: 50,
  })
  await api.send('PATCH', `/api/v1/views/${view.id}`, {
    ifMatch: '*',
    body: { roles: [role.body.id] },
  })
  const { data } = (await api.get<{ data: Field[] }>('/api/v1/fields')).body
  const own = data.filter((field) => field.section == null).map(({ id }) => id)
  const inside = data.filter((field) => field.section != null).map(({ id }) => id)
  await api.send('POST', '/api/v1/fields:reorder', {
    body: {
      ids: own.toReversed(),
      sections: [{ id: section.body.id, ids: inside.toReversed() }],
    },
  })
  await api.send('PATCH', `/api/v1/sections/${section.body.id}`, {
    ifMatch: '*',
    body: { visibleWhen: { field: 'company', operator: 'nnull' } },
  })
  return api
}

beforeAll(async () => {
  source = await furnished()
})
afterAll(() => source.close())

describe('the set-up as a document', () => {
  test('taken to an empty installation is the same bytes there, and nothing is left to do', async () => {
    const target = await startApi()
    const text = await pull(source)
    const first = await planned(target, JSON.parse(text))
    expect(summary(first).slice(0, 2)).toEqual(['create role Team lead', 'create section Contract'])
    await applied(target, first.planId)
    expect(await pull(target)).toBe(text)
    const second = await planned(target, JSON.parse(text))
    expect(second).toEqual({ planId: null, expiresAt: null, steps: [] })
    expect(await planned(source, JSON.parse(text))).toMatchObject({ steps: [] })
    await target.close()
  })

  test('deletes nothing that is not named, and that which is', async () => {
    const api = await startApi()
    const extra = await api.field({ name: 'Extra', type: 'text' })
    const contact = await api.contact({ name: 'A', email: [freshEmail()], [extra.key]: 'x' })
    await api.post('/api/v1/roles', { name: 'Temp', permissions: ['view_contacts'] })
    await api.post('/api/v1/sections', { name: 'Old' })
    await api.post('/api/v1/views', { name: 'Old view', shared: true })
    const whole = await pulled(api)
    const without = { ...whole, fields: [], roles: [], sections: [], views: [] }
    expect(await planned(api, without)).toMatchObject({ steps: [] })
    const prune = {
      fields: ['extra', 'nosuch'],
      roles: ['temp'],
      sections: ['Old'],
      views: ['old view'],
    }
    const { planId, steps } = await planned(api, without, prune)
    expect(
      steps.map(({ target, key, contacts, dangers }) => [target, key, contacts, dangers]),
    ).toEqual([
      ['view', 'Old view', 0, ['deletes']],
      ['section', 'Old', 0, ['deletes']],
      ['field', 'extra', 1, ['deletes']],
      ['role', 'Temp', 0, ['deletes']],
    ])
    await applied(api, planId)
    expect(await planned(api, without, prune)).toMatchObject({ steps: [] })
    expect((await api.get(`/api/v1/contacts/${contact.id}`)).body.values).not.toHaveProperty(
      'extra',
    )
    await api.close()
  })

  test('says how many contacts a step touches, which is how many it then touches', async () => {
    const api = await startApi()
    const seats = await api.field({ name: 'Seats', type: 'text' })
    for (const value of ['1', '2', '3'])
      await api.contact({ name: 'A', email: [freshEmail()], [seats.key]: value })
    const bad = await api.contact({ name: 'A', email: [freshEmail()], [seats.key]: 'many' })
    const document = await pulled(api)
    const fields = [{ key: 'seats', type: 'integer', length: null }]
    const change = { ...document, fields }
    const first = await planned(api, change)
    expect(first.steps).toMatchObject([
      { key: 'seats', contacts: 3, inTheWay: 1, dangers: ['converts_values', 'values_in_the_way'] },
    ])
    const refused = await refusedApply(api, first.planId)
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    await api.patch(bad.id, 1, { [seats.key]: null })
    // What it touches is no longer what it was.
    const moved = await refusedApply(api, first.planId)
    expect([moved.status, moved.body.code]).toEqual([409, 'wrong_state'])
    const second = await planned(api, change)
    const changes = async () =>
      Number((await api.client.execute(`SELECT count(*) AS n FROM changes`)).rows[0]?.n)
    const before = await changes()
    await applied(api, second.planId)
    expect((await changes()) - before).toBe(second.steps[0]?.contacts)
    expect(await planned(api, change)).toMatchObject({ steps: [] })
    await api.close()
  })

  test('is refused where anything moved since it was planned, and applied once', async () => {
    const api = await startApi()
    const document = await pulled(api)
    const added = {
      ...document,
      fields: [...document.fields, { key: 'plan', name: 'Plan', type: 'text' }],
    }
    const first = await planned(api, added)
    expect(summary(first)).toEqual(['create field plan'])
    await api.field({ name: 'Other', type: 'text' })
    const moved = await refusedApply(api, first.planId)
    expect([moved.status, moved.body.code]).toEqual([409, 'wrong_state'])
    const { planId } = await planned(api, added)
    await applied(api, planId)
    // A reply may have been lost.
    await applied(api, planId)
    expect(
      (await api.get<{ data: Field[] }>('/api/v1/fields')).body.data.filter(
        ({ key }) => key === 'plan',
      ),
    ).toHaveLength(1)
    const unknown = await refusedApply(api, 'nosuch')
    expect(unknown.status).toBe(404)
    const admin = await asRole(api, 'admin')
    expect((await refusedApply(admin, planId)).status).toBe(404)
    await api.close()
  })

  test('says how many contacts share a value that is to be unique, and does nothing of the plan', async () => {
    const api = await startApi()
    await api.field({ name: 'Badge', type: 'text' })
    for (const badge of ['a', 'A', 'b'])
      await api.contact({ name: 'A', email: [freshEmail()], badge })
    const document = await pulled(api)
    const added = { key: 'x', name: 'X', type: 'text' }
    const change = { ...document, fields: [added, { key: 'badge', unique: true }] }
    const { planId, steps } = await planned(api, change)
    expect(steps.find(({ key }) => key === 'badge')).toMatchObject({
      inTheWay: 2,
      dangers: ['values_in_the_way'],
    })
    const refused = await refusedApply(api, planId)
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    expect(await pulled(api)).toEqual(document)
    await api.close()
  })
})
