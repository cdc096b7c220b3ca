import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { contacts, type Feed, read, type Reads } from './support/change-feed.ts'
import { importRows, numbered } from './support/imports.ts'

const day = 86_400_000
let api: Api

describe('the feed of changes', () => {
  beforeAll(async () => {
    api = await startApi()
  })

  test('tells of each change once, in order, with the contact as it is now', async () => {
    const { next: since } = await read(api, 'now')
    const email = freshEmail()
    const { id } = await api.contact({ name: 'Ann', email: [email] })
    await api.patch(id, 1, { city: 'Rome' })
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: 2 })
    await api.send('POST', `${contacts}/${id}/restore`)
    await api.send('POST', `${contacts}/${id}/erase`, { ifMatch: '*' })
    const { changes, next, more } = await read(api, since)
    // What was erased is told of as erased and as nothing else.
    expect(changes).toMatchObject([
      { type: 'erased', contactId: id, version: 5, actor: null, via: 'erase', changed: [] },
    ])
    expect(more).toBe(false)
    const other = await api.contact({ name: 'Bo', email: [freshEmail()] })
    await api.patch(other.id, 1, { city: 'Oslo' })
    const later = await read(api, next)
    expect(
      later.changes.map(({ type, changed, contact }) => [type, changed, contact?.values]),
    ).toEqual([
      ['created', ['name', 'email'], { ...other.values, city: 'Oslo' }],
      ['updated', ['city'], { ...other.values, city: 'Oslo' }],
    ])
    expect(later.changes[0]).toMatchObject({
      actor: { kind: 'person', name: 'Olive Owner' },
      via: 'form',
    })
    const first = await read(api, next, 1)
    expect(first).toEqual({
      changes: later.changes.slice(0, 1),
      next: later.changes[0]?.n,
      more: true,
    })
    expect(await read(api, first.next)).toEqual({ ...later, changes: later.changes.slice(1) })
    expect(await read(api, later.next)).toEqual({ changes: [], next: later.next, more: false })
  })

  test('tells by a view who joined, left and stayed, and refuses one that cannot be followed', async () => {
    const city = { field: 'city', operator: 'eq', value: 'Lima' }
    const made = async (body: object) =>
      (await api.post<{ id: string }>('/api/v1/views', { name: freshEmail(), ...body })).body.id
    const view = await made({ filter: city })
    const { next } = await read(api, 'now')
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], city: 'Lima' })
    await api.contact({ name: 'Other', email: [freshEmail()], city: 'Rome' })
    await api.patch(id, 1, { company: 'Acme' })
    await api.patch(id, 2, { city: 'Rome' })
    await api.patch(id, 3, { company: 'Ajax' })
    await api.patch(id, 4, { city: 'Lima' })
    await api.send('DELETE', `${contacts}/${id}`, { ifMatch: 5 })
    await api.send('POST', `${contacts}/${id}/restore`)
    const { body } = await api.get<Feed>(`/api/v1/changes?since=${next}&view=${view}`)
    expect(body.changes.map(({ type, membership }) => [type, membership])).toEqual([
      ['created', 'joined'],
      ['updated', 'stayed'],
      ['updated', 'left'],
      ['updated', 'joined'],
      ['deleted', 'left'],
      ['restored', 'joined'],
    ])
    const agent = await asRole(api, 'agent')
    const refusedBy = async (by: Reads, id: string) =>
      (await by.refused('GET', `/api/v1/changes?since=${next}&view=${id}`)).status
    expect(await refusedBy(agent, view)).toBe(404)
    expect(await refusedBy(api, await made({ q: 'ann' }))).toBe(422)
    const time = { field: 'updated_at', operator: 'gt', value: '2026-01-01T00:00:00Z' }
    const today = { field: 'created_at', operator: 'withinlast', value: 30, timeZone: 'Asia/Tokyo' }
    for (const [met, code] of [
      [time, 'time_not_followed'],
      [today, 'today_not_followed'],
    ] as const) {
      const view = await made({ filter: { operator: 'or', value: [city, met] } })
      expect((await api.get(`${contacts}?view=${view}`)).status, code).toBe(200)
      const refused = await api.refused('GET', `/api/v1/changes?since=${next}&view=${view}`)
      expect(refused, code).toMatchObject({ status: 422, body: { reasons: { view: [{ code }] } } })
    }
  })

  test.each([
    ['since=yesterday', 422],
    ['since=-1', 422],
    ['', 422],
    ['since=0&limit=1001', 422],
    ['since=999999999', 410],
  ])('refuses %s with %i', async (query, status) => {
    const refused = await api.refused('GET', `/api/v1/changes?${query}`)
    expect(refused.status).toBe(status)
    if (status === 410) expect(refused.body).toMatchObject({ code: 'cursor_expired' })
  })

  test('says that a cursor is too old, and keeps one that still misses nothing', async () => {
    const own = await startApi()
    const { next: empty } = await read(own, 'now')
    const { id } = await own.contact({ name: 'Old', email: [freshEmail()] })
    const kept = await own.contact({ name: 'Kept', email: [freshEmail()] })
    await own.send('DELETE', `${contacts}/${id}`, { ifMatch: 1 })
    const { next: deleted } = await read(own, 'now')
    const erased = await own.contact({ name: 'Erased', email: [freshEmail()] })
    const { next: beforeErasure } = await read(own, 'now')
    await own.send('POST', `${contacts}/${erased.id}/erase`, { ifMatch: '*' })
    const { next: last } = await read(own, 'now')
    await own.client.execute(`UPDATE changes SET at = at - ${91 * day}`)
    await own.client.execute(
      `UPDATE contacts SET deleted_at = deleted_at - ${91 * day} WHERE deleted_at IS NOT NULL`,
    )
    const statusOf = async (since: number) =>
      (await own.refused('GET', `/api/v1/changes?since=${since}`)).status
    const statuses = async () =>
      Promise.all([empty, deleted - 1, deleted, beforeErasure, last].map(statusOf))
    expect(await statuses()).toEqual([410, 410, 410, 410, 200])
    await own.schedule(Date.now())
    // Nothing of the deleted and the erased one is left; whoever missed that is still told.
    const { rows } = await own.client.execute('SELECT erased_id FROM changes')
    expect(rows.length).toBe(1)
    expect(await statuses()).toEqual([410, 410, 410, 410, 200])
    await own.client.execute('UPDATE changes SET at = 99999999999999')
    expect(await statuses()).toEqual([410, 410, 410, 410, 200])
    await own.patch(kept.id, 1, { city: 'Rome' })
    expect((await read(own, last)).changes).toMatchObject([{ type: 'updated' }])
  })

  test('keeps an answer below 4 MB, and tells that there is more', async () => {
    const own = await startApi()
    const field = await own.field({ name: 'Long', type: 'textarea', length: 30_000 })
    for (let made = 0; made < 3; made++)
      await importRows(
        own,
        'skip',
        ['Name', 'Email', 'Long'],
        numbered(
          Array.from({ length: 25 }, () => ['Long', freshEmail(), 'ü'.repeat(30_000)]),
          2,
        ),
      )
    let pages = 0
    let found = 0
    for (let since = 0, more = true; more; pages++) {
      const response = await own.fetch(`/api/v1/changes?since=${since}&limit=1000`)
      const text = await response.text()
      expect(Buffer.byteLength(text)).toBeLessThan(4_100_000)
      const page: Feed = JSON.parse(text)
      found += page.changes.length
      for (const { contact } of page.changes)
        expect(String(contact?.values[field.key]).length).toBe(30_000)
      ;({ next: since, more } = page)
    }
    expect(found).toBe(75)
    expect(pages).toBeGreaterThan(1)
  })

  test('tells nobody of what they may not see, nor that it changed', async () => {
    const secret = await api.field({ name: 'Secret', type: 'text', viewRoles: ['owner'] })
    const agent = await asRole(api, 'agent')
    const { next } = await read(api, 'now')
    const { id } = await api.contact({ name: 'Ann', email: [freshEmail()], [secret.key]: 'hush1' })
    await api.patch(id, 1, { [secret.key]: 'hush2' })
    await api.patch(id, 2, { [secret.key]: 'hush3', city: 'Rome' })
    const { changes } = await read(agent, next)
    expect(changes.map(({ type, changed }) => [type, changed])).toEqual([
      ['created', ['name', 'email']],
      ['updated', ['city']],
    ])
    expect(JSON.stringify(changes)).not.toMatch(/hush|secret/i)
    expect((await read(api, next)).changes.map(({ changed }) => changed)).toEqual([
      ['name', 'email', secret.key],
      [secret.key],
      ['city', secret.key],
    ])
    const { body } = await agent.get<{ data: { version: number }[] }>(`${contacts}/${id}/changes`)
    expect(body.data.map(({ version }) => version)).toEqual([3, 1])
  })
})
