import type { Reason, Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'

interface Bulk {
  id: string
  state: string
  dryRun: boolean
  total: number
  done: number
  progress: number
  counts: { changed: number; unchanged: number; failed: number }
  undo: { undone: number; kept: number } | null
  undoable: boolean
  reasons: { field: string | null; reason: Reason; contacts: number }[]
  samples: {
    id: string
    name: string
    changes: { field: string; before: unknown; after: unknown }[]
  }[]
  problem: string | null
}

interface Rows {
  data: { id: string; name: string; reasons: Reason[] }[]
  nextCursor: string | null
}

const path = '/api/v1/bulk-changes'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await api.field({
    name: 'Tags',
    type: 'checkboxlist',
    options: [{ text: 'vip' }, { text: 'new' }],
  })
  await api.field({ name: 'Contract', type: 'text', readOnly: true })
})

/** Contacts of a city of their own, one by one. */
async function make(city: string, some: readonly Values[]) {
  const made = []
  for (const values of some)
    made.push(await api.contact({ name: 'Ann', email: [freshEmail()], city, ...values }))
  return made
}

const inCity = (city: string) => ({ filter: { field: 'city', operator: 'eq', value: city } })
const begin = (body: object, more = {}) => api.post<Bulk>(path, body, more)
const goOn = async ({ id }: Pick<Bulk, 'id'>) =>
  (await api.post<Bulk>(`${path}/${id}/continue`, {})).body
const finish = async (body: object) => {
  let { body: bulk } = await begin(body)
  while (bulk.state === 'running') bulk = await goOn(bulk)
  return bulk
}
const undo = async ({ id }: Pick<Bulk, 'id'>) => {
  for (;;) {
    const { status, body } = await api.post<Bulk>(`${path}/${id}/undo`, {})
    if (status !== 200 || body.state === 'undone') return body
  }
}
const valuesOf = async (id: string) => (await api.get(`/api/v1/contacts/${id}`)).body.values
const rowsOf = async ({ id }: Pick<Bulk, 'id'>, outcome: string) =>
  (await api.get<Rows>(`${path}/${id}/rows?outcome=${outcome}`)).body.data

describe('what is done to each', () => {
  test('sets, clears, adds and removes, each contact judged as if by hand', async () => {
    const [plain, full, fixed] = await make('Bonn', [
      {},
      { tags: ['new'], company: 'X', fax: '1' },
      { contract: 'A', company: 'Y' },
    ])
    const bulk = await finish({
      on: inCity('Bonn'),
      expected: 3,
      do: [
        { set: { company: 'Y', contract: 'A' } },
        { clear: ['fax'] },
        { add: { tags: ['vip'] } },
      ],
    })
    expect(bulk).toMatchObject({
      state: 'done',
      total: 3,
      done: 3,
      progress: 1,
      counts: { changed: 1, unchanged: 0, failed: 2 },
      reasons: [{ field: 'contract', reason: { code: 'read_only' }, contacts: 2 }],
      undoable: true,
    })
    expect(await valuesOf(fixed!.id)).toMatchObject({ company: 'Y', tags: ['vip'] })
    expect(await valuesOf(full!.id)).toEqual(full!.values)
    const failed = await rowsOf(bulk, 'failed')
    expect(failed.map(({ id }) => id)).toEqual([plain!.id, full!.id])
    expect(failed[0]!.reasons).toMatchObject([{ code: 'read_only' }])
    expect(await rowsOf(bulk, 'changed')).toMatchObject([{ id: fixed!.id, reasons: [] }])
    const { data } = (
      await api.get<{ data: { via: string; changed: object }[] }>(
        `/api/v1/contacts/${fixed!.id}/changes`,
      )
    ).body
    expect(data[0]).toMatchObject({
      via: 'bulk',
      changed: { tags: { before: null, after: ['vip'] } },
    })
  })

  test('takes identities away, but for the last one', async () => {
    const shared = ['@both', '@only']
    const [two] = await make('Ulm', [{ twitter: [shared[0]!] }])
    const last = await api.contact({ name: 'Last', twitter: [shared[1]!], city: 'Ulm' })
    const bulk = await finish({
      on: { ids: [two!.id, last.id] },
      do: [{ remove: { twitter: shared } }],
    })
    expect(bulk).toMatchObject({
      counts: { changed: 1, failed: 1 },
      reasons: [{ field: null, reason: { code: 'identity_missing' } }],
    })
    await api.contact({ name: 'Free', twitter: [shared[0]!] })
    const kept = await undo(bulk)
    expect(kept).toMatchObject({ state: 'undone', undo: { undone: 0, kept: 1 } })
    expect(await rowsOf(bulk, 'kept')).toMatchObject([
      { id: two!.id, reasons: [{ code: 'identity_taken_since', params: { name: 'Free' } }] },
    ])
  })

  test('is found by what it has then, and again by what it had before where it is undone', async () => {
    const [one] = await make('Zwolle', [{ company: 'Oldname', twitter: ['@gone_away'] }])
    const found = async (...texts: string[]) => {
      const totals = texts.map(async (q) => (await api.query({ q })).body.total)
      return Promise.all(totals)
    }
    const asked = ['Oldname', 'gone_away', 'Newnäme', 'newname', String(one!.values.email)]
    const bulk = await finish({
      on: { ids: [one!.id] },
      do: [{ set: { company: 'Newnäme' } }, { remove: { twitter: ['@gone_away'] } }],
    })
    expect(await found(...asked)).toEqual([0, 0, 1, 1, 1])
    await undo(bulk)
    expect(await found(...asked)).toEqual([1, 1, 0, 0, 1])
    const deletion = await finish({ on: { ids: [one!.id] }, do: 'delete' })
    expect(await found(...asked)).toEqual([0, 0, 0, 0, 0])
    await undo(deletion)
    expect(await found(...asked)).toEqual([1, 1, 0, 0, 1])
  })

  const refusals: [what: string, edit: object, path: string, code: string][] = [
    ['an unknown field', { set: { nope: 1 } }, 'do.0.set.nope', 'unknown_field'],
    [
      'a value that breaks a rule',
      { set: { title: 'x'.repeat(5_000) } },
      'do.0.set.title',
      'too_long',
    ],
    ['an identity for many', { set: { email: ['a@b.cd'] } }, 'do.0.set.email', 'only_removed'],
    ['the end of what is required', { clear: ['name'] }, 'do.0.clear.name', 'required'],
    ['an addition to one value', { add: { city: 'Rome' } }, 'do.0.add.city', 'only_set_or_cleared'],
    [
      'what is kept by the installation',
      { clear: ['created_at'] },
      'do.0.clear.created_at',
      'computed',
    ],
  ]
  test.each(refusals)('refuses %s as a whole', async (_, edit, where, code) => {
    const { status, body } = await api.refused('POST', path, {
      body: { on: inCity('Nowhere'), expected: 0, do: [edit] },
    })
    expect([status, body.reasons?.[where]?.[0]?.code]).toEqual([422, code])
  })

  test('another number than was expected changes none, and tells the true one', async () => {
    await make('Jena', [{}])
    const { status, body } = await api.refused('POST', path, {
      body: { on: inCity('Jena'), expected: 2, do: 'delete' },
    })
    expect([status, body.code]).toEqual([409, 'wrong_state'])
    expect(body).toMatchObject({ detailReason: { code: 'list_changed', params: { now: 1 } } })
    const unsaid = await api.refused('POST', path, { body: { on: inCity('Jena'), do: 'delete' } })
    expect(unsaid.body.errors).toEqual({ expected: ['is required'] })
  })

  test('a dry run tells what would become of them, and changes nothing', async () => {
    const [some] = await make('Kiel', [{ company: 'Old' }, { company: 'New' }, { company: 'Old' }])
    const bulk = await finish({
      on: inCity('Kiel'),
      do: [{ set: { company: 'New' } }],
      dryRun: true,
    })
    expect(bulk).toMatchObject({ counts: { changed: 2, unchanged: 1, failed: 0 }, undoable: false })
    expect(bulk.samples).toHaveLength(2)
    expect(bulk.samples[0]).toMatchObject({
      id: some!.id,
      changes: [{ field: 'company', before: 'Old', after: 'New' }],
    })
    expect(await valuesOf(some!.id)).toEqual(some!.values)
    const { status } = await api.refused('POST', `${path}/${bulk.id}/undo`, { body: {} })
    expect(status).toBe(409)
    const { data } = (await api.get<{ data: Bulk[] }>(path)).body
    expect(data.every(({ dryRun }) => !dryRun)).toBe(true)
  })

  test('deletes and restores, and undoes both', async () => {
    const made = await make('Trier', [{}, {}])
    const ids = made.map(({ id }) => id)
    const deletion = await finish({ on: inCity('Trier'), expected: 2, do: 'delete' })
    expect(deletion.counts).toEqual({ changed: 2, unchanged: 0, failed: 0 })
    const taken = await api.contact({ name: 'Taker', email: made[1]!.values.email })
    expect(await undo(deletion)).toMatchObject({ undo: { undone: 1, kept: 1 } })
    expect((await api.get(`/api/v1/contacts/${ids[0]}`)).status).toBe(200)
    const restoring = { on: { ids }, do: 'restore' }
    expect(await finish(restoring)).toMatchObject({
      total: 1,
      counts: { changed: 0, failed: 1 },
      reasons: [{ reason: { code: 'identity_taken', params: { name: 'Taker' } } }],
    })
    await api.send('DELETE', `/api/v1/contacts/${taken.id}`, { ifMatch: 1 })
    const restored = await finish(restoring)
    expect(restored.counts.changed).toBe(1)
    expect((await api.query({ q: String(made[1]!.values.email) })).body.total).toBe(1)
    expect(await undo(restored)).toMatchObject({ undo: { undone: 1, kept: 0 } })
    expect((await api.get(`/api/v1/contacts/${ids[1]}`)).status).toBe(410)
    const feed = (
      await api.get<{ changes: { type: string; contactId: string; via: string }[] }>(
        '/api/v1/changes?since=0&limit=1000',
      )
    ).body.changes.filter(({ contactId }) => contactId === ids[1])
    expect(feed.map(({ type, via }) => [type, via])).toEqual([
      ['created', 'form'],
      ['deleted', 'bulk'],
      ['restored', 'bulk'],
      ['deleted', 'bulk_undo'],
    ])
  })
})

describe('a change of many', () => {
  const count = 1_300
  const city = 'Rome'

  const bring = async (number: number) => {
    const { body: imported } = await api.post<{ id: string }>('/api/v1/imports', {
      fileName: 'a.csv',
      mode: 'merge',
      headings: ['name', 'email', 'city', 'company'],
    })
    const rows = Array.from({ length: number }, (_, n) => ({
      number: n + 2,
      cells: ['Ann', freshEmail(), city, n % 2 === 0 ? 'Even' : 'Odd'],
    }))
    for (let chunk = 0; chunk * 1_000 < number; chunk++)
      await api.send('PUT', `/api/v1/imports/${imported.id}/chunks/${chunk}`, {
        body: { rows: rows.slice(chunk * 1_000, (chunk + 1) * 1_000) },
      })
    await api.post(`/api/v1/imports/${imported.id}/finish`, {})
  }

  beforeAll(() => bring(count))

  const exact = async (where: string) =>
    (await api.query({ ...inCity(where), count: 'exact', pageSize: 1 })).body.total

  const stored = async () =>
    (
      await api.client.execute(
        'SELECT id, hex(data) AS data, deleted_at FROM contacts ORDER BY seq',
      )
    ).rows.map((row) => ({ ...row }))

  test('that moves contacts out of its own filter touches each once, and goes back to the byte', async () => {
    const before = await stored()
    const { body: first, trips } = await begin({
      on: inCity(city),
      expected: count,
      do: [{ set: { city: 'Oslo' } }],
    })
    expect(first).toMatchObject({ state: 'running', done: 1_000 })
    expect(trips).toBe(2)
    // What is made meanwhile was not meant.
    const late = await api.contact({ name: 'Late', email: [freshEmail()], city })
    const second = await api.post<Bulk>(`${path}/${first.id}/continue`, {})
    expect(second.trips).toBe(2)
    expect(second.body).toMatchObject({ state: 'done', counts: { changed: count } })
    expect([await exact(city), await exact('Oslo')]).toEqual([1, count])
    const { rows } = await api.client.execute({
      sql: 'SELECT max(n) AS n FROM (SELECT count(*) AS n FROM changes WHERE job_id = ? GROUP BY contact_seq)',
      args: [first.id],
    })
    expect(Number(rows[0]?.n)).toBe(1)
    const edited = (await api.query({ ...inCity('Oslo'), pageSize: 1 })).body.data[0]!
    await api.patch(edited.id, '*', { fax: '1' })
    expect(await undo(first)).toMatchObject({ undo: { undone: count - 1, kept: 1 } })
    expect(await rowsOf(first, 'kept')).toMatchObject([
      { id: edited.id, reasons: [{ code: 'changed_since' }] },
    ])
    await api.send('DELETE', `/api/v1/contacts/${late.id}`, { ifMatch: 1 })
    const after = await stored()
    expect(after.filter(({ id }) => id !== edited.id && id !== late.id)).toEqual(
      before.filter(({ id }) => id !== edited.id),
    )
  })

  test('is refused where what it asks for is too long to be kept, and says once what it does', async () => {
    const text = 'x'.repeat(30_000)
    const long = Array.from({ length: 40 }, () => ({ set: { description: text } }))
    const on = { ids: [crypto.randomUUID()] }
    const refused = await api.refused('POST', path, { body: { on, do: long } })
    expect([refused.status, refused.body.code]).toEqual([413, 'too_large'])
    const twice = [{ clear: ['fax', 'fax'] }, { clear: ['fax'] }]
    const { body } = await api.post<{ do: object[] }>(path, { on, do: twice })
    expect(body.do).toEqual([{ operation: 'clear', field: 'fax' }])
  })

  test('sent twice under one key is done once', async () => {
    const body = { on: inCity(city), expected: count - 1, do: [{ set: { fax: '7' } }] }
    const headers = { 'idempotency-key': 'bulk-once' }
    const [one, two] = [await begin(body, { headers }), await begin(body, { headers })]
    expect(two.body.id).toBe(one.body.id)
    const cancelled = await api.post<Bulk>(`${path}/${one.body.id}/cancel`, {})
    expect(cancelled.body).toMatchObject({ state: 'cancelled', done: 1_000, undoable: true })
    expect((await api.refused('POST', `${path}/${one.body.id}/cancel`, { body: {} })).status).toBe(
      409,
    )
    expect((await undo(one.body)).undo).toEqual({ undone: 1_000, kept: 0 })
  })

  test('left in the middle is finished by the server, and so is its undoing', async () => {
    const { body } = await begin({
      on: inCity(city),
      expected: count - 1,
      do: [{ set: { fax: '8' } }],
    })
    await api.schedule(Date.now() + 120_000)
    const done = (await api.get<Bulk>(`${path}/${body.id}`)).body
    expect(done).toMatchObject({ state: 'done', counts: { changed: count - 1 } })
    expect((await api.post<Bulk>(`${path}/${body.id}/undo`, {})).body.state).toBe('undoing')
    await api.schedule(Date.now() + 240_000)
    const undone = (await api.get<Bulk>(`${path}/${body.id}`)).body
    expect(undone).toMatchObject({ state: 'undone', undo: { undone: count - 1, kept: 0 } })
  })

  test('goes no further than its maker may', async () => {
    const permissions = ['view_contacts', 'view_identities', 'delete_contacts']
    const { body: role } = await api.post<{ id: string }>('/api/v1/roles', {
      name: 'R',
      permissions,
    })
    const { body: key } = await api.post<{ secret: string }>('/api/v1/api-keys', {
      name: 'K',
      roleId: role.id,
    })
    const headers = { authorization: `Bearer ${key.secret}` }
    const refused = await api.refused('POST', path, {
      headers,
      body: { on: inCity(city), expected: count - 1, do: [{ set: { fax: '9' } }] },
    })
    expect(refused.status).toBe(403)
    const { body } = await begin(
      { on: inCity(city), expected: count - 1, do: 'delete' },
      { headers },
    )
    expect(body.undoable).toBe(false)
    const { status } = await api.refused('POST', `${path}/${body.id}/undo`, { headers, body: {} })
    expect(status).toBe(403)
    await api.send('PATCH', `/api/v1/roles/${role.id}`, {
      ifMatch: '*',
      body: { permissions: ['view_contacts', 'view_identities'] },
    })
    await api.schedule(Date.now() + 120_000)
    const left = (await api.get<Bulk>(`${path}/${body.id}`)).body
    expect(left).toMatchObject({ state: 'failed', problem: expect.stringContaining('permission') })
    expect(await exact(city)).toBe(count - 1_001)
    expect((await undo(left)).undo).toEqual({ undone: 1_000, kept: 0 })
  })

  test('is done beside another one of some of the same contacts, each wholly, and undone but for what the other made', async () => {
    const more = isDeep ? 3_700 : 0
    if (more > 0) await bring(more)
    const odd = {
      filter: {
        operator: 'and',
        value: [inCity(city).filter, { field: 'company', operator: 'eq', value: 'Odd' }],
      },
    }
    const expected = (await api.query({ ...odd, pageSize: 200, count: 'exact' })).body.total!
    const isOdd = `data->>(SELECT '$.f' || id FROM fields WHERE key = 'company') = 'Odd'`
    const ids = (await api.client.execute(`SELECT id FROM contacts WHERE ${isOdd}`)).rows.map(
      ({ id }) => id,
    )
    const before = await stored()
    const all = {
      on: inCity(city),
      expected: count - 1 + more,
      do: [{ set: { fax: '5' } }],
    }
    const some = { on: odd, expected, do: [{ set: { title: 'Dr' } }] }
    const [one, two, three] = await Promise.all([finish(all), finish(some), finish(all)])
    expect(two.counts).toEqual({ changed: expected, unchanged: 0, failed: 0 })
    expect(one.counts.changed + three.counts.changed).toBe(count - 1 + more)
    expect(one.counts.unchanged + three.counts.unchanged).toBe(count - 1 + more)
    const undone = [await undo(two), await undo(one), await undo(three)]
    for (const { state, undo: told, counts } of undone)
      expect([state, told!.undone + told!.kept]).toEqual(['undone', counts.changed])
    // Where the other came after it, a title stays; what the other did goes back all the same.
    const after = await stored()
    const differ = after.filter(({ data }, at) => data !== before[at]!.data)
    expect(differ).toHaveLength(undone[0]!.undo!.kept)
    expect(differ.filter(({ id }) => !ids.includes(id))).toEqual([])
    expect(undone.slice(1).map((job) => job.undo!.kept)).toEqual([0, 0])
  })
})
