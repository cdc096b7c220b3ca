import { formatSort, type Sorter } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ListBody } from './support/api.ts'
import { sorted } from './support/list-model.ts'
import { manyPeople, oneOfEach, type People, randomizer } from './support/people.ts'

let people: People

beforeAll(async () => {
  people = await manyPeople(60)
})

/** Every id a walk by cursors meets, in its order. */
async function walk(sorters: Sorter[], pageSize: number): Promise<string[]> {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: { status: number; body: ListBody } = await people.api.query({
      sorters,
      pageSize,
      count: 'none',
      ...(cursor === null ? {} : { cursor }),
    })
    expect(page.status, JSON.stringify(page.body)).toBe(200)
    ids.push(...page.body.data.map(({ id }) => id))
    cursor = page.body.nextCursor
    expect(ids.length).toBeLessThanOrEqual(people.contacts.length)
  } while (cursor !== null)
  return ids
}

const keys = [
  ...oneOfEach.map(({ name }) => name.toLowerCase().replace(' ', '_')),
  'name',
  'city',
  'email',
  'twitter',
  'created_at',
  'updated_at',
]

describe('sorting', () => {
  describe.each(['asc', 'desc'] as const)('%s', (order) => {
    test.each(keys)('by %s, blanks last, the same by pages and by cursors', async (field) => {
      const sorters = [{ field, order }]
      const expected = sorted(people.contacts, sorters, people.fields).map(({ id }) => id)
      const byPage: string[] = []
      for (let page = 1; page <= 3; page++) {
        const { body } = await people.api.list({
          sort: formatSort(sorters),
          page: String(page),
          pageSize: '25',
        })
        expect(body.total).toBe(people.contacts.length)
        byPage.push(...body.data.map(({ id }) => id))
      }
      expect(byPage).toEqual(expected)
      expect(await walk(sorters, 11)).toEqual(expected)
    })
  })

  test('shows the newest first unless told otherwise', async () => {
    const newest = people.contacts.map(({ id }) => id).toReversed()
    expect(await walk([], 13)).toEqual(newest)
  })

  test('by several fields walks every contact exactly once, whatever the fields', async () => {
    const random = randomizer(11)
    for (let round = 0; round < 15; round++) {
      const fields = new Set(
        Array.from({ length: 2 + random(2) }, () => keys[random(keys.length)]!),
      )
      const sorters = [...fields].map((field): Sorter => ({
        field,
        order: random(2) ? 'asc' : 'desc',
      }))
      const expected = sorted(people.contacts, sorters, people.fields).map(({ id }) => id)
      expect(await walk(sorters, 2 + random(20)), JSON.stringify(sorters)).toEqual(expected)
    }
  })

  test('by a long text leaves a cursor that can be used', async () => {
    const long = '€'.repeat(3_900)
    for (const end of ['a', 'b', 'c'])
      await people.api.contact({
        name: 'Long',
        email: [`long.${end}@example.com`],
        description: long + end,
        company: 'Long texts',
      })
    const query = {
      sorters: [{ field: 'description', order: 'asc' }],
      filter: { field: 'company', operator: 'eq', value: 'Long texts' },
      pageSize: 1,
    }
    const first = await people.api.query(query)
    const second = await people.api.query({ ...query, cursor: first.body.nextCursor })
    expect(second.status).toBe(200)
    expect(String(second.body.data[0]?.values.description).at(-1)).toBe('b')
  })

  test.each([
    ['another direction', { sorters: [{ field: 'name', order: 'desc' }] }],
    ['another field', { sorters: [{ field: 'city', order: 'asc' }] }],
    ['no order', {}],
    ['a search', { sorters: [{ field: 'name', order: 'asc' }], q: 'alpha' }],
  ])('refuses a cursor of this order under %s', async (_, query) => {
    const { body } = await people.api.query({
      sorters: [{ field: 'name', order: 'asc' }],
      pageSize: 2,
    })
    expect((await people.api.query({ ...query, cursor: body.nextCursor })).status).toBe(422)
  })

  test('refuses the cursor of a search in words for that of a single letter', async () => {
    const { body } = await people.api.query({ q: 'a', pageSize: 1 })
    expect(body.nextCursor).not.toBeNull()
    const { status } = await people.api.query({ q: 'alpha', pageSize: 1, cursor: body.nextCursor })
    expect(status).toBe(422)
  })

  test.each([
    '',
    'x',
    '!!',
    'W10',
    'bnVsbA',
    btoa('["",1e999]'),
    btoa('["",1.5]'),
    btoa('["",1,{}]'),
  ])('refuses the made-up cursor “%s”', async (cursor) => {
    expect((await people.api.list({ cursor })).status).toBe(422)
  })

  test('refuses an order by what is no field under the name it was asked by', async () => {
    const listed = await people.api.list({ sort: 'name,-nosuch' })
    expect([listed.status, listed.body]).toMatchObject([
      422,
      { errors: { sort: [expect.stringContaining('nosuch')] } },
    ])
    const sorters = [{ field: 'nosuch', order: 'asc' }]
    const queried = await people.api.query({ sorters })
    expect([queried.status, queried.body]).toMatchObject([
      422,
      { errors: { sorters: [expect.stringContaining('nosuch')] } },
    ])
    const file = await people.api.refused('GET', '/api/v1/exports/contacts?sort=nosuch')
    expect(Object.keys(file.body.errors ?? {})).toEqual(['sort'])
  })

  test('walks on from a contact that has gone meanwhile', async () => {
    const sorters = [{ field: 'name', order: 'asc' }]
    const filter = { field: 'company', operator: 'null' }
    const whole = await people.api.query({ sorters, filter, pageSize: 200 })
    const first = await people.api.query({ sorters, filter, pageSize: 10 })
    const last = first.body.data[9]!
    await people.api.send('DELETE', `/api/v1/contacts/${last.id}`, { ifMatch: '*' })
    const next = await people.api.query({ sorters, filter, cursor: first.body.nextCursor })
    expect(next.body.data[0]?.id).toBe(whole.body.data[10]?.id)
  })

  test('tells by which fields a long list would be fast, were they marked so', async () => {
    const { client } = people.api
    const size = (n: string) => client.execute(`UPDATE counters SET n = ${n} WHERE name = 'live'`)
    const slowFields = async (asked: object) => (await people.api.query(asked)).body.slowFields
    const bySlow = { sorters: [{ field: 'state', order: 'asc' }] }
    expect(await slowFields(bySlow)).toBeUndefined()
    await size('n + 60000')
    expect(await slowFields(bySlow)).toEqual(['state'])
    expect(await slowFields({ sorters: [{ field: 'city', order: 'asc' }] })).toBeUndefined()
    for (const [operator, value, slow] of [
      // The index of substrings leads to these.
      ['eq', 'Bavaria', undefined],
      ['in', ['Bavaria', 'Hesse'], undefined],
      ['startswith', 'Bav', undefined],
      // It has nothing shorter than three characters, and nothing for what is empty.
      ['eq', 'NY', ['state']],
      ['in', ['Bavaria', 'NY'], ['state']],
      ['null', undefined, ['state']],
    ] as const) {
      const told = await slowFields({ filter: { field: 'state', operator, value } })
      expect(told?.length ? told : undefined, `${operator} ${value}`).toEqual(slow)
    }
    const filter = {
      operator: 'or',
      value: [
        { field: 'state', operator: 'eq', value: 'Bavaria' },
        { field: 'title', operator: 'null' },
      ],
    }
    expect(await slowFields({ filter })).toEqual(['title'])
    await size('n - 60000')
  })
})
