import type { Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  type Api,
  type ContactBody,
  freshEmail,
  type ProblemBody,
  startApi,
} from './support/api.ts'
import { asRole } from './support/callers.ts'
import { failuresOf, importRows, type Mode, numbered, rowsOf, undoAll } from './support/imports.ts'

const contacts = '/api/v1/contacts'
let api: Api
let serial = 0

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Badge', type: 'text', unique: true })
  await api.field({ name: 'Number', type: 'integer', unique: true })
})

const fresh = () => `Badge ${++serial}`
const person = (values: Values = {}) =>
  api.contact({ name: 'Ann', email: [freshEmail()], ...values })
const valueOf = async (id: string) =>
  (await api.get(`${contacts}/${id}?follow=false`)).body.values.badge

interface Refusal {
  status: number
  body: ProblemBody
}

const conflict = ({ status, body }: Refusal) => [
  status,
  body.code,
  body.conflicts?.map(({ field, contact }) => [field, contact.id]),
]

const taken = (holder: ContactBody, field = 'badge') => [409, 'conflict', [[field, holder.id]]]

describe('a value that another contact has', () => {
  const spellings: [held: Values, sent: Values][] = [
    [{ badge: 'Straße 1' }, { badge: 'STRASSE 1' }],
    [{ badge: 'Ａ－12' }, { badge: 'a-12' }],
    [{ badge: 'Émile' }, { badge: 'emile ' }],
    [{ number: 17 }, { number: 17 }],
    [{ number: 0 }, { number: -0 }],
  ]

  test.each(spellings)('%j is refused to another as %j, by POST and PATCH', async (held, sent) => {
    const [field = ''] = Object.keys(held)
    const holder = await person(held)
    const values = { name: 'Bob', email: [freshEmail()], ...sent }
    expect(conflict(await api.refused('POST', contacts, { body: { values } }))).toEqual(
      taken(holder, field),
    )
    const other = await person()
    const patched = { ifMatch: '*', body: { values: sent } } as const
    const reply = await api.refused('PATCH', `${contacts}/${other.id}`, patched)
    expect(conflict(reply)).toEqual(taken(holder, field))
    expect(reply.body.errors[`values.${field}`]?.[0]).toContain('belongs to Ann')
  })

  test('may be written again by who has it, goes with a change, and comes back to nobody', async () => {
    const [first, second] = [fresh(), fresh()]
    const holder = await person({ badge: first })
    expect((await api.patch(holder.id, '*', { badge: first.toUpperCase() })).status).toBe(200)
    expect((await api.patch(holder.id, '*', { badge: second })).status).toBe(200)
    await person({ badge: first })
    expect((await api.patch(holder.id, '*', { badge: null })).status).toBe(200)
    await person({ badge: second })
  })

  test('is no value where it is empty', async () => {
    await person({ badge: '' })
    await person({ badge: '  ' })
    await person({ badge: null })
  })

  test('is refused by identify and upsert, and finds nobody', async () => {
    const holder = await person({ badge: fresh() })
    const value = await valueOf(holder.id)
    const item = { identities: { email: [freshEmail()] }, values: { name: 'Bob', badge: value } }
    const reply = await api.refused('POST', `${contacts}:identify`, { body: item })
    expect(conflict(reply)).toEqual(taken(holder))
    const other = await person()
    const update = { identities: { email: other.values.email }, values: { badge: value } }
    for (const onMatch of ['fill', 'update'])
      expect(
        conflict(
          await api.refused('POST', `${contacts}:identify`, { body: { ...update, onMatch } }),
        ),
      ).toEqual(taken(holder))
    const free = fresh()
    const twins = [1, 2].map(() => ({ ...item, identities: { email: [freshEmail()] } }))
    for (const twin of twins) twin.values = { name: 'Twin', badge: free }
    const { body } = await api.post<{ counts: object }>(`${contacts}:upsert`, { items: twins })
    expect(body.counts).toMatchObject({ created: 1, failed: 1 })
  })

  test('is free again once identify has changed it', async () => {
    const [first, second] = [fresh(), fresh()]
    const holder = await person({ badge: first })
    const body = {
      identities: { email: holder.values.email },
      values: { badge: second },
      onMatch: 'update',
    }
    expect((await api.post(`${contacts}:identify`, body)).status).toBe(200)
    await person({ badge: first })
    const values = { name: 'Bob', email: [freshEmail()], badge: second }
    expect((await api.refused('POST', contacts, { body: { values } })).status).toBe(409)
  })
})

describe('an import', () => {
  const modes: Mode[] = ['merge', 'update', 'skip', 'replace']

  test.each(modes)(
    'by %s fails rows that would share a value, twins in the file too',
    async (mode) => {
      const [free, own] = [fresh(), fresh()]
      const holder = await person({ badge: fresh() })
      const met = await person()
      const owner = await person({ badge: own })
      const value = String(await valueOf(holder.id))
      const mail = ({ values }: ContactBody) => (values.email as string[])[0]!
      const rows = numbered([
        ['New', freshEmail(), value.toLowerCase()],
        ['Ann', mail(met), value],
        ['First', freshEmail(), free],
        ['Second', freshEmail(), free],
        ['Ann', mail(owner), own],
      ])
      const headings = ['name', 'email', 'badge']
      const tried = await importRows(api, mode, headings, rows, 1_000, { dryRun: true })
      const done = await importRows(api, mode, headings, rows, 2)
      const found = mode === 'skip' ? 'skipped' : 'failed'
      const outcomes = (await rowsOf(api, tried.id)).map(({ outcome }) => outcome)
      expect(outcomes.slice(0, 4)).toEqual(['failed', found, 'created', 'failed'])
      expect(done.counts).toMatchObject({ created: 1, failed: mode === 'skip' ? 2 : 3 })
      const [first] = await failuresOf(api, done.id)
      expect(first).toMatchObject({
        row: 2,
        field: 'badge',
        code: 'identity_taken',
        contact: { id: holder.id, name: 'Ann' },
      })
      expect(await valueOf(met.id)).toBeUndefined()
    },
  )

  test('lets a value pass from one row to the next, as far as it goes in order', async () => {
    const [one, two] = [fresh(), fresh()]
    const [a, b] = [await person({ badge: one }), await person({ badge: two })]
    const row = ({ values }: ContactBody, value: string) => [(values.email as string[])[0]!, value]
    const next = fresh()
    await importRows(api, 'update', ['email', 'badge'], numbered([row(a, next), row(b, one)]))
    expect([await valueOf(a.id), await valueOf(b.id)]).toEqual([next, one])
  })

  test('is undone as far as its values are still nobody else’s', async () => {
    const [before, after] = [fresh(), fresh()]
    const holder = await person({ badge: before })
    const [email] = holder.values.email as string[]
    const { id } = await importRows(api, 'update', ['email', 'badge'], numbered([[email!, after]]))
    const thief = await person({ badge: before })
    expect((await undoAll(api, id)).kept).toBe(1)
    expect(await valueOf(holder.id)).toBe(after)
    await api.patch(thief.id, '*', { badge: null })
    const again = await importRows(api, 'update', ['email', 'badge'], numbered([[email!, before]]))
    expect((await undoAll(api, again.id)).kept).toBe(0)
    await person({ badge: before })
  })
})

describe('the trash', () => {
  test('keeps no value, and gives none back that another has', async () => {
    const value = fresh()
    const first = await person({ badge: value })
    await api.send('DELETE', `${contacts}/${first.id}`, { ifMatch: '*' })
    const second = await person({ badge: value })
    const restore = () => api.refused('POST', `${contacts}/${first.id}/restore`)
    expect(conflict(await restore())).toEqual(taken(second))
    await api.send('DELETE', `${contacts}/${second.id}`, { ifMatch: '*' })
    expect((await restore()).status).toBe(200)
    const values = { name: 'Bob', email: [freshEmail()], badge: value }
    expect(conflict(await api.refused('POST', contacts, { body: { values } }))).toEqual(
      taken(first),
    )
  })

  test('says nothing of a field that whoever restores does not see', async () => {
    const secret = await api.field({ name: `Secret ${++serial}`, type: 'text', unique: true })
    const first = await person({ [secret.key]: 'x1' })
    await api.send('DELETE', `${contacts}/${first.id}`, { ifMatch: '*' })
    await person({ [secret.key]: 'x1' })
    await api.send('PATCH', `/api/v1/fields/${secret.id}`, {
      ifMatch: '*',
      body: { viewRoles: ['owner'] },
    })
    const agent = await asRole(api, 'agent')
    const reply = await agent.refused('POST', `${contacts}/${first.id}/restore`)
    expect([reply.status, reply.body.code, reply.body.conflicts]).toEqual([
      409,
      'conflict',
      undefined,
    ])
    expect(JSON.stringify(reply.body)).not.toContain('x1')
  })
})

describe('merging', () => {
  test('moves a value to the survivor, frees the other, and goes back', async () => {
    const [kept, other] = [fresh(), fresh()]
    const [a, b, c] = [
      await person({ badge: kept }),
      await person({ badge: other }),
      await person(),
    ]
    const from = [{ id: b.id, version: b.version }]
    const merge = await api.post<{ merge: { id: string } }>(
      `${contacts}/${a.id}/merge`,
      { from },
      { ifMatch: '*' },
    )
    expect(merge.status).toBe(200)
    expect((await api.patch(c.id, '*', { badge: kept })).status).toBe(409)
    expect((await api.patch(c.id, '*', { badge: other })).status).toBe(200)
    const undo = `/api/v1/merges/${merge.body.merge.id}/undo`
    const back = await api.post<{ notReturned: { field: string; contact: { id: string } }[] }>(
      undo,
      {},
    )
    expect(back.status, JSON.stringify(back.body)).toBe(200)
    expect(back.body.notReturned).toMatchObject([{ field: 'badge', contact: { id: c.id } }])
    expect([await valueOf(a.id), await valueOf(b.id)]).toEqual([kept, undefined])
  })
})

test('of 200 writers at once one gets a value, by POST, PATCH and identify alike', async () => {
  const value = fresh()
  const others = await Promise.all(Array.from({ length: 20 }, () => person()))
  const before = (await api.list({ count: 'exact' })).body.total ?? 0
  const replies = await Promise.all(
    Array.from({ length: 200 }, (_, at) => {
      const other = others[at % 20]!
      if (at % 3 === 0) return api.patch(other.id, '*', { badge: value })
      const [name, email] = ['Ann', [freshEmail()]]
      return at % 3 === 1
        ? api.post(contacts, { values: { name, email, badge: value } })
        : api.post(`${contacts}:identify`, {
            identities: { email },
            values: { name, badge: value },
          })
    }),
  )
  const statuses = replies.map(({ status }) => status)
  const holders = (
    await api.query({ filter: { field: 'badge', operator: 'eq', value }, count: 'exact' })
  ).body
  expect(holders.total).toBe(1)
  // Who has it already may be told so again.
  expect(statuses.filter((status) => status < 300).length).toBeLessThanOrEqual(11)
  expect(statuses.every((status) => [200, 201, 409].includes(status))).toBe(true)
  expect((await api.list({ count: 'exact' })).body.total).toBeLessThanOrEqual(before + 1)
})

describe('a change of many contacts', () => {
  test('gives no value to several, and frees those it clears', async () => {
    const value = fresh()
    const holder = await person({ badge: value })
    const on = { ids: [holder.id, (await person()).id] }
    const begin = (edit: object) =>
      api.refused('POST', '/api/v1/bulk-changes', { body: { on, expected: 2, do: [edit] } })
    const refusal = await begin({ set: { badge: fresh() } })
    expect([refusal.status, Object.keys(refusal.body.errors)]).toEqual([422, ['do.0.set.badge']])
    expect((await begin({ clear: ['badge'] })).status).toBeLessThan(300)
    expect(await valueOf(holder.id)).toBeUndefined()
    await person({ badge: value })
  })
})
