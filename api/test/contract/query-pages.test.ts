import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'

const many = 10_050
let api: Api

beforeAll(async () => {
  api = await startApi()
  // Straight into the database: it is the counting of many that is tried here, not their creation.
  await api.client.batch(
    [
      {
        sql: `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
          INSERT INTO contacts (id, data, version, created_at, updated_at)
          SELECT printf('00000000-0000-7000-8000-%012d', i),
            jsonb_object('f1', printf('Bulk %05d', i), 'f10', iif(i % 2, 'Odd', 'Even')), 1, i, i FROM n`,
        args: [many],
      },
    ],
    'write',
  )
})

const all = { field: 'name', operator: 'startswith', value: 'Bulk' }
const half = { field: 'city', operator: 'eq', value: 'odd' }

describe('the total', () => {
  test('of the whole list is exact at any size', async () => {
    for (const count of ['bounded', 'exact', undefined]) {
      const { body } = await api.query({ count })
      expect([body.total, body.totalIsExact]).toEqual([many, true])
    }
  })

  test('of a filter stops at 10,000 and says so, unless an exact one is asked for', async () => {
    const bounded = await api.query({ filter: all })
    expect([bounded.body.total, bounded.body.totalIsExact]).toEqual([10_000, false])
    const exact = await api.query({ filter: all, count: 'exact' })
    expect([exact.body.total, exact.body.totalIsExact]).toEqual([many, true])
  })

  test('of a smaller filter is exact', async () => {
    const { body } = await api.query({ filter: half })
    expect([body.total, body.totalIsExact]).toEqual([many / 2, true])
  })

  test('is left out where none is asked for', async () => {
    const { body } = await api.query({ filter: all, count: 'none' })
    expect([body.total, body.totalIsExact]).toEqual([null, false])
    expect(body.data).toHaveLength(20)
  })
})

describe('pages', () => {
  test('have 20 contacts unless told otherwise, and 200 at most', async () => {
    expect((await api.list()).body.data).toHaveLength(20)
    expect((await api.list({ pageSize: '200' })).body.data).toHaveLength(200)
    for (const pageSize of ['0', '201', '-1', '1.5', 'x', ''])
      expect((await api.list({ pageSize })).status).toBe(422)
  })

  test('are found by number, the last one with what is left', async () => {
    const { body } = await api.list({ sort: 'name', page: '51', pageSize: '200' })
    expect(body.data[0]?.values.name).toBe('Bulk 10001')
    expect(body.nextCursor).toBeNull()
    for (const page of ['0', '-1', '1.5', 'x', '1000001'])
      expect((await api.list({ page })).status).toBe(422)
  })

  test('behind the last one are empty', async () => {
    const { status, body } = await api.list({ page: '1000', pageSize: '200' })
    expect([status, body.data, body.nextCursor, body.total]).toEqual([200, [], null, many])
  })

  test('end with no cursor where the last one is full', async () => {
    const filter = { field: 'name', operator: 'in', value: ['Bulk 00001', 'Bulk 00002'] }
    const { body } = await api.query({ filter, pageSize: 2 })
    expect([body.data.length, body.nextCursor]).toEqual([2, null])
  })
})

describe('cursors', () => {
  let own: Api
  beforeAll(async () => {
    own = await startApi()
    await own.field({ name: 'Essay', type: 'textarea', length: 32_767 })
    for (const n of [3, 1, 2])
      await own.contact({
        name: `Wordy ${n}`,
        email: [freshEmail()],
        essay: `${'長'.repeat(20_000)}${n}`,
      })
  })

  test('that are given out work in an address, however long what is sorted by', async () => {
    const names: unknown[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const query = { sort: 'essay', pageSize: '1', ...(cursor && { cursor }) }
      const { status, body } = await own.list(query)
      expect(status).toBe(200)
      names.push(...body.data.map(({ values }) => values.name))
      cursor = body.nextCursor
    }
    expect(names).toEqual(['Wordy 1', 'Wordy 2', 'Wordy 3'])
  })

  const made = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url')
  test.each([
    ['of fewer values than the order has', '/contacts?sort=name', made(',,1', 1)],
    ['of more', '/contacts?sort=name', made(',,1', 1, 'a', 'b')],
    ['of a contact that is gone', '/contacts?sort=name', made(',,1', 999_999, true)],
    ['of a place that a list without order has not', '/contacts?', made(',', 1, true)],
    ['of imports', '/imports?', 'x'],
    ['of imports, cut short', '/imports?', '01a22741-6d41-7c39'],
    ['of the audit log', '/audit?', '1e3'],
  ])('%s are refused', async (_, path, cursor) => {
    const { status, body } = await own.refused('GET', `/api/v1${path}&cursor=${cursor}`)
    expect([status, Object.keys(body.errors)]).toEqual([422, ['cursor']])
  })
})

describe('what a list does not know is refused', () => {
  test.each([
    ['a parameter', 'pagesize=5'],
    ['a field to sort by', 'sort=nope'],
    ['a field that every object has', 'sort=constructor'],
    ['a field named twice', 'sort=name,-name'],
    ['more than three fields', 'sort=name,city,company,title'],
    ['a way to count', 'count=some'],
    ['a parameter given twice', 'q=a&q=b'],
    ['a trash that is neither', 'trashed=1'],
  ])('%s', async (_, query) => {
    expect((await api.get(`/api/v1/contacts?${query}`)).status).toBe(422)
  })

  test('a page and a cursor at once', async () => {
    const { body } = await api.query({ pageSize: 1 })
    const { status } = await api.query({ cursor: body.nextCursor, page: 2 })
    expect(status).toBe(422)
  })

  test('in a body too', async () => {
    for (const body of [{ pagesize: 5 }, { sorters: [{ field: 'nope', order: 'asc' }] }, []])
      expect((await api.query(body)).status).toBe(422)
    expect((await api.query({ sorters: [{ field: 'name', order: 'up' }] })).status).toBe(422)
    expect((await api.query({ page: '2' })).status).toBe(422)
  })

  test('among fields', async () => {
    for (const query of ['deleted=maybe', 'sort=name'])
      expect((await api.get(`/api/v1/fields?${query}`)).status).toBe(422)
  })
})
