import type { Values } from '@cardfile/openapi'
import { expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { target } from '../targets/index.ts'
import { type ContactBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { contacts, type Feed, listed, read, type Reads } from './support/change-feed.ts'
import { importRows, numbered, undoAll } from './support/imports.ts'
import { numbersFrom } from './support/numbers-from.ts'

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
