import type { View } from '@cardfile/openapi'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Api,
  type ContactBody,
  freshEmail,
  type ProblemBody,
  startApi,
} from './support/api.ts'
import { asRole } from './support/callers.ts'

const path = '/api/v1/views'
const contacts = '/api/v1/contacts'

let api: Api
let serial = 0

beforeAll(async () => {
  api = await startApi()
  await api.field({
    name: 'Tier',
    type: 'dropdown',
    options: [{ text: 'Gold' }, { text: 'Tin' }],
  })
  for (const [name, city, value] of [
    ['Ann', 'Berlin', 'gold'],
    ['Ben', 'Berlin', 'tin'],
    ['Cay', 'Oslo', 'gold'],
  ])
    await api.contact({ name, city, tier: value, email: [freshEmail()] })
})

const freshName = () => `View ${++serial}`
const inBerlin = { field: 'city', operator: 'eq', value: 'Berlin' }

async function saved(body: object = {}, by: Pick<Api, 'post'> = api): Promise<View> {
  const reply = await by.post<View>(path, { name: freshName(), ...body })
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

async function change(view: View, body: object, by: Pick<Api, 'send'> = api) {
  return by.send<View & ProblemBody>('PATCH', `${path}/${view.id}`, { ifMatch: '*', body })
}

async function names(query: string, by: Pick<Api, 'get'> = api): Promise<string[]> {
  const reply = await by.get<{ data: ContactBody[] } & ProblemBody>(`${contacts}?${query}`)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.data.map(({ values }) => String(values.name))
}

const listed = async (by: Pick<Api, 'get'> = api) =>
  (await by.get<{ data: View[] }>(path)).body.data.map(({ id }) => id)

describe('a view', () => {
  it('lists what it says, and what is asked for beside it stands in its place', async () => {
    const view = await saved({
      filter: inBerlin,
      sorters: [{ field: 'name', order: 'desc' }],
      pageSize: 1,
    })
    const rows: [query: string, right: string[]][] = [
      ['', ['Ben']],
      ['&pageSize=10', ['Ben', 'Ann']],
      ['&pageSize=10&sort=name', ['Ann', 'Ben']],
      ['&pageSize=10&q=an', ['Ann']],
      [
        `&pageSize=10&filter=${encodeURIComponent('{"operator":"and","value":[]}')}`,
        ['Cay', 'Ben', 'Ann'],
      ],
    ]
    for (const [query, right] of rows)
      expect(await names(`view=${view.id}${query}`), query).toEqual(right)
    const queried = await api.post<{ data: ContactBody[] }>(`${contacts}:query`, {
      viewId: view.id,
    })
    expect(queried.body.data.map(({ values }) => values.name)).toEqual(['Ben'])
    const file = await api.fetch(`/api/v1/exports/contacts?format=csv&columns=name&view=${view.id}`)
    expect((await file.text()).trim().split(/\r?\n/).slice(1)).toEqual(['Ben', 'Ann'])
  })

  it('costs what a list costs once it is known, and is read again where somebody has changed it', async () => {
    const view = await saved({ filter: inBerlin })
    const trips = async () =>
      /desc="(\d+)/.exec(
        (await api.fetch(`${contacts}?view=${view.id}`)).headers.get('server-timing') ?? '',
      )?.[1]
    await trips()
    expect(await trips()).toBe('1')
    expect((await names(`view=${view.id}`)).sort()).toEqual(['Ann', 'Ben'])
    const moved = await change(view, { filter: { ...inBerlin, value: 'Oslo' } })
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    expect(await names(`view=${view.id}`)).toEqual(['Cay'])
    await api.send('DELETE', `${path}/${view.id}`, { ifMatch: '*' })
    expect((await api.get(`${contacts}?view=${view.id}`)).status).toBe(404)
  })

  it('deletes what it lists, by the number that somebody was told', async () => {
    await api.contact({ name: 'Dot', city: 'Rome', email: [freshEmail()] })
    const { id: viewId } = await saved({ filter: { ...inBerlin, value: 'Rome' } })
    const remove = (expected: number) =>
      api.post('/api/v1/bulk-changes', { on: { viewId }, expected, do: 'delete' })
    expect((await remove(2)).status).toBe(409)
    expect((await remove(1)).body).toMatchObject({ counts: { changed: 1 } })
  })

  it('keeps its version where nothing would differ, and refuses an older one', async () => {
    const view = await saved({
      filter: inBerlin,
      columns: [{ field: 'name', width: 120, pinned: true }],
    })
    const same = await change(view, { filter: inBerlin, name: view.name })
    expect(same.body.version).toBe(1)
    const renamed = await change(view, { name: freshName() })
    expect(renamed.body).toMatchObject({ version: 2, filter: inBerlin, columns: view.columns })
    const stale = await api.send<ProblemBody>('PATCH', `${path}/${view.id}`, {
      ifMatch: 1,
      body: { q: 'x' },
    })
    expect([stale.status, stale.body.code]).toEqual([412, 'stale'])
  })

  it('is made once however often a creation is sent, and has a name of its own', async () => {
    const body = { name: freshName() }
    const headers = { 'idempotency-key': 'view' }
    const [first, second] = [
      await api.post<View>(path, body, { headers }),
      await api.post<View>(path, body, { headers }),
    ]
    expect(second.body.id).toBe(first.body.id)
    expect((await api.post<ProblemBody>(path, body)).body.code).toBe('already_exists')
    expect((await api.post(path, { ...body, shared: true })).status).toBe(201)
  })

  it('is refused with what it could not list or show', async () => {
    const rows: [body: object, path: string, code: string][] = [
      [{ filter: { field: 'nope', operator: 'eq', value: 1 } }, 'filter', 'unknown_field_key'],
      [{ filter: { ...inBerlin, operator: 'ina' } }, 'filter', 'operator_not_taken'],
      [{ filter: { field: 'tier', operator: 'eq', value: 'brass' } }, 'filter', 'not_option'],
      [{ sorters: [{ field: 'nope', order: 'asc' }] }, 'sorters', 'unknown_field_key'],
      [{ columns: [{ field: 'nope', width: null }] }, 'columns', 'unknown_field_key'],
    ]
    for (const [body, at, code] of rows) {
      const reply = await api.post<ProblemBody>(path, { name: freshName(), ...body })
      expect(reply.status).toBe(422)
      expect(
        reply.body.reasons?.[at]?.map((told) => told.code),
        JSON.stringify(body),
      ).toEqual([code])
    }
  })
})

/** What keeps a filter that everybody reads with all others, and the property that one is refused by. */
const keepers: [what: string, path: string, property: string, body: object][] = [
  ['view', '/api/v1/views', 'filter', { name: 'Long' }],
  ['field', '/api/v1/fields', 'visibleWhen', { name: 'Long', type: 'text' }],
  ['section', '/api/v1/sections', 'visibleWhen', { name: 'Long' }],
]
it.each(keepers)('a %s keeps no filter that is very long', async (_, path, property, body) => {
  const among = (count: number) => {
    const value = Array.from({ length: count }, (_, at) => `${at} ${'x'.repeat(90)}`)
    return { ...body, [property]: { field: 'city', operator: 'in', value } }
  }
  const { status, body: told } = await api.refused('POST', path, { body: among(200) })
  expect([status, told.reasons?.[property]?.[0]?.code]).toEqual([422, 'filter_too_long'])
  expect((await api.post(path, among(100))).status).toBe(201)
})

describe('a view that needs what is gone', () => {
  it('lists nothing and says why, and works again with the field', async () => {
    const field = await api.field({ name: 'Shoe', type: 'text' })
    const view = await saved({ filter: { field: field.key, operator: 'null' } })
    const sorted = await saved({ sorters: [{ field: field.key, order: 'asc' }] })
    const uses = await api.get(`/api/v1/fields/${field.id}/uses`)
    expect(uses.body).toEqual({
      views: [view, sorted].map(({ id, name }) => ({ id, name })),
      otherViews: 0,
      fields: [],
      otherFields: 0,
      sections: [],
      otherSections: 0,
    })
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: 1 })
    for (const [one, at] of [
      [view, 'filter'],
      [sorted, 'sorters'],
    ] as const) {
      const { body } = await api.get<View>(`${path}/${one.id}`)
      expect([body.filter, body.sorters]).toEqual([undefined, []])
      expect(body.broken?.[at]?.[0]?.code).toBe('field_of_view_gone')
      const list = await api.get<ProblemBody>(`${contacts}?view=${one.id}`)
      expect([list.status, list.body.code]).toEqual([409, 'wrong_state'])
      expect((await api.get(`/api/v1/exports/contacts?view=${one.id}`)).status).toBe(409)
      const deletion = { on: { viewId: one.id }, expected: 3, do: 'delete' }
      expect((await api.post('/api/v1/bulk-changes', deletion)).status).toBe(409)
    }
    await api.post(`/api/v1/fields/${field.id}/restore`, {})
    expect((await names(`view=${view.id}`)).length).toBe(3)
  })

  it('is broken by the loss of an option, and mended by another condition', async () => {
    const options = [
      { id: 'high', text: 'High' },
      { id: 'low', text: 'Low' },
    ]
    const rank = await api.field({ name: 'Rank', type: 'dropdown', options })
    const view = await saved({ filter: { field: rank.key, operator: 'ne', value: 'low' } })
    const narrowed = await api.send('PATCH', `/api/v1/fields/${rank.id}`, {
      ifMatch: rank.version,
      body: { options: options.slice(0, 1) },
    })
    expect(narrowed.status).toBe(200)
    const { body } = await api.get<View>(`${path}/${view.id}`)
    expect(body.broken?.filter?.[0]?.code).toBe('not_option')
    expect((await api.get(`${contacts}?view=${view.id}`)).status).toBe(409)
    const mended = await change(view, {
      filter: { field: rank.key, operator: 'ne', value: 'high' },
    })
    expect(mended.body.broken).toBeNull()
    expect((await names(`view=${view.id}`)).length).toBe(3)
  })
})

describe('who has a view', () => {
  it('is its owner alone, everybody where it is shared, and nobody who may not see what it looks at', async () => {
    const secret = await api.field({ name: 'Salary', type: 'integer', viewRoles: ['admin'] })
    const agent = await asRole(api, 'agent')
    const own = await saved()
    const shared = await saved({ shared: true, filter: inBerlin })
    const veiled = await saved({
      shared: true,
      filter: { field: secret.key, operator: 'gt', value: 5 },
    })
    const ordered = await saved({ shared: true, sorters: [{ field: secret.key, order: 'asc' }] })
    const shown = await saved({
      shared: true,
      columns: [
        { field: secret.key, width: null },
        { field: 'name', width: null },
      ],
    })
    const mine = await listed(agent)
    expect(mine).toEqual(expect.arrayContaining([shared.id, shown.id]))
    for (const { id } of [own, veiled, ordered]) {
      expect(mine).not.toContain(id)
      expect((await agent.get(`${path}/${id}`)).status).toBe(404)
      expect((await agent.get(`${contacts}?view=${id}`)).status).toBe(404)
      expect((await change({ ...own, id }, { name: 'x' }, agent)).status).toBe(404)
    }
    const seen = await agent.get<View>(`${path}/${shown.id}`)
    expect(seen.body.columns).toEqual([{ field: 'name', width: null }])
    const columns = [{ field: 'city', width: 90 }]
    expect((await change(shown, { columns }, agent)).body.columns).toEqual(columns)
    const { body: whole } = await api.get<View>(`${path}/${shown.id}`)
    expect(whole.columns).toEqual([...columns, { field: secret.key, width: null }])
  })

  it('changes one that is shared unless it is locked, and manages those of their own', async () => {
    const agent = await asRole(api, 'agent')
    const [open, locked] = [
      await saved({ shared: true }),
      await saved({ shared: true, locked: true }),
    ]
    const theirs = await saved({ shared: true, locked: true }, agent)
    const rows: [view: View, body: object, by: Pick<Api, 'send'>, right: number][] = [
      [open, { q: 'ann' }, agent, 200],
      [open, { locked: true }, agent, 403],
      [open, { shared: false }, agent, 403],
      [locked, { q: 'ann' }, agent, 403],
      [theirs, { q: 'ann' }, agent, 200],
      [theirs, { locked: false }, agent, 200],
      [theirs, { roles: ['agent'] }, agent, 403],
      [theirs, { roles: ['agent'] }, api, 200],
      [theirs, { roles: ['nobody'] }, api, 422],
      [locked, { q: 'ann' }, api, 200],
    ]
    for (const [view, body, by, right] of rows)
      expect((await change(view, body, by)).status, JSON.stringify(body)).toBe(right)
    const remove = (by: Pick<Api, 'send'>, { id }: View) =>
      by.send('DELETE', `${path}/${id}`, { ifMatch: '*' })
    expect((await remove(agent, open)).status).toBe(403)
    expect((await remove(agent, theirs)).status).toBe(204)
    expect((await remove(api, open)).status).toBe(204)
  })

  it('begins with the one their role begins with', async () => {
    const agent = await asRole(api, 'agent')
    const view = await saved({ shared: true })
    await change(view, { roles: ['agent'] })
    const begun = async (by: Pick<Api, 'get'>) =>
      (await by.get<{ data: View[] }>(path)).body.data.filter(({ isDefault }) => isDefault)
    expect((await begun(agent)).map(({ id }) => id)).toEqual([view.id])
    expect(await begun(api)).toEqual([])
    const other = await saved({ shared: true })
    await change(other, { roles: ['agent'] })
    expect((await begun(agent)).map(({ id }) => id)).toEqual([other.id])
    const kept = await change(other, { shared: false })
    expect(kept.body.roles).toEqual([])
    expect(await begun(agent)).toEqual([])
  })
})
