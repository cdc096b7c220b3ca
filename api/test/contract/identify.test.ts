import { beforeAll, describe, expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import {
  contacts,
  identify as identifyBy,
  type Identified,
  upsert as upsertBy,
} from './support/identify.ts'

let api: Api

const identify = (body: object, by: Api = api) => identifyBy(by, body)
const upsert = (items: object[], more: object = {}, by: Api = api) => upsertBy(by, items, more)
const refused = (body: object, by: Pick<Api, 'refused'> = api) =>
  by.refused('POST', `${contacts}:identify`, { body })
const byIdentity = (field: string, value: string, by: Pick<Api, 'get'> = api) =>
  by.get(`${contacts}/by-identity/${field}/${encodeURIComponent(value)}`)

beforeAll(async () => {
  api = await startApi()
})

let serial = 0
const visitor = () => `visitor-${++serial}`

describe('identifying a contact', () => {
  test('merges contacts that turn out to be one, for who may, between the items before and behind', async () => {
    const [email, id] = [freshEmail(), visitor()]
    const identities = { email: [email], visitor_id: [id] }
    const agent = await asRole(api, 'agent', {
      permissions: ['view_contacts', 'view_identities', 'edit_contacts'],
    })
    const item = { identities, values: { city: 'Rome' }, onSeveral: 'merge' }
    const { body } = await upsert([
      { identities: { visitor_id: [id] }, values: { name: 'V', company: 'Acme' } },
      { identities: { email: [email] }, values: { name: 'E' } },
      item,
      { ...item, values: { title: 'Dr' } },
    ])
    expect(body.counts).toMatchObject({ created: 2, merged: 1, filled: 1, failed: 0 })
    const [, ann, merged, last] = body.items as Identified[]
    expect([merged?.contact.id, last?.contact.id]).toEqual([ann?.contact.id, ann?.contact.id])
    expect(last?.contact.values).toEqual({
      name: 'E',
      company: 'Acme',
      city: 'Rome',
      title: 'Dr',
      email: [email],
      visitor_id: [id],
    })
    expect((await identify(item, agent)).status).toBe(403)
  })

  test('merges nothing for an item that the merged contact would not take', async () => {
    const full = Array.from({ length: 50 }, freshEmail)
    const [email = ''] = full
    const id = visitor()
    const known = [
      { identities: { email: full }, values: { name: 'E' } },
      { identities: { visitor_id: [id] }, values: { name: 'V' } },
    ]
    await upsert(known)
    const identities = { email: [email, freshEmail()], visitor_id: [id] }
    const { status, body: problem } = await refused({ identities, onSeveral: 'merge' })
    expect(status).toBe(422)
    expect(problem.errors).toHaveProperty(['identities.email'])
    const { body } = await upsert(known)
    expect(body.items.map((one) => 'contact' in one && one.contact.version)).toEqual([1, 1])
    const merged = await identify({
      identities: { email: [email], visitor_id: [id] },
      onSeveral: 'merge',
    })
    expect(merged.body.outcome).toBe('merged')
  })

  test('makes one that nobody has, and finds it again by any of its identities', async () => {
    const [email, id] = [freshEmail(), visitor()]
    const first = await identify({
      identities: { email: [email], visitor_id: [id] },
      values: { name: 'Ann', city: 'Rome' },
    })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      outcome: 'created',
      contact: {
        version: 1,
        values: { name: 'Ann', city: 'Rome', email: [email], visitor_id: [id] },
      },
      matchedBy: [],
      notAdded: [],
      left: [],
    })
    const again = await identify({ identities: { email: [email.toUpperCase()] } })
    expect([again.status, again.trips]).toEqual([200, 1])
    expect(again.body).toMatchObject({ outcome: 'unchanged', contact: first.body.contact })
    expect(again.body.matchedBy).toMatchObject([{ field: 'email' }])
    const { status, body, headers, trips } = await byIdentity('email', ` ${email.toUpperCase()}`)
    expect([status, headers.get('etag'), trips]).toEqual([200, '"1"', 1])
    expect(body).toEqual(first.body.contact)
    expect((await api.list({ q: email })).body.total).toBe(1)
  })

  test.each([
    ['fill', { city: 'Oslo', title: 'Dr' }, { city: 'Rome', title: 'Dr' }, 'filled', ['city']],
    ['update', { city: 'Oslo', title: 'Dr' }, { city: 'Oslo', title: 'Dr' }, 'updated', []],
    ['update', { city: null }, { city: undefined }, 'updated', []],
    ['leave', { city: 'Oslo', title: 'Dr' }, { city: 'Rome' }, 'filled', ['city', 'title']],
    ['fill', { city: 'Rome' }, { city: 'Rome' }, 'filled', []],
  ])('with %s of %j', async (onMatch, values, expected, outcome, left) => {
    const [email, id] = [freshEmail(), visitor()]
    const before = await api.contact({ name: 'Ann', email: [email], city: 'Rome' })
    const { body, trips } = await identify({
      identities: { email: [email], visitor_id: [id] },
      values,
      onMatch,
    })
    expect(body).toMatchObject({ outcome, left, contact: { id: before.id, version: 2 } })
    expect(body.contact.values).toEqual(
      JSON.parse(JSON.stringify({ name: 'Ann', email: [email], ...expected, visitor_id: [id] })),
    )
    expect(trips).toBe(2)
    const stored = (await api.get(`${contacts}/${before.id}`)).body
    expect(stored).toEqual(body.contact)
    const repeated = await identify({ identities: { email: [email] }, values, onMatch })
    expect(repeated.body).toMatchObject({ outcome: 'unchanged', contact: stored, left })
  })

  test('names all contacts where there are several, or takes the surest', async () => {
    const [email, id] = [freshEmail(), visitor()]
    const ann = await api.contact({ name: 'Ann', email: [email] })
    const bob = await api.contact({ name: 'Bob', visitor_id: [id] })
    const identities = { visitor_id: [id, visitor()], email: [email] }
    const { status, body } = await refused({ identities, values: { city: 'Rome' } })
    expect([status, body.code]).toEqual([409, 'several_contacts'])
    expect(body.conflicts).toEqual(
      expect.arrayContaining([
        { field: 'email', value: email, contact: { id: ann.id, name: 'Ann' } },
        { field: 'visitor_id', value: id, contact: { id: bob.id, name: 'Bob' } },
      ]),
    )
    const preferred = await identify({ identities, values: { city: 'Rome' }, onSeveral: 'prefer' })
    expect(preferred.body).toMatchObject({
      outcome: 'filled',
      contact: { id: ann.id, values: { city: 'Rome', visitor_id: [identities.visitor_id[1]] } },
      matchedBy: [{ field: 'email', value: email }],
      notAdded: [{ field: 'visitor_id', value: id, contact: { id: bob.id, name: 'Bob' } }],
    })
    expect((await api.get(`${contacts}/${bob.id}`)).body).toEqual(bob)
  })

  test('finds nobody in the trash', async () => {
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Old', email: [email] })
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: 1 })
    expect((await byIdentity('email', email)).status).toBe(404)
    expect((await refused({ identities: { email: [email] }, create: false })).status).toBe(404)
    expect((await identify({ identities: { email: [email] } })).body.contact.id).not.toBe(id)
  })

  test.each<[object, string]>([
    [{ email: ['Zoe.Lee@example.net'], visitor_id: ['x'] }, 'Zoe.Lee'],
    [{ visitor_id: ['nameless-1'], sms: ['+12025550133'] }, '+12025550133'],
  ])('calls a new contact of %j %s', async (identities, name) => {
    expect((await identify({ identities })).body.contact.values.name).toBe(name)
  })

  test.each<[object, string]>([
    [{ identities: {} }, 'identities'],
    [{ identities: { email: [] } }, 'identities'],
    [{ identities: { email: ['nobody@'] } }, 'identities.email'],
    [{ identities: { city: ['Rome'] } }, 'identities.city'],
    [{ identities: { nope: ['x'] } }, 'identities.nope'],
    [{ identities: { visitor_id: ['v'] }, values: { email: ['a@example.com'] } }, 'values.email'],
    [{ identities: { visitor_id: ['v'] }, values: { nope: 1 } }, 'values.nope'],
    [{ identities: { visitor_id: ['v'] }, values: { time_zone: 'Mars' } }, 'values.time_zone'],
    [{ identities: { visitor_id: ['v'] }, onMatch: 'replace' }, 'onMatch'],
  ])('refuses %j', async (body, path) => {
    const { status, body: problem } = await refused(body)
    expect(status).toBe(422)
    expect(Object.keys(problem.errors)).toEqual([path])
  })

  test('leaves what is read only, and says so', async () => {
    const field = await api.field({ name: 'Fixed', type: 'text', readOnly: true })
    const email = freshEmail()
    await api.contact({ name: 'Ann', email: [email], [field.key]: 'a' })
    for (const onMatch of ['fill', 'update'])
      expect(
        (await identify({ identities: { email: [email] }, values: { [field.key]: 'b' }, onMatch }))
          .body,
      ).toMatchObject({ outcome: 'unchanged', left: [field.key] })
  })

  test('is for who edits contacts and sees identities, each by what they see', async () => {
    const sso = await api.fieldByKey('sso_id')
    await api.send('PATCH', `/api/v1/fields/${sso.id}`, {
      ifMatch: '*',
      body: { viewRoles: ['owner'] },
    })
    const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['owner'] })
    const email = freshEmail()
    await api.contact({ name: 'Ann', email: [email], sso_id: ['hush'], [secret.key]: 'hush' })
    const agent = await asRole(api, 'agent')
    expect((await byIdentity('sso_id', 'hush', agent)).status).toBe(404)
    expect((await refused({ identities: { sso_id: ['hush'] } }, agent)).status).toBe(422)
    const seen = await identify({ identities: { email: [email] } }, agent)
    expect(JSON.stringify(seen.body)).not.toContain('hush')
    expect(seen.body.contact.values).toEqual({ name: 'Ann', email: [email] })
    const viewer = await asRole(api, 'viewer')
    expect((await refused({ identities: { email: [email] } }, viewer)).status).toBe(403)
    const blind = await asRole(api, 'agent', { permissions: ['view_contacts', 'edit_contacts'] })
    expect((await refused({ identities: { email: [email] } }, blind)).status).toBe(403)
    expect((await byIdentity('email', email, blind)).status).toBe(404)
  })

  test('of one new person from many places at once makes one contact', async () => {
    const identities = { email: [freshEmail()], visitor_id: [visitor()] }
    const times = isDeep ? 1_000 : 100
    const replies = await Promise.all(
      Array.from({ length: times }, () => identify({ identities, values: { name: 'Once' } })),
    )
    const outcomes = replies.map(({ body }) => body.outcome)
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'unchanged')).toHaveLength(times - 1)
    expect(new Set(replies.map(({ body }) => body.contact.id)).size).toBe(1)
  })

  test('of one contact from many places at once loses nothing of what any adds', async () => {
    const email = freshEmail()
    const others = Array.from({ length: 20 }, visitor)
    const replies = await Promise.all(
      others.map((one) => identify({ identities: { email: [email], visitor_id: [one] } })),
    )
    expect(replies.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 19 }, () => 200),
      201,
    ])
    const { body } = await byIdentity('email', email)
    expect((body.values.visitor_id as string[]).toSorted()).toEqual(others.toSorted())
  })
})

describe('upserting contacts', () => {
  test('lets each item see those before it, and one that fails fail alone', async () => {
    const [email, id] = [freshEmail(), visitor()]
    const { body, trips } = await upsert(
      [
        { identities: { email: [email] }, values: { name: 'Ann' } },
        { identities: { email: ['nobody@'] } },
        { identities: { email: [email], visitor_id: [id] }, values: { city: 'Rome' } },
        { identities: { visitor_id: [id] }, values: { city: 'Oslo' } },
        { identities: { visitor_id: [id] }, values: { city: 'Bern' }, onMatch: 'fill' },
        { identities: { external_id: [visitor()] }, create: false },
      ],
      { onMatch: 'update' },
    )
    expect(body.items.map(({ outcome }) => outcome)).toEqual([
      'created',
      'failed',
      'updated',
      'updated',
      'unchanged',
      'failed',
    ])
    expect(body.counts).toEqual({
      created: 1,
      updated: 2,
      filled: 0,
      merged: 0,
      unchanged: 1,
      failed: 2,
    })
    expect(body.items[1]).toMatchObject({
      problem: { code: 'invalid', errors: { 'identities.email': [expect.any(String)] } },
    })
    expect(trips).toBe(2)
    const { body: stored } = await byIdentity('email', email)
    expect(stored).toMatchObject({ version: 3, values: { name: 'Ann', city: 'Oslo' } })
    const { body: history } = await api.get<{ data: { changed: object; kind: string }[] }>(
      `${contacts}/${stored.id}/changes`,
    )
    expect(history.data.map(({ kind, changed }) => [kind, Object.keys(changed)])).toEqual([
      ['update', ['city']],
      ['update', ['city', 'visitor_id']],
      ['create', ['name', 'email']],
    ])
  })

  test.each<[what: string, item: object, code: string]>([
    ['what no contact could have', { identities: { email: ['nobody@'] } }, 'invalid'],
    [
      'a value that breaks a rule',
      { identities: { visitor_id: ['v'] }, values: { nope: 1 } },
      'invalid',
    ],
    ['nobody known', { identities: { visitor_id: ['v'] }, create: false }, 'not_found'],
  ])('tells %s in its place, also where there is no other item', async (_, item, code) => {
    const { status, body } = await upsert([item])
    expect([status, body.counts]).toMatchObject([200, { failed: 1 }])
    expect(body.items).toMatchObject([{ outcome: 'failed', problem: { code } }])
  })

  test.each([
    [[]],
    [Array.from({ length: 1_001 }, () => ({ identities: { email: ['a@b.org'] } }))],
  ])('takes 1 to 1,000 items', async (items) => {
    const { status } = await api.refused('POST', `${contacts}:upsert`, { body: { items } })
    expect(status).toBe(422)
  })

  test('keeps what deleted fields had, and writes 1,000 contacts in two trips', async () => {
    const gone = await api.field({ name: 'Gone', type: 'text' })
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Ann', email: [email], [gone.key]: 'kept' })
    await api.send('DELETE', `/api/v1/fields/${gone.id}`, { ifMatch: '*' })
    const items = Array.from({ length: 999 }, () => ({ identities: { email: [freshEmail()] } }))
    const reply = await upsert([
      ...items,
      { identities: { email: [email] }, values: { city: 'X' } },
    ])
    expect(reply.body.counts).toMatchObject({ created: 999, filled: 1 })
    expect(reply.trips).toBeLessThanOrEqual(3)
    await api.send('POST', `/api/v1/fields/${gone.id}/restore`)
    expect((await api.get(`${contacts}/${id}`)).body.values).toMatchObject({
      city: 'X',
      [gone.key]: 'kept',
    })
  })
})
