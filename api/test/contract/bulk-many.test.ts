import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../deep.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { type Bulk, bulkChanges, bulkPath, inCity } from './support/bulk.ts'

let api: Api
let begin: ReturnType<typeof bulkChanges>['begin']
let finish: ReturnType<typeof bulkChanges>['finish']
let undo: ReturnType<typeof bulkChanges>['undo']
let rowsOf: ReturnType<typeof bulkChanges>['rowsOf']

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

beforeAll(async () => {
  api = await startApi()
  ;({ begin, finish, undo, rowsOf } = bulkChanges(api))
  await bring(count)
})
afterAll(() => api.close())

const exact = async (where: string) =>
  (await api.query({ ...inCity(where), count: 'exact', pageSize: 1 })).body.total

const stored = async () =>
  (
    await api.client.execute('SELECT id, hex(data) AS data, deleted_at FROM contacts ORDER BY seq')
  ).rows.map((row) => ({ ...row }))

test('a change of many that moves contacts out of its own filter touches each once, and goes back to the byte', async () => {
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
  const second = await api.post<Bulk>(`${bulkPath}/${first.id}/continue`, {})
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

test('a change of many is refused where what it asks for is too long to be kept, and says once what it does', async () => {
  const text = 'x'.repeat(30_000)
  const long = Array.from({ length: 40 }, () => ({ set: { description: text } }))
  const on = { ids: [crypto.randomUUID()] }
  const refused = await api.refused('POST', bulkPath, { body: { on, do: long } })
  expect([refused.status, refused.body.code]).toEqual([413, 'too_large'])
  const twice = [{ clear: ['fax', 'fax'] }, { clear: ['fax'] }]
  const { body } = await api.post<{ do: object[] }>(bulkPath, { on, do: twice })
  expect(body.do).toEqual([{ operation: 'clear', field: 'fax' }])
})

test('a change of many sent twice under one key is done once', async () => {
  const body = { on: inCity(city), expected: count - 1, do: [{ set: { fax: '7' } }] }
  const headers = { 'idempotency-key': 'bulk-once' }
  const [one, two] = [await begin(body, { headers }), await begin(body, { headers })]
  expect(two.body.id).toBe(one.body.id)
  const cancelled = await api.post<Bulk>(`${bulkPath}/${one.body.id}/cancel`, {})
  expect(cancelled.body).toMatchObject({ state: 'cancelled', done: 1_000, undoable: true })
  expect(
    (await api.refused('POST', `${bulkPath}/${one.body.id}/cancel`, { body: {} })).status,
  ).toBe(409)
  expect((await undo(one.body)).undo).toEqual({ undone: 1_000, kept: 0 })
})

test('a change of many left in the middle is finished by the server, and so is its undoing', async () => {
  const { body } = await begin({
    on: inCity(city),
    expected: count - 1,
    do: [{ set: { fax: '8' } }],
  })
  await api.schedule(Date.now() + 120_000)
  const done = (await api.get<Bulk>(`${bulkPath}/${body.id}`)).body
  expect(done).toMatchObject({ state: 'done', counts: { changed: count - 1 } })
  expect((await api.post<Bulk>(`${bulkPath}/${body.id}/undo`, {})).body.state).toBe('undoing')
  await api.schedule(Date.now() + 240_000)
  const undone = (await api.get<Bulk>(`${bulkPath}/${body.id}`)).body
  expect(undone).toMatchObject({ state: 'undone', undo: { undone: count - 1, kept: 0 } })
})

test('a change of many goes no further than its maker may', async () => {
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
  const refused = await api.refused('POST', bulkPath, {
    headers,
    body: { on: inCity(city), expected: count - 1, do: [{ set: { fax: '9' } }] },
  })
  expect(refused.status).toBe(403)
  const { body } = await begin({ on: inCity(city), expected: count - 1, do: 'delete' }, { headers })
  expect(body.undoable).toBe(false)
  const { status } = await api.refused('POST', `${bulkPath}/${body.id}/undo`, { headers, body: {} })
  expect(status).toBe(403)
  await api.send('PATCH', `/api/v1/roles/${role.id}`, {
    ifMatch: '*',
    body: { permissions: ['view_contacts', 'view_identities'] },
  })
  await api.schedule(Date.now() + 120_000)
  const left = (await api.get<Bulk>(`${bulkPath}/${body.id}`)).body
  expect(left).toMatchObject({ state: 'failed', problem: expect.stringContaining('permission') })
  expect(await exact(city)).toBe(count - 1_001)
  expect((await undo(left)).undo).toEqual({ undone: 1_000, kept: 0 })
})

test('a change of many is done beside another one of some of the same contacts, each wholly, and undone but for what the other made', async () => {
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
