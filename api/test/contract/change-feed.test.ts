import type { Actor, Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { target } from '../targets/index.ts'
import { type Api, type ContactBody, freshEmail, type ListBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'

interface Feed {
  changes: {
    n: number
    type: string
    contactId: string
    version: number
    at: string
    actor: Actor
    via: string
    changed: string[]
    contact?: ContactBody
    membership?: 'joined' | 'left' | 'stayed'
  }[]
  next: number
  more: boolean
  viewVersion?: number
}

type Reads = Pick<Api, 'get' | 'refused' | 'send'>

const contacts = '/api/v1/contacts'
const day = 86_400_000

const read = async (api: Reads, since: number | 'now', limit = 100) =>
  (await api.get<Feed>(`/api/v1/changes?since=${since}&limit=${limit}`)).body

/** All contacts as their lister may see them, by id. */
async function listed(api: Pick<Api, 'send'>, by = ''): Promise<Map<string, ContactBody>> {
  const all = new Map<string, ContactBody>()
  for (let cursor = ''; ;) {
    const { body } = await api.send<ListBody>('GET', `${contacts}?pageSize=200${by}${cursor}`)
    for (const contact of body.data) all.set(contact.id, contact)
    if (body.nextCursor === null) return all
    cursor = `&cursor=${body.nextCursor}`
  }
}

/** A program that knows of contacts what the feed has told it, and no more. */
class Follower {
  readonly #api: Reads
  #since = 0
  held = new Map<string, ContactBody>()

  constructor(api: Reads) {
    this.#api = api
  }

  /** Starts in the middle, from a list. */
  async begin(): Promise<this> {
    this.#since = (await read(this.#api, 'now')).next
    this.held = await listed(this.#api)
    return this
  }

  async catchUp(limit: number): Promise<void> {
    for (let more = true; more;) {
      const page = await read(this.#api, this.#since, limit)
      for (const { n, type, contactId, contact, version } of page.changes) {
        expect(n).toBeGreaterThan(this.#since)
        this.#since = n
        if (contact) this.held.set(contactId, contact)
        else this.held.delete(contactId)
        if (contact) expect(contact.version).toBeGreaterThanOrEqual(version)
        if (type === 'erased') expect(contact).toBeUndefined()
      }
      expect(page.next).toBeGreaterThanOrEqual(this.#since)
      this.#since = page.next
      more = page.more
    }
  }
}

/** A program that knows who is in a view by who joined and who left. */
class SegmentFollower {
  readonly #api: Reads
  readonly #view: string
  #since = 0
  members = new Set<string>()

  constructor(api: Reads, view: string) {
    this.#api = api
    this.#view = view
  }

  /** Starts in the middle, from a list. */
  async begin(): Promise<this> {
    this.#since = (await read(this.#api, 'now')).next
    this.members = await this.listed()
    return this
  }

  async catchUp(limit: number): Promise<void> {
    for (let more = true; more;) {
      const { body: page } = await this.#api.get<Feed>(
        `/api/v1/changes?since=${this.#since}&limit=${limit}&view=${this.#view}`,
      )
      expect(page.viewVersion).toBe(1)
      for (const { contactId, membership } of page.changes) {
        expect(membership).toBeDefined()
        if (membership === 'left') this.members.delete(contactId)
        else this.members.add(contactId)
      }
      ;({ next: this.#since, more } = page)
    }
  }

  async listed(): Promise<Set<string>> {
    return new Set((await listed(this.#api, `&view=${this.#view}`)).keys())
  }
}

const bare = (all: Map<string, ContactBody>) =>
  new Map([...all].map(([id, { createdAt, values }]) => [id, { createdAt, values }]))

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

/** Numbers that are the same on each run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function numbersFrom(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

test(`whoever only follows the feed has what a list has, on ${target.name}`, async () => {
  const own = await startApi()
  const hidden = await own.field({ name: 'Hidden', type: 'text', viewRoles: ['owner'] })
  const size = await own.field({ name: 'Size', type: 'text' })
  const agent = await asRole(own, 'agent')
  const seed = isDeep ? Date.now() % 100_000 : 4711
  const random = numbersFrom(seed)
  const of = <T>(some: readonly T[]): T => some[random(some.length)] as T
  const ids: string[] = []
  const undoable: string[] = []
  const merges: string[] = []
  const changes: string[] = []
  const mail = () => `p${random(25)}@example.com`
  const values = (): Values => ({
    name: `N${random(9)}`,
    ...(random(2) ? { city: of(['Rome', 'Oslo', null]) } : {}),
    ...(random(2) ? { [hidden.key]: of(['x', 'y', null]) } : {}),
    ...(random(2) ? { [size.key]: of(['1', '2', '3']) } : {}),
  })
  const someRows = () =>
    numbered(
      Array.from({ length: 1 + random(6) }, () => [
        `I${random(9)}`,
        mail(),
        of(['Bern', null]),
        of(['z', null]),
      ]),
    )
  const operations: Record<string, () => Promise<unknown>> = {
    async create() {
      const { body } = await own.post(contacts, { values: { ...values(), email: [mail()] } })
      if (body.id) ids.push(body.id)
    },
    identify: () =>
      own.post(`${contacts}:upsert`, {
        items: [0, 1, 2].map(() => ({ identities: { email: [mail()] }, values: values() })),
        onMatch: of(['fill', 'update']),
      }),
    patch: () => own.patch(of(ids), '*', values()),
    patchHidden: () => own.patch(of(ids), '*', { [hidden.key]: `h${random(99)}` }),
    takeMail: () => own.patch(of(ids), '*', { email: [mail(), mail()] }),
    async merge() {
      const [into, from] = [of(ids), of(ids)]
      const { body: source } = await own.get(`${contacts}/${from}?follow=false&trashed=true`)
      const { body } = await own.post<{ merge?: { id: string } }>(
        `${contacts}/${into}/merge`,
        { from: [{ id: from, version: source.version ?? 1 }] },
        { ifMatch: '*' },
      )
      if (body.merge) merges.push(body.merge.id)
    },
    unmerge: () => own.post(`/api/v1/merges/${of(merges)}/undo`, {}),
    remove: () => own.send('DELETE', `${contacts}/${of(ids)}`, { ifMatch: '*' }),
    async bulk() {
      const edit = [{ set: { city: of(['Oslo', 'Rome']) } }, { clear: [hidden.key] }]
      const { body } = await own.post('/api/v1/bulk-changes', {
        on: { ids: [of(ids), of(ids)] },
        do: of(['delete', 'restore', edit]),
      })
      changes.push(body.id)
    },
    unbulk: () => own.post(`/api/v1/bulk-changes/${of(changes)}/undo`, {}),
    restore: () => own.send('POST', `${contacts}/${of(ids)}/restore`),
    erase: () => own.send('POST', `${contacts}/${of(ids)}/erase`, { ifMatch: '*' }),
    async importSome() {
      const mode = of(['merge', 'update', 'replace', 'skip'] as const)
      const headings = ['Name', 'Email', 'City', 'Hidden']
      undoable.push((await importRows(own, mode, headings, someRows(), 3)).id)
      for (const id of (await listed(own)).keys()) if (!ids.includes(id)) ids.push(id)
    },
    async undo() {
      const [id] = undoable.splice(random(undoable.length), 1)
      if (id) await undoAll(own, id)
    },
    async convert() {
      const { type } = await own.fieldByKey(size.key)
      await own.send('PATCH', `/api/v1/fields/${size.id}`, {
        ifMatch: '*',
        body: { type: type === 'text' ? 'integer' : 'text' },
      })
    },
  }
  const names = Object.keys(operations)
  const filters = [
    { field: 'city', operator: 'eq', value: 'Rome' },
    { field: hidden.key, operator: 'ne', value: 'x' },
    { field: size.key, operator: 'nnull' },
    {
      operator: 'or',
      value: [
        { field: 'email', operator: 'contains', value: '1' },
        { field: 'city', operator: 'null' },
      ],
    },
    { field: 'created_at', operator: 'gt', value: '2026-01-01T00:00:00Z' },
  ]
  const views = await Promise.all(
    filters.map(async (filter, at) => {
      const body = { name: `Segment ${at}`, filter }
      return (await own.post<{ id: string }>('/api/v1/views', body)).body.id
    }),
  )
  const segments = views.map((view) => new SegmentFollower(own, view))
  const followers = [new Follower(own)]
  const agents = [new Follower(agent)]
  await operations.create!()
  const rounds = isDeep ? 40 : 8
  const perRound = target.runtime === 'node' && target.database === 'file' ? 10 : 5
  for (let round = 0; round < rounds; round++) {
    for (let step = 0; step < perRound; step++) await operations[of(names)]!()
    const about = `seed ${seed}, round ${round}`
    if (round === Math.floor(rounds / 2)) {
      // They begin while somebody writes.
      const [one, two, ...more] = await Promise.all([
        new Follower(own).begin(),
        new Follower(agent).begin(),
        ...views.map((view) => new SegmentFollower(own, view).begin()),
        operations.importSome!(),
        operations.patch!(),
      ])
      followers.push(one)
      agents.push(two)
      segments.push(...more.filter((one) => one instanceof SegmentFollower))
    }
    const limit = 1 + random(20)
    for (const follower of [...followers, ...agents, ...segments]) await follower.catchUp(limit)
    for (const segment of segments)
      expect([...segment.members].sort(), about).toEqual([...(await segment.listed())].sort())
    const all = await listed(own)
    for (const { held } of followers)
      expect(new Map([...held].sort()), about).toEqual(new Map([...all].sort()))
    // That something else of a contact changed shows in its version and time, which the feed does not tell.
    const seen = bare(await listed(agent))
    for (const { held } of agents)
      expect(bare(new Map([...held].sort())), about).toEqual(new Map([...seen].sort()))
  }
})
