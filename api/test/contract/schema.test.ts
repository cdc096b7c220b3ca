import type { Field } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { fieldsOfEveryType } from './support/every-type.ts'

interface Step {
  action: string
  target: string
  key: string
  changes: string[]
  contacts: number
  inTheWay: number
  dangers: string[]
}

interface Plan {
  planId: string | null
  steps: Step[]
}

interface Applied {
  done: boolean
  steps: number
  left: number
}

type Document = Record<'roles' | 'sections' | 'fields' | 'views', Record<string, unknown>[]>

const path = '/api/v1/schema'
const pull = async (api: Pick<Api, 'fetch'>) => (await api.fetch(path)).text()
const pulled = async (api: Api) => JSON.parse(await pull(api)) as Document
const plan = (api: Api, document: object, prune?: object) =>
  api.post<Plan>(`${path}/plan`, { document, ...(prune && { prune }) })

async function planned(api: Api, document: object, prune?: object): Promise<Plan> {
  const { status, body } = await plan(api, document, prune)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}

async function applied(api: Api, planId: string | null): Promise<void> {
  for (;;) {
    const { status, body } = await api.post<Applied>(`${path}/apply`, { planId })
    expect(status, JSON.stringify(body)).toBe(200)
    if (body.done) return
  }
}

const summary = ({ steps }: Plan) =>
  steps.map(({ action, target, key }) => `${action} ${target} ${key}`)

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
    const refused = await api.refused('POST', `${path}/apply`, { body: { planId: first.planId } })
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    await api.patch(bad.id, 1, { [seats.key]: null })
    // What it touches is no longer what it was.
    const moved = await api.refused('POST', `${path}/apply`, { body: { planId: first.planId } })
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
    const moved = await api.refused('POST', `${path}/apply`, { body: { planId: first.planId } })
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
    const unknown = await api.refused('POST', `${path}/apply`, { body: { planId: 'nosuch' } })
    expect(unknown.status).toBe(404)
    const admin = await asRole(api, 'admin')
    expect((await admin.refused('POST', `${path}/apply`, { body: { planId } })).status).toBe(404)
    await api.close()
  })

  test('says by its path what cannot be', async () => {
    const cases: [change: (document: Document) => object, path: string][] = [
      [({ fields }) => ({ fields: [...fields, { key: 'x', type: 'text' }] }), 'fields.x.name'],
      [
        ({ fields }) => ({
          fields: [...fields, { key: 'x', name: 'X', type: 'text', section: 'Nowhere' }],
        }),
        'fields.x.section',
      ],
      [
        ({ fields }) => ({
          fields: [...fields, { key: 'x', name: 'X', type: 'text', viewRoles: ['Nobody'] }],
        }),
        'fields.x.viewRoles',
      ],
      [() => ({ fields: [{ key: 'name', required: false }] }), 'fields.name.required'],
    ]
    const document = await pulled(source)
    for (const [change, at] of cases) {
      const body = { document: { ...document, ...change(document) } }
      const told = await source.refused('POST', `${path}/plan`, { body })
      expect([told.status, Object.keys(told.body.errors ?? {})], at).toEqual([422, [at]])
    }
  })

  test.each<[what: string, list: string, entry: object, path: string, reason: string]>([
    [
      'a type',
      'fields',
      { key: 'shelf', name: 'Shelf', type: 'novel' },
      '.type',
      '“shelf” must be',
    ],
    [
      'an option',
      'fields',
      { key: 'shelf', options: [{ text: 7 }] },
      '.options[0].text',
      '“shelf”',
    ],
    ['a property', 'views', { name: 'Mine', colour: 'red' }, '.colour', '“Mine” '],
    ['a key', 'fields', { name: 'Shelf' }, '.key', '“Shelf” '],
    ['a name', 'sections', { columns: 2 }, '.name', ''],
  ])('says which entry has %s that cannot be', async (_, list, entry, at, told) => {
    const document = await pulled(source)
    const entries = document[list as keyof Document]
    const body = { document: { ...document, [list]: [...entries, entry] } }
    const refused = await source.refused('POST', `${path}/plan`, { body })
    expect(refused.status).toBe(422)
    expect(refused.body.errors).toEqual({
      [`document.${list}[${entries.length}]${at}`]: [expect.stringContaining(told)],
    })
  })

  test('is refused before its first step where it contradicts itself, or a step could not be taken', async () => {
    const api = await startApi()
    await api.field({ name: 'Gone', type: 'text' })
    await api.field({
      name: 'Needing',
      type: 'text',
      visibleWhen: { field: 'gone', operator: 'nnull' },
    })
    const old = await api.field({ name: 'Deleted', type: 'text' })
    await api.send('DELETE', `/api/v1/fields/${old.id}`, { ifMatch: 1 })
    await api.post('/api/v1/sections', {
      name: 'Old',
      visibleWhen: { field: 'gone', operator: 'nnull' },
    })
    const nothing = { cardfile: 1, roles: [], sections: [], fields: [], views: [] }
    const x = { key: 'x', name: 'X', type: 'text' }
    const roles = ['Lead', 'LEAD'].map((name) => ({ name, permissions: ['view_contacts'] }))
    const cases: [document: object, prune: object | undefined, path: string, code: string][] = [
      [{ fields: [x, { ...x, name: 'Y' }] }, undefined, 'fields.x', 'stated_twice'],
      [{ sections: [{ name: 'A' }, { name: 'a' }] }, undefined, 'sections.a', 'stated_twice'],
      [{ views: [{ name: 'A' }, { name: 'Á' }] }, undefined, 'views.a', 'stated_twice'],
      [{ roles }, undefined, 'roles.lead', 'stated_twice'],
      [{ fields: [{ key: 'gone' }] }, { fields: ['gone'] }, 'prune.fields', 'stated_and_pruned'],
      [
        { sections: [{ name: 'old' }] },
        { sections: ['Old'] },
        'prune.sections',
        'stated_and_pruned',
      ],
      [{}, { fields: ['city'] }, 'prune.fields', 'only_custom_deleted'],
      [{}, { fields: ['gone', 'needing'] }, 'prune.fields', 'pruned_and_needed'],
      [{}, { fields: ['gone'], sections: ['Old'] }, 'prune.fields', 'pruned_and_needed'],
      [
        { fields: [{ ...x, section: 'Old' }] },
        { sections: ['Old'] },
        'fields.x.section',
        'no_such_section',
      ],
      [{ fields: [{ ...x, name: 'CITY' }] }, undefined, 'fields.x.name', 'name_of_other_field'],
      [
        { fields: [{ ...x, key: 'deleted' }] },
        undefined,
        'fields.deleted.key',
        'key_of_other_field',
      ],
    ]
    for (const [part, prune, at, code] of cases) {
      const body = { document: { ...nothing, ...part }, ...(prune && { prune }) }
      const told = await api.refused('POST', `${path}/plan`, { body })
      const codes = Object.entries(told.body.reasons ?? {}).map(([key, all]) => [key, all[0]?.code])
      expect([told.status, codes], JSON.stringify(part)).toEqual([422, [[at, code]]])
    }
    const prune = { fields: ['gone', 'needing'], sections: ['Old'] }
    const { planId, steps } = await planned(api, nothing, prune)
    expect(summary({ planId, steps })).toEqual([
      'delete section Old',
      'delete field needing',
      'delete field gone',
    ])
    await applied(api, planId)
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
    const refused = await api.refused('POST', `${path}/apply`, { body: { planId } })
    expect([refused.status, refused.body.code]).toEqual([409, 'in_use'])
    expect(await pulled(api)).toEqual(document)
    await api.close()
  })

  test('is for who may manage what it has, and tells nobody of what they do not see', async () => {
    const agent = await asRole(source, 'agent')
    for (const [method, at, body] of [
      ['GET', path, undefined],
      ['POST', `${path}/plan`, { document: await pulled(source) }],
      ['POST', `${path}/apply`, { planId: 'x' }],
    ] as const)
      expect((await agent.refused(method, at, { body })).status).toBe(403)
    const { body: role } = await source.post<{ id: string }>('/api/v1/roles', {
      name: 'Definer',
      permissions: ['view_contacts', 'manage_fields'],
    })
    const definer = await asRole(source, role.id)
    expect(await pull(definer)).not.toContain('plan_of_theirs')
    const document = JSON.parse(await pull(definer)) as Document
    const roles = [{ name: 'Mine', permissions: ['view_contacts'] }]
    const told = await definer.refused('POST', `${path}/plan`, {
      body: { document: { ...document, roles } },
    })
    expect([told.status, told.body.detail]).toEqual([403, expect.stringContaining('Manage people')])
  })
})
