import type { Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { importRows, type KeptBody, numbered, undoAll } from './support/imports.ts'

const contacts = '/api/v1/contacts'
const day = 86_400_000
let api: Api

beforeAll(async () => {
  api = await startApi()
})

interface UnmergedBody {
  contact: ContactBody
  restored: ContactBody[]
  fields: {
    key: string
    now: unknown
    result: unknown
    outcome: string
    changedBy: { actor: { name: string } | null; via: string } | null
  }[]
  notReturned: { contactId: string; field: string; value: string; contact: { id: string } }[]
}

const person = (values: Values = {}) =>
  api.contact({ name: 'Ann', email: [freshEmail()], ...values })
const now = async (id: string) => (await api.get(`${contacts}/${id}?follow=false`)).body

/** @returns the merge's id */
async function merged(into: string, from: readonly string[], choose: object = {}): Promise<string> {
  const sources = await Promise.all(
    from.map(async (id) => ({ id, version: (await now(id)).version })),
  )
  const { status, body } = await api.post<{ merge: { id: string } }>(
    `${contacts}/${into}/merge`,
    { from: sources, choose },
    { ifMatch: '*' },
  )
  expect(status, JSON.stringify(body)).toBe(200)
  return body.merge.id
}

async function undone(merge: string, headers = {}) {
  const reply = await api.post<UnmergedBody>(`/api/v1/merges/${merge}/undo`, {}, { headers })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply
}

const refused = (merge: string) => api.refused('POST', `/api/v1/merges/${merge}/undo`, { body: {} })

describe('taking a merge back', () => {
  test('leaves all as it was where nobody changed anything since, and says so before', async () => {
    const [ann, bob, cy] = [
      await person({ city: 'Rome' }),
      await person({ company: 'Acme' }),
      await person({ title: 'Dr', company: 'Initech' }),
    ]
    const merge = await merged(ann.id, [bob.id, cy.id])
    const before = await now(ann.id)
    const dry = await api.post<UnmergedBody>(`/api/v1/merges/${merge}/undo`, { dryRun: true })
    expect([dry.status, dry.trips]).toEqual([200, 2])
    expect(await now(ann.id)).toEqual(before)
    const { body, trips } = await undone(merge)
    expect(trips).toBe(3)
    expect(dry.body.fields).toEqual(body.fields)
    expect(body.fields.map(({ outcome }) => outcome)).not.toContain('stays')
    expect([body.contact, ...body.restored].map(({ id, values }) => [id, values])).toEqual(
      [ann, bob, cy].map(({ id, values }) => [id, values]),
    )
    for (const told of [body.contact, ...body.restored]) {
      expect(await now(told.id)).toEqual(told)
      const [email] = told.values.email as [string]
      expect((await api.list({ q: email })).body.data).toEqual([told])
      expect((await api.get(`${contacts}/by-identity/email/${email}`)).body).toEqual(told)
    }
    const { body: list } = await api.get<{ data: { id: string; undoneAt: string | null }[] }>(
      `${contacts}/${ann.id}/merges`,
    )
    expect(list.data).toMatchObject([
      { id: merge, undoneAt: expect.any(String), from: [{ id: bob.id }, { id: cy.id }] },
    ])
    expect((await refused(merge)).body.code).toBe('wrong_state')
  })

  test('leaves with the survivor what was changed since, and says who did', async () => {
    const [ann, bob] = [
      await person({ sms: ['+49301234567'] }),
      await person({ city: 'Bonn', company: 'Acme', title: 'Dr', name: 'Bob' }),
    ]
    const merge = await merged(ann.id, [bob.id], { name: { from: bob.id } })
    await api.patch(ann.id, '*', { city: 'Kiel' })
    const later = freshEmail()
    const { values } = await now(ann.id)
    await api.patch(ann.id, '*', { email: [...(values.email as string[]), later], title: null })
    await api.patch(ann.id, '*', { company: 'Other' })
    await api.patch(ann.id, '*', { company: 'Acme' })
    const { body } = await undone(merge)
    expect((await now(ann.id)).values).toEqual({
      ...ann.values,
      city: 'Kiel',
      email: [...(ann.values.email as string[]), later],
    })
    expect((await now(bob.id)).values).toEqual(bob.values)
    const stays = body.fields.filter(({ outcome }) => outcome === 'stays')
    expect(Object.fromEntries(stays.map(({ key, result }) => [key, result]))).toEqual({
      city: 'Kiel',
      title: null,
      email: [...(ann.values.email as string[]), later],
    })
    for (const { changedBy } of stays)
      expect(changedBy).toMatchObject({ actor: { name: 'Olive Owner' }, via: 'form' })
  })

  test('takes no identity from whoever has it by now, and names them', async () => {
    const [lost, kept] = [freshEmail(), freshEmail()]
    const [ann, bob] = [await person(), await person({ email: [lost, kept] })]
    const merge = await merged(ann.id, [bob.id])
    await api.patch(ann.id, '*', { email: [...(ann.values.email as string[]), kept] })
    const cy = await api.contact({ name: 'Cy', email: [lost] })
    const { body } = await undone(merge)
    expect(body.notReturned).toEqual([
      { contactId: bob.id, field: 'email', value: lost, contact: { id: cy.id, name: 'Cy' } },
    ])
    expect((await now(bob.id)).values.email).toEqual([kept])
    expect((await now(cy.id)).values.email).toEqual([lost])
    expect((await now(ann.id)).values.email).toEqual(ann.values.email)
  })

  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  test.each(orders)(
    'takes merges of one survivor back in any order: %i %i %i',
    async (...order) => {
      const all = [
        await person(),
        await person({ city: 'Bonn', company: 'Acme' }),
        await person({ city: 'Kiel', title: 'Dr', company: 'Initech' }),
        await person({ city: 'Graz', title: 'Mr', state: 'Styria' }),
      ]
      const [ann, bob, cy, dan] = all as [ContactBody, ContactBody, ContactBody, ContactBody]
      const merges = [
        await merged(ann.id, [bob.id]),
        await merged(ann.id, [cy.id], { company: { from: cy.id } }),
        await merged(ann.id, [dan.id], { city: { from: dan.id } }),
      ]
      for (const index of order) await undone(String(merges[index]))
      for (const { id, values } of all) expect((await now(id)).values).toEqual(values)
    },
  )

  test.each(orders)('takes a chain of merges back in any order: %i %i %i', async (...order) => {
    const all = [
      await person({ city: 'Bonn', company: 'Acme' }),
      await person({ title: 'Dr', company: 'Initech' }),
      await person({ title: 'Mr' }),
      await person({ state: 'Styria' }),
    ]
    const [ann, bob, cy, dan] = all as [ContactBody, ContactBody, ContactBody, ContactBody]
    const merges = [
      await merged(bob.id, [ann.id], { company: { from: ann.id } }),
      await merged(cy.id, [bob.id]),
      await merged(dan.id, [cy.id]),
    ]
    expect((await api.send('GET', `${contacts}/${ann.id}`)).headers.get('location')).toBe(
      `${contacts}/${dan.id}`,
    )
    for (const index of order) await undone(String(merges[index]))
    for (const { id, values } of all) expect((await now(id)).values).toEqual(values)
  })

  test('waits for a survivor in the trash, and knows no merge of one that was erased', async () => {
    const [ann, bob] = [await person(), await person()]
    const merge = await merged(ann.id, [bob.id])
    await api.send('DELETE', `${contacts}/${ann.id}`, { ifMatch: '*' })
    expect((await refused(merge)).body).toMatchObject({ code: 'wrong_state' })
    const moved = await api.send('GET', `${contacts}/${bob.id}`)
    expect([moved.status, moved.headers.get('location')]).toEqual([308, `${contacts}/${ann.id}`])
    await api.send('POST', `${contacts}/${ann.id}/restore`)
    await undone(merge)
    const again = await merged(ann.id, [bob.id])
    await api.send('POST', `${contacts}/${ann.id}/erase`, { ifMatch: '*' })
    expect((await refused(again)).status).toBe(404)
    for (const id of [ann.id, bob.id])
      expect((await api.refused('GET', `${contacts}/${id}`)).status).toBe(404)
  })

  test('is for 90 days, for those who may merge, and repeated as the first', async () => {
    const [ann, bob] = [await person(), await person()]
    const merge = await merged(ann.id, [bob.id])
    const age = (by: number) =>
      api.client.execute({ sql: 'UPDATE merges SET at = at + ? WHERE id = ?', args: [by, merge] })
    await age(-91 * day)
    expect((await refused(merge)).body).toMatchObject({ code: 'wrong_state' })
    await age(91 * day)
    const viewer = await asRole(api, 'viewer')
    const path = `/api/v1/merges/${merge}/undo`
    expect((await viewer.refused('POST', path, { body: {} })).status).toBe(403)
    const headers = { 'idempotency-key': merge }
    const first = await undone(merge, headers)
    expect((await undone(merge, headers)).body).toEqual(first.body)
    expect((await refused('nosuch')).status).toBe(404)
  })

  test('is left alone by undoing the import of a source, which names the survivor', async () => {
    const email = freshEmail()
    const done = await importRows(api, 'merge', ['name', 'email'], numbered([['Bob', email]]))
    const bob = (await api.get(`${contacts}/by-identity/email/${email}`)).body
    const ann = await person({ name: 'Ann Survivor' })
    const merge = await merged(ann.id, [bob.id])
    expect(await undoAll(api, done.id)).toMatchObject({ undone: 0, kept: 1 })
    const { body } = await api.get<KeptBody>(`/api/v1/imports/${done.id}/kept`)
    expect(body.data).toMatchObject([
      {
        id: bob.id,
        reasons: [{ code: 'merged_since' }],
        reason: expect.stringContaining('Ann Survivor'),
      },
    ])
    expect((await undone(merge)).body.restored.map(({ id }) => id)).toEqual([bob.id])
  })

  test('has what was merged in the survivor’s record, and goes with a survivor whose time in the trash is over', async () => {
    const secret = await api.field({ name: 'In the record', type: 'text', viewRoles: ['owner'] })
    const [ann, bob, cy] = [
      await person(),
      await person({ city: 'Bobtown', [secret.key]: 'bobsecret' }),
      await person({ city: 'Cytown' }),
    ]
    await merged(bob.id, [cy.id])
    const merge = await merged(ann.id, [bob.id])
    const path = `${contacts}/${ann.id}/record`
    const { body } = await api.get<{ merged: ContactBody[] }>(path)
    expect(body.merged.map(({ id, values }) => [id, values.city])).toEqual(
      expect.arrayContaining([
        [bob.id, 'Bobtown'],
        [cy.id, 'Cytown'],
      ]),
    )
    expect(JSON.stringify(body)).toContain('bobsecret')
    const agent = await asRole(api, 'agent')
    const told = await agent.get(path)
    expect(JSON.stringify(told.body)).not.toMatch(new RegExp(`bobsecret|${secret.key}`))
    await api.send('DELETE', `${contacts}/${ann.id}`, { ifMatch: '*' })
    await api.schedule(Date.now() + 91 * day)
    for (const { id } of [ann, bob, cy])
      expect((await api.refused('GET', `${contacts}/${id}?follow=false`)).status).toBe(404)
    expect((await refused(merge)).status).toBe(404)
    const left = await api.client.execute({
      sql: 'SELECT 1 FROM merges WHERE id = ?',
      args: [merge],
    })
    expect(left.rows).toEqual([])
  })

  test('tells nobody of what they may not see', async () => {
    const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['owner'] })
    const [ann, bob] = [await person(), await person({ [secret.key]: 'hush' })]
    const merge = await merged(ann.id, [bob.id])
    const agent = await asRole(api, 'agent')
    for (const dryRun of [true, false]) {
      const { status, body } = await agent.post(`/api/v1/merges/${merge}/undo`, { dryRun })
      expect(status).toBe(200)
      expect(JSON.stringify(body)).not.toMatch(new RegExp(`hush|${secret.key}`))
    }
    expect((await now(ann.id)).values[secret.key]).toBeUndefined()
    expect((await now(bob.id)).values[secret.key]).toBe('hush')
  })
})
