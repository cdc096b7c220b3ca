import { beforeAll, describe, expect, it } from 'vitest'
import { mostMappings } from '../../src/imports/mappings/limits.ts'
import { type Api, type ProblemBody, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'

const mappings = '/api/v1/import-mappings'

interface Mapping {
  id: string
  name: string
  mode: string
  columns: { heading: string; field: string | null; options?: object; lost?: true }[]
  constants: { field: string; value: unknown }[]
  lostConstants: number
  actor: object
  version: number
}

let api: Api
let serial = 0

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Since', type: 'date' })
})

const freshName = () => `Mapping ${++serial}`

const shop = () => ({
  name: freshName(),
  mode: 'skip',
  columns: [
    { heading: 'Customer', field: 'name' },
    { heading: 'Mail', field: 'email' },
    { heading: 'Since', field: 'since', options: { dateOrder: 'DMY' } },
    { heading: 'Note', field: null },
  ],
  constants: [{ field: 'city', value: 'Oslo' }],
})

async function saved(body: object = shop()): Promise<Mapping> {
  const reply = await api.post<Mapping>(mappings, body)
  expect(reply.status, JSON.stringify(reply.body)).toBe(201)
  return reply.body
}

async function found(headings: unknown[], by: Pick<Api, 'post'> = api): Promise<Mapping[]> {
  const reply = await by.post<{ data: Mapping[] }>(`${mappings}:find`, { headings })
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body.data
}

async function importers(name: string): Promise<string> {
  const permissions = ['view_contacts', 'view_identities', 'edit_contacts', 'import_contacts']
  const { body } = await api.post<{ id: string }>('/api/v1/roles', { name, permissions })
  return body.id
}

describe('a saved mapping', () => {
  it('is found for a file with the same headings in another order and case, the newest first', async () => {
    const input = shop()
    const first = await saved(input)
    expect(first).toMatchObject({ ...input, version: 1, lostConstants: 0 })
    const second = await saved({ ...shop(), mode: 'replace' })
    const headings = [' NOTE ', 'since', 'mail', 'Customer', null]
    expect((await found(headings)).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(await found(['Customer', 'Mail', 'Since'])).toEqual([])
    expect(await found(['Customer', 'Mail', 'Since', 'Note', 'Note'])).toEqual([])
    expect(await found([null, ''])).toEqual([])
  })

  it('is listed by name, got, renamed, saved over and deleted', async () => {
    const mapping = await saved()
    const path = `${mappings}/${mapping.id}`
    const { body: renamed } = await api.send<Mapping>('PATCH', path, {
      ifMatch: 1,
      body: { name: '  Àwesome shop ' },
    })
    expect(renamed).toMatchObject({ name: 'Àwesome shop', version: 2, columns: mapping.columns })
    const columns = [{ heading: 'Mail', field: 'email' }]
    const over = await api.send<Mapping>('PATCH', path, {
      ifMatch: 2,
      body: { columns, constants: [], mode: 'merge' },
    })
    expect(over.body).toMatchObject({ columns, constants: [], mode: 'merge', version: 3 })
    expect(over.headers.get('etag')).toBe('"3"')
    expect((await api.get(path)).body).toEqual(over.body)
    expect(await found(['MAIL'])).toEqual([over.body])
    const { body: list } = await api.get<{ data: { name: string; columnCount: number }[] }>(
      mappings,
    )
    expect(list.data.find(({ name }) => name === 'Àwesome shop')).toMatchObject({ columnCount: 1 })
    expect((await api.send('DELETE', path, { ifMatch: 3 })).status).toBe(204)
    expect((await api.get(path)).status).toBe(404)
    expect(await found(['Mail'])).toEqual([])
  })

  it('is changed by nobody who has not seen its last state', async () => {
    const { id, name } = await saved()
    const path = `${mappings}/${id}`
    await api.send('PATCH', path, { ifMatch: 1, body: { mode: 'merge' } })
    const stale = await api.refused('PATCH', path, { ifMatch: 1, body: { mode: 'replace' } })
    expect([stale.status, stale.body.code]).toEqual([412, 'stale'])
    expect(stale.body.current).toMatchObject({ id, name, version: 2, mode: 'merge' })
    expect((await api.refused('DELETE', path, { ifMatch: 1 })).status).toBe(412)
    expect((await api.refused('DELETE', path)).status).toBe(428)
    expect((await api.refused('PATCH', `${mappings}/x`, { ifMatch: '*', body: {} })).status).toBe(
      404,
    )
  })

  it('has a name of its own, whatever its case', async () => {
    const { name } = await saved()
    const other = await saved()
    const again = await api.post<ProblemBody>(mappings, { ...shop(), name: name.toUpperCase() })
    expect([again.status, again.body.code]).toEqual([409, 'already_exists'])
    expect(Object.keys(again.body.errors)).toEqual(['name'])
    const renamed = await api.refused('PATCH', `${mappings}/${other.id}`, {
      ifMatch: '*',
      body: { name },
    })
    expect([renamed.status, renamed.body.code]).toEqual([409, 'already_exists'])
    const itself = await api.send('PATCH', `${mappings}/${other.id}`, {
      ifMatch: '*',
      body: { name: other.name.toLowerCase() },
    })
    expect(itself.status).toBe(200)
  })

  it('is made once however often it is asked for under one key', async () => {
    const body = shop()
    const headers = { 'idempotency-key': 'mapping-once' }
    const first = await api.post<Mapping>(mappings, body, { headers })
    const again = await api.post<Mapping>(mappings, body, { headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    expect((await api.post(mappings, shop(), { headers })).status).toBe(422)
  })

  it.each<[string, object, string]>([
    ['a field that is not', { columns: [{ heading: 'A', field: 'nope' }] }, 'columns.0.field'],
    ['a computed field', { columns: [{ heading: 'A', field: 'created_at' }] }, 'columns.0.field'],
    [
      'a field of one value twice',
      {
        columns: [
          { heading: 'A', field: 'time_zone' },
          { heading: 'B', field: 'time_zone' },
        ],
      },
      'columns.1.field',
    ],
    ['no heading at all', { columns: [{ heading: ' ', field: 'name' }] }, 'columns'],
    ['no column', { columns: [] }, 'columns'],
    [
      'an identity for all rows',
      { constants: [{ field: 'email', value: 'a@example.com' }] },
      'constants.0.field',
    ],
    [
      'a value that breaks a rule',
      { constants: [{ field: 'since', value: 'never' }] },
      'constants.0.value',
    ],
    [
      'an unknown time zone',
      { columns: [{ heading: 'A', field: 'name', options: { timeZone: 'Moon' } }] },
      'columns.options.timeZone',
    ],
    [
      'a heading beyond measure',
      { columns: [{ heading: 'x'.repeat(1_001), field: 'name' }] },
      'columns.heading',
    ],
    [
      'more than it can hold',
      {
        columns: Array.from({ length: 40 }, (_, n) => ({
          heading: `${n}${'x'.repeat(900)}`,
          field: null,
        })),
      },
      'columns',
    ],
    ['two lines for a name', { name: 'a\nb' }, 'name'],
  ])('is refused with %s', async (_, part, path) => {
    const input = { ...shop(), ...part }
    const { status, body } = await api.post<ProblemBody>(mappings, input)
    expect([status, body.code]).toEqual([422, 'invalid'])
    expect(Object.keys(body.errors)).toContain(path)
    const { id } = await saved()
    const patched = await api.refused('PATCH', `${mappings}/${id}`, { ifMatch: 1, body: part })
    expect(patched.status).toBe(422)
  })

  it('takes one trip to the database, whatever is done with it', async () => {
    const created = await api.post<Mapping>(mappings, shop())
    const path = `${mappings}/${created.body.id}`
    const replies = [
      created,
      await api.get(path),
      await api.get(mappings),
      await api.post(`${mappings}:find`, { headings: ['A'] }),
      await api.send('PATCH', path, { ifMatch: 1, body: { mode: 'merge' } }),
      await api.send('DELETE', path, { ifMatch: 2 }),
    ]
    expect(replies.map(({ trips }) => trips)).toEqual([1, 1, 1, 1, 1, 1])
  })

  it('is in the audit log, with who did it', async () => {
    const { id, name } = await saved()
    await api.send('PATCH', `${mappings}/${id}`, { ifMatch: 1, body: { mode: 'merge' } })
    await api.send('PATCH', `${mappings}/${id}`, { ifMatch: 1, body: { mode: 'merge' } })
    await api.send('DELETE', `${mappings}/${id}`, { ifMatch: 2 })
    const { rows } = await api.client.execute({
      sql: `SELECT action, target_name FROM audit WHERE target_kind = 'mapping' AND target_id = ? ORDER BY seq`,
      args: [id],
    })
    expect(rows.map((row) => [row.action, row.target_name])).toEqual([
      ['mapping.created', name],
      ['mapping.changed', name],
      ['mapping.deleted', name],
    ])
  })
})

describe('what a mapping says of fields that', () => {
  it('are deleted is left out and marked, and there again when they are restored', async () => {
    const field = await api.field({ name: 'Doomed', type: 'text' })
    const { id } = await saved({
      ...shop(),
      columns: [
        { heading: 'Gone', field: 'doomed' },
        { heading: 'Customer', field: 'name' },
      ],
      constants: [{ field: 'city', value: 'Oslo' }],
    })
    await saved({
      ...shop(),
      columns: [{ heading: 'Only a value', field: 'name' }],
      constants: [{ field: 'doomed', value: 'x' }],
    })
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: 1 })
    expect((await found(['gone', 'customer']))[0]?.columns).toEqual([
      { heading: 'Gone', field: null, lost: true },
      { heading: 'Customer', field: 'name' },
    ])
    expect((await found(['only a value']))[0]).toMatchObject({ constants: [], lostConstants: 1 })
    await api.send('POST', `/api/v1/fields/${field.id}/restore`)
    const { body } = await api.get<Mapping>(`${mappings}/${id}`)
    expect(body.columns[0]).toEqual({ heading: 'Gone', field: 'doomed' })
  })

  it('somebody does not see is hidden from them, and not theirs to take away', async () => {
    const roleId = await importers('Importers without sight')
    const salary = await api.field({ name: 'Salary', type: 'integer' })
    const mapping = await saved({
      ...shop(),
      columns: [
        { heading: 'Pay per month', field: 'salary' },
        { heading: 'Customer', field: 'name' },
        { heading: 'Left out', field: null },
      ],
      constants: [],
    })
    await api.send('PATCH', `/api/v1/fields/${salary.id}`, {
      ifMatch: '*',
      body: { viewRoles: ['owner'] },
    })
    const other = await asRole(api, roleId)
    const path = `${mappings}/${mapping.id}`
    expect((await other.get<Mapping>(path)).body.columns).toEqual([
      { heading: '', field: null, lost: true },
      { heading: 'Customer', field: 'name' },
      { heading: '', field: null },
    ])
    const headings = ['Pay per month', 'Customer', 'Left out']
    expect((await found(headings, other))[0]?.columns).toEqual([
      { heading: 'Pay per month', field: null, lost: true },
      { heading: 'Customer', field: 'name' },
      { heading: 'Left out', field: null },
    ])
    const { body: list } = await other.get<{ data: { id: string; columnCount: number }[] }>(
      mappings,
    )
    expect(list.data.find(({ id }) => id === mapping.id)?.columnCount).toBe(1)
    const columns = [{ heading: 'Customer', field: 'name' }]
    const over = await other.refused('PATCH', path, { ifMatch: 1, body: { columns } })
    expect([over.status, over.body.code]).toEqual([403, 'forbidden'])
    expect((await other.refused('DELETE', path, { ifMatch: 1 })).status).toBe(403)
    expect((await api.get<Mapping>(path)).body).toMatchObject({ version: 1 })
    const renamed = await other.send<Mapping>('PATCH', path, {
      ifMatch: 1,
      body: { name: freshName() },
    })
    expect(renamed.status).toBe(200)
    expect((await api.get<Mapping>(path)).body.columns).toEqual(mapping.columns)
    const named = await other.post<ProblemBody>(mappings, {
      ...shop(),
      columns: [{ heading: 'Pay', field: 'salary' }],
    })
    expect(named.body.errors['columns.0.field']).toEqual(['is not a field of contacts'])
  })
})

it('there are as many mappings as there may be, and no more', async () => {
  const full = await startApi()
  await full.client.execute(`
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${mostMappings})
    INSERT INTO import_mappings (id, name, name_key, headings_key, mode, columns, constants,
      created_at, updated_at)
    SELECT 'm' || i, 'M' || i, 'm' || i, 'none', 'merge', '[{"heading":"A","field":"name"}]', '[]', 1, 1
    FROM n`)
  const refused = await full.post<ProblemBody>(mappings, {
    ...shop(),
    columns: [{ heading: 'Customer', field: 'name' }],
    constants: [],
  })
  expect([refused.status, refused.body.code]).toEqual([409, 'wrong_state'])
  expect(refused.body.detail).toContain(String(mostMappings))
  await full.close()
})
