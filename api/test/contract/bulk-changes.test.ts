import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { type Bulk, bulkChanges, bulkPath, inCity, make } from './support/bulk.ts'

let api: Api
let finish: ReturnType<typeof bulkChanges>['finish']
let undo: ReturnType<typeof bulkChanges>['undo']
let rowsOf: ReturnType<typeof bulkChanges>['rowsOf']

beforeAll(async () => {
  api = await startApi()
  ;({ finish, undo, rowsOf } = bulkChanges(api))
  await api.field({
    name: 'Tags',
    type: 'checkboxlist',
    options: [{ text: 'vip' }, { text: 'new' }],
  })
  await api.field({ name: 'Contract', type: 'text', readOnly: true })
})
afterAll(() => api.close())

const valuesOf = async (id: string) => (await api.get(`/api/v1/contacts/${id}`)).body.values

describe('what is done to each', () => {
  test('sets, clears, adds and removes, each contact judged as if by hand', async () => {
    const [plain, full, fixed] = await make(api, 'Bonn', [
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
    const [two] = await make(api, 'Ulm', [{ twitter: [shared[0]!] }])
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
    const [one] = await make(api, 'Zwolle', [{ company: 'Oldname', twitter: ['@gone_away'] }])
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
    const { status, body } = await api.refused('POST', bulkPath, {
      body: { on: inCity('Nowhere'), expected: 0, do: [edit] },
    })
    expect([status, body.reasons?.[where]?.[0]?.code]).toEqual([422, code])
  })

  const nobody = { ids: ['01a22c38-5cdf-73b3-a4dd-dd0327adb01e'] }
  const oneOf = 'must have exactly one of: set, clear, add, remove'
  const shapes: [what: string, body: object, told: object][] = [
    ['an unknown word', { on: nobody, do: 'deleet' }, { do: ['must be one of: delete, restore'] }],
    ['an edit that is in no list', { on: nobody, do: { set: {} } }, { do: ['must be a list'] }],
    [
      'an edit of a form that is not known',
      { on: nobody, do: [{ action: 'set', city: 'Rome' }] },
      { do: [oneOf], 'do.action': ['is not known here'], 'do.city': ['is not known here'] },
    ],
    [
      'two edits as one',
      { on: nobody, do: [{ set: { city: 'Rome' }, clear: ['fax'] }] },
      { do: ['must have exactly one of: set, clear'] },
    ],
    [
      'a field in place of a list of them',
      { on: nobody, do: [{ clear: 'fax' }] },
      { 'do.clear': ['must be a list'] },
    ],
    [
      'an id in place of a list of them',
      { on: { ids: 'x' }, do: 'delete' },
      { 'on.ids': ['must be a list'] },
    ],
    [
      'contacts by their ids and by a filter',
      { on: { ...nobody, ...inCity('Rome') }, do: 'delete' },
      { on: ['must have exactly one of: ids, filter'] },
    ],
  ]
  test.each(shapes)(
    'says of %s what is wrong with the form it comes closest to',
    async (_, body, told) => {
      const refused = await api.refused('POST', bulkPath, { body })
      expect([refused.status, refused.body.errors]).toEqual([422, told])
    },
  )

  test('another number than was expected changes none, and tells the true one', async () => {
    await make(api, 'Jena', [{}])
    const { status, body } = await api.refused('POST', bulkPath, {
      body: { on: inCity('Jena'), expected: 2, do: 'delete' },
    })
    expect([status, body.code]).toEqual([409, 'wrong_state'])
    expect(body).toMatchObject({ detailReason: { code: 'list_changed', params: { now: 1 } } })
    const unsaid = await api.refused('POST', bulkPath, {
      body: { on: inCity('Jena'), do: 'delete' },
    })
    expect(unsaid.body.errors).toEqual({ expected: ['is required'] })
  })

  test('a dry run tells what would become of them, and changes nothing', async () => {
    const [some] = await make(api, 'Kiel', [
      { company: 'Old' },
      { company: 'New' },
      { company: 'Old' },
    ])
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
    const { status } = await api.refused('POST', `${bulkPath}/${bulk.id}/undo`, { body: {} })
    expect(status).toBe(409)
    const { data } = (await api.get<{ data: Bulk[] }>(bulkPath)).body
    expect(data.every(({ dryRun }) => !dryRun)).toBe(true)
  })

  test('deletes and restores, and undoes both', async () => {
    const made = await make(api, 'Trier', [{}, {}])
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
