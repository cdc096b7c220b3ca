import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ListBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const contacts = '/api/v1/contacts'
let api: Api

beforeAll(async () => {
  api = await startApi()
})

const trash = (id: string, ifMatch: number | string = '*') =>
  api.send('DELETE', `${contacts}/${id}`, { ifMatch })
const restore = (id: string) => api.send('POST', `${contacts}/${id}/restore`)

describe('the trash', () => {
  test('takes a contact out of lists and search, and keeps it readable', async () => {
    const email = freshEmail()
    const before = await api.contact({ name: 'Binned', email: [email] })
    const total = (await api.list()).body.total ?? 0
    const { status, body } = await trash(before.id, 1)
    expect(status).toBe(204)
    expect(body).toBeUndefined()
    expect((await api.list()).body.total).toBe(total - 1)
    expect((await api.list({ q: email })).body.data).toEqual([])
    const hidden = await api.refused('GET', `${contacts}/${before.id}`)
    expect([hidden.status, hidden.body.code]).toEqual([410, 'in_trash'])
    expect(JSON.stringify(hidden.body)).not.toContain(email)
    const read = await api.get(`${contacts}/${before.id}?trashed=true`)
    expect(read.body).toMatchObject({ version: 2, values: before.values })
    expect(read.body.deletedAt).toMatch(/Z$/)
    const { body: binned } = await api.list({ trashed: 'true' })
    expect(binned.data[0]).toEqual(read.body)
  })

  test('is searched by parts of names, identities, numbers and texts, as far as they are seen', async () => {
    const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['admin'] })
    const { id } = await api.contact({
      name: 'Zoë Quill',
      email: ['quill@trash.example'],
      sms: ['+49 30 555 0199'],
      city: 'Łódź',
      [secret.key]: 'hush',
    })
    await trash(id)
    const agent = await asRole(api, 'agent')
    const found = async (q: string, by: Pick<Api, 'get'> = api) => {
      const query = new URLSearchParams({ trashed: 'true', q })
      const { body } = await by.get<ListBody>(`${contacts}?${query}`)
      return [body.data.some((one) => one.id === id), body.total]
    }
    const rows: [q: string, right: boolean][] = [
      ['zoe', true],
      ['QUI', true],
      ['ll@trash', true],
      ['+49 (30) 555-0199', true],
      ['305550199', true],
      ['lodz', true],
      ['hush', true],
      ['nobody by this name', false],
      ['%', false],
    ]
    for (const [q, right] of rows) expect(await found(q), q).toEqual([right, Number(right)])
    expect(await found('hush', agent)).toEqual([false, 0])
    expect(await found('zoe', agent)).toEqual([true, 1])
    for (const refused of ['sort=name', 'filter={"operator":"and","value":[]}'])
      expect((await api.refused('GET', `${contacts}?trashed=true&${refused}`)).status).toBe(422)
  })

  test('refuses a stale delete and a second one', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    await api.patch(id, 1, { city: 'Rome' })
    const stale = await api.refused('DELETE', `${contacts}/${id}`, { ifMatch: 1 })
    expect(stale.status).toBe(412)
    expect(stale.body.current.version).toBe(2)
    expect((await trash(id, 2)).status).toBe(204)
    expect((await trash(id, 3)).status).toBe(404)
  })

  test('reserves no identity', async () => {
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Old', email: [email] })
    await trash(id)
    await api.contact({ name: 'New', email: [email] })
  })

  test('gives a contact back as it was, one version on, its identities claimed again', async () => {
    const email = freshEmail()
    const before = await api.contact({ name: 'Back', email: [email], city: 'Rome' })
    await trash(before.id)
    const { status, headers, body } = await restore(before.id)
    expect(status).toBe(200)
    expect(headers.get('etag')).toBe('"3"')
    expect(body).toMatchObject({ id: before.id, version: 3, values: before.values })
    expect(body.deletedAt).toBeUndefined()
    expect((await api.get(`${contacts}/${before.id}`)).body).toEqual(body)
    expect((await api.list({ q: email })).body.total).toBe(1)
    const again = await api.refused('POST', contacts, {
      body: { values: { name: 'Eve', email: [email] } },
    })
    expect(again.status).toBe(409)
  })

  test('names the contact that has taken an identity meanwhile', async () => {
    const email = freshEmail()
    const old = await api.contact({ name: 'Old', email: [email] })
    await trash(old.id)
    const heir = await api.contact({ name: 'Heir', email: [email.toUpperCase()] })
    const { status, body } = await api.refused('POST', `${contacts}/${old.id}/restore`)
    expect(status).toBe(409)
    expect(body.conflicts).toEqual([
      { field: 'email', value: email, contact: { id: heir.id, name: 'Heir' } },
    ])
    await trash(heir.id)
    expect((await restore(old.id)).status).toBe(200)
  })

  test('refuses to restore what is not there or not in the trash', async () => {
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()] })
    expect((await restore(id)).status).toBe(409)
    expect((await restore('01900000-0000-7000-8000-000000000000')).status).toBe(404)
  })

  test('lets one of two simultaneous restores of rivals through', async () => {
    const email = freshEmail()
    const one = await api.contact({ name: 'One', email: [email] })
    await trash(one.id)
    const two = await api.contact({ name: 'Two', email: [email] })
    await trash(two.id)
    const statuses = (await Promise.all([restore(one.id), restore(two.id)])).map((r) => r.status)
    expect(statuses.sort()).toEqual([200, 409])
  })

  test('is listed page by page, the last deleted first, and in no other order', async () => {
    const { total } = (await api.list({ trashed: 'true' })).body
    const ids: string[] = []
    for (let n = 0; n < 5; n++) {
      const { id } = await api.contact({ name: `T${n}`, email: [freshEmail()] })
      await trash(id, 1)
      ids.unshift(id)
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { body: ListBody } = await api.list({
        trashed: 'true',
        pageSize: '2',
        ...(cursor === null ? {} : { cursor }),
      })
      expect(page.body.total).toBe((total ?? 0) + 5)
      seen.push(...page.body.data.map(({ id }) => id))
      cursor = page.body.nextCursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength((total ?? 0) + 5)
    expect(seen.slice(0, 5).sort()).toEqual([...ids].sort())
    expect((await api.list({ trashed: 'true', sort: 'name' })).status).toBe(422)
  })
})

describe('deleting several', () => {
  const remove = (body: object) =>
    api.send<{ counts: { changed: number } }>('POST', '/api/v1/bulk-changes', {
      body: { ...body, do: 'delete' },
    })
  const removed = async (body: object) => (await remove(body)).body.counts.changed

  test('puts the named ones into the trash and passes over the rest', async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => api.contact({ name: 'Many', email: [freshEmail()] })),
    )
    await trash(made[2]!.id)
    const ids = [...made.map(({ id }) => id), '01900000-0000-7000-8000-000000000000']
    const total = (await api.list()).body.total ?? 0
    expect(await removed({ on: { ids } })).toBe(2)
    expect((await api.list()).body.total).toBe(total - 2)
    expect(await removed({ on: { ids } })).toBe(0)
    const { body } = await api.get(`${contacts}/${made[0]!.id}?trashed=true`)
    expect(body.version).toBe(2)
    expect(body.deletedAt).toBeDefined()
    // Their identities are free and search does not find them.
    await api.contact({ name: 'Heir', email: made[0]!.values.email })
    expect((await restore(made[1]!.id)).status).toBe(200)
  })

  test('deletes what a filter stands for, if it is as many as were told', async () => {
    for (const n of [1, 2, 3])
      await api.contact({ name: `Filtered ${n}`, email: [freshEmail()], city: 'Ghent' })
    await api.contact({ name: 'Kept', email: [freshEmail()], city: 'Bruges' })
    const filter = { field: 'city', operator: 'eq', value: 'ghent' }
    expect((await remove({ on: { filter }, expected: 2 })).status).toBe(409)
    expect((await api.query({ filter })).body.total).toBe(3)
    expect(await removed({ on: { filter }, expected: 3 })).toBe(3)
    expect((await api.query({ filter })).body.total).toBe(0)
    expect((await api.list({ q: 'Kept' })).body.total).toBe(1)
  })

  test('deletes what a search stands for', async () => {
    for (const n of [1, 2]) await api.contact({ name: `Needle ${n}`, email: [freshEmail()] })
    expect(await removed({ on: { q: 'needle' }, expected: 2 })).toBe(2)
  })

  test.each([
    ['nothing', {}],
    ['no ids', { on: { ids: [] } }],
    ['a filter without a number', { on: { filter: { field: 'city', operator: 'null' } } }],
    ['both', { on: { ids: ['01900000-0000-7000-8000-000000000000'], q: 'x' } }],
    ['an unknown field', { on: { filter: { field: 'nope', operator: 'null' } }, expected: 0 }],
    ['an id that is none', { on: { ids: ['x'] } }],
  ])('refuses %s', async (_, body) => {
    expect((await remove(body)).status).toBe(422)
  })
})
