import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const contacts = '/api/v1/contacts'
const nowhere = '00000000-0000-7000-8000-000000000000'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

interface MergedBody {
  contact: ContactBody
  merge: { id: string; undoUntil: string } | null
  fields: {
    key: string
    result: unknown
    from: string[]
    others: { id: string; value: unknown }[]
  }[]
}

type Known = Pick<ContactBody, 'id' | 'version'>

const merge = (into: Known, from: readonly Known[], more: object = {}, headers = {}) =>
  api.post<MergedBody>(
    `${contacts}/${into.id}/merge`,
    { from: from.map(({ id, version }) => ({ id, version })), ...more },
    { ifMatch: into.version, headers },
  )

const refused = (into: Known, from: readonly Known[], more: object = {}) =>
  api.refused('POST', `${contacts}/${into.id}/merge`, {
    ifMatch: into.version,
    body: { from: from.map(({ id, version }) => ({ id, version })), ...more },
  })

const person = (values: object = {}) =>
  api.contact({ name: 'Ann', email: [freshEmail()], ...values })

describe('merging contacts', () => {
  test('makes one of several in one read and one batch, and leads old ids to it', async () => {
    const [ann, other, third] = [
      await person({ city: 'Rome' }),
      await person({ city: 'Bonn', company: 'Acme' }),
      await person({ company: 'Initech', title: 'Dr' }),
    ]
    const total = (await api.list()).body.total ?? 0
    const dry = await merge(ann, [other, third], { dryRun: true })
    expect([dry.status, dry.trips, dry.body.merge]).toEqual([200, 1, null])
    expect((await api.list()).body.total).toBe(total)
    const { status, headers, body, trips } = await merge(ann, [other, third])
    expect([status, trips, headers.get('etag')]).toEqual([200, 2, '"2"'])
    expect({ ...dry.body, contact: dry.body.contact.values }).toEqual({
      ...body,
      contact: body.contact.values,
      merge: null,
    })
    expect(body.contact).toMatchObject({
      id: ann.id,
      createdAt: ann.createdAt,
      values: { city: 'Rome', company: 'Initech', title: 'Dr' },
    })
    expect(body.contact.values.email).toEqual(
      [ann, third, other].flatMap(({ values }) => values.email),
    )
    expect((await api.get(`${contacts}/${ann.id}`)).body).toEqual(body.contact)
    expect((await api.list()).body.total).toBe(total - 2)
    for (const { id, values } of [other, third]) {
      const moved = await api.send('GET', `${contacts}/${id}`)
      expect([moved.status, moved.headers.get('location')]).toEqual([308, `${contacts}/${ann.id}`])
      const kept = await api.get(`${contacts}/${id}?follow=false`)
      expect(kept.body).toMatchObject({ id, values, mergedInto: ann.id })
      expect(kept.body.deletedAt).toBeUndefined()
      const found = await api.list({ q: String((values.email as string[])[0]) })
      expect(found.body.data.map((one) => one.id)).toEqual([ann.id])
    }
    expect((await api.list({ trashed: 'true' })).body.data).toEqual([])
  })

  test('refuses every write to an old id, and names who has it by now', async () => {
    const [ann, bob, cy] = [await person(), await person({ name: 'Bob' }), await person()]
    await merge(bob, [ann])
    await merge(cy, [{ ...bob, version: 2 }], { choose: { name: { value: 'Cy' } } })
    const path = `${contacts}/${ann.id}`
    const writes: [string, string, object?][] = [
      ['PATCH', path, { values: { city: 'x' } }],
      ['DELETE', path],
      ['POST', `${path}/restore`],
      ['POST', `${path}/merge`, { from: [{ id: nowhere, version: 1 }] }],
    ]
    for (const [method, to, body] of writes) {
      const told = await api.refused(method, to, { ifMatch: '*', body })
      expect([told.status, told.body.code, told.body]).toMatchObject([
        409,
        'merged',
        { survivor: { id: cy.id, name: 'Cy' } },
      ])
    }
    // A chain leads to its end, and each link stays as it was.
    const moved = await api.send('GET', path)
    expect(moved.headers.get('location')).toBe(`${contacts}/${cy.id}`)
    expect((await api.get(`${path}?follow=false`)).body).toMatchObject({ mergedInto: bob.id })
    const deleted = await api.post('/api/v1/bulk-changes', {
      on: { ids: [ann.id, bob.id] },
      do: 'delete',
    })
    expect(deleted.body).toMatchObject({ total: 0, counts: { changed: 0 } })
  })

  test('refuses what cannot be merged', async () => {
    const [ann, bob, gone] = [await person(), await person(), await person()]
    await api.send('DELETE', `${contacts}/${gone.id}`, { ifMatch: '*' })
    const none = { id: nowhere, version: 1 }
    const cases: [from: Known[], more: object, status: number, code: string, paths?: string[]][] = [
      [[ann], {}, 422, 'invalid', ['from']],
      [[bob, bob], {}, 422, 'invalid', ['from']],
      [[], {}, 422, 'invalid', ['from']],
      [Array.from({ length: 10 }, () => none), {}, 422, 'invalid', ['from']],
      [[none], {}, 404, 'not_found'],
      [[{ ...gone, version: 2 }], {}, 404, 'not_found'],
      [[{ ...bob, version: 7 }], {}, 412, 'stale'],
      [[bob], { choose: { nosuch: { value: 1 } } }, 422, 'invalid', ['choose.nosuch']],
      [[bob], { choose: { city: { from: nowhere } } }, 422, 'invalid', ['choose.city']],
      [[bob], { choose: { city: { value: 5 } } }, 422, 'invalid', ['choose.city']],
      [[bob], { choose: { name: { value: null } } }, 422, 'invalid', ['choose.name']],
      [[bob], { choose: { email: { value: [] } } }, 422, 'invalid', ['identities']],
    ]
    for (const [from, more, status, code, paths = []] of cases)
      for (const dryRun of [true, false]) {
        const told = await refused(ann, from, { ...more, dryRun })
        expect([told.status, told.body.code, Object.keys(told.body.errors ?? {})]).toEqual([
          status,
          code,
          paths,
        ])
      }
    const stale = await refused({ ...ann, version: 9 }, [bob])
    expect([stale.status, stale.body.current.id]).toEqual([412, ann.id])
    const unguarded = await api.refused('POST', `${contacts}/${ann.id}/merge`, {
      body: { from: [{ id: bob.id, version: 1 }] },
    })
    expect(unguarded.status).toBe(428)
  })

  test('refuses an identity of others, by choice, and frees one that is left out', async () => {
    const [ann, bob, cy] = [await person(), await person(), await person({ name: 'Cy' })]
    const [taken] = cy.values.email as [string]
    for (const dryRun of [true, false]) {
      const told = await refused(ann, [bob], { choose: { email: { value: [taken] } }, dryRun })
      expect([told.status, told.body.conflicts[0]?.contact.id]).toEqual([409, cy.id])
    }
    const { body } = await merge(ann, [bob], { choose: { email: { from: ann.id } } })
    expect(body.contact.values.email).toEqual(ann.values.email)
    await api.contact({ name: 'New', email: bob.values.email })
  })

  test('answers a repeated merge as the first, and merges once', async () => {
    const [ann, bob] = [await person(), await person({ city: 'Bonn' })]
    const key = { 'idempotency-key': ann.id }
    const first = await merge(ann, [bob], {}, key)
    const again = await merge(ann, [bob], {}, key)
    expect([again.status, again.body]).toEqual([200, first.body])
    const other = await merge(ann, [bob], { choose: {} }, key)
    expect(other.status).toBe(422)
  })

  test('tells nobody of what they may not see, and lets none choose it', async () => {
    const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['owner'] })
    const locked = await api.field({ name: 'Locked', type: 'text', editRoles: ['owner'] })
    const [ann, bob] = [
      await person({ [locked.key]: 'ours' }),
      await person({ [secret.key]: 'hush', [locked.key]: 'theirs' }),
    ]
    const agent = await asRole(api, 'agent')
    const body = { from: [{ id: bob.id, version: bob.version }] }
    const path = `${contacts}/${ann.id}/merge`
    for (const [key, code] of [
      [secret.key, 'unknown_field'],
      [locked.key, 'not_yours_to_change'],
    ] as const) {
      const told = await agent.refused('POST', path, {
        ifMatch: '*',
        body: { ...body, choose: { [key]: { from: bob.id } } },
      })
      expect(told.body.reasons?.[`choose.${key}`]?.[0]?.code).toBe(code)
    }
    for (const dryRun of [true, false]) {
      const told = await agent.post(path, { ...body, dryRun }, { ifMatch: '*' })
      expect(told.status).toBe(200)
      expect(JSON.stringify(told.body)).not.toMatch(new RegExp(`hush|${secret.key}`))
    }
    expect((await api.get(`${contacts}/${ann.id}`)).body.values).toMatchObject({
      [secret.key]: 'hush',
      [locked.key]: 'ours',
    })
    const viewer = await asRole(api, 'viewer')
    expect((await viewer.refused('POST', path, { ifMatch: '*', body })).status).toBe(403)
  })
})

test('merging and taking it back keep what fields hold that are not there, which nobody may choose', async () => {
  await api.field({ name: 'Tier', type: 'dropdown', options: [{ text: 'Free' }, { text: 'Paid' }] })
  const visibleWhen = { field: 'tier', operator: 'eq', value: 'paid' }
  await api.field({ name: 'VAT', type: 'text', required: true, visibleWhen })
  const [survivor, source] = [
    await person({ tier: 'free' }),
    await person({ tier: 'paid', vat: 'DE1' }),
  ]
  const chosen = await refused(survivor, [source], { choose: { vat: { from: source.id } } })
  expect(chosen.body.reasons?.['choose.vat']?.map(({ code }) => code)).toEqual(['not_there'])
  const { status, body } = await merge(survivor, [source])
  expect([status, body.contact.values]).toMatchObject([200, { tier: 'free', vat: 'DE1' }])
  const undone = await api.post(`/api/v1/merges/${body.merge?.id}/undo`, {})
  expect(undone.status).toBe(200)
  const valuesOf = async ({ id }: Known) => (await api.get(`${contacts}/${id}`)).body.values
  expect((await valuesOf(survivor)).vat).toBeUndefined()
  expect(await valuesOf(source)).toMatchObject({ tier: 'paid', vat: 'DE1' })
})
