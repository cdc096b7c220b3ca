import type { Filter } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { download, rowsOfFile } from './support/imports.ts'

const nobody: Filter = { operator: 'or', value: [] }
const everyone: Filter = { operator: 'and', value: [] }
const inBerlin: Filter = { field: 'city', operator: 'eq', value: 'Berlin' }
const both = (...value: Filter[]): Filter => ({ operator: 'and', value })
const either = (...value: Filter[]): Filter => ({ operator: 'or', value })

/** Filters with how many of three contacts meet them, two of which are in Berlin. */
const cases: [string, Filter, number][] = [
  ['any of none', nobody, 0],
  ['all of none', everyone, 3],
  ['any of none, alone in a group', both(nobody), 0],
  ['any of none, in groups', either(either(nobody), both(nobody, everyone)), 0],
  ['a condition and any of none', both(inBerlin, nobody), 0],
  ['a condition or any of none', either(inBerlin, nobody), 2],
  ['a condition or all of none', either(inBerlin, everyone), 3],
]

let api: Api

beforeAll(async () => {
  api = await startApi()
  for (const [n, city] of ['Berlin', 'Bonn', 'Berlin'].entries())
    await api.post('/api/v1/contacts', { values: { name: 'Ann', email: [`a${n}@x.org`], city } })
})

interface Counted {
  total: number
  data: unknown[]
}

const path = '/api/v1'

/** Everything that takes a filter, and how many contacts it finds by one. */
const readers: Record<string, (filter: Filter) => Promise<number>> = {
  'an address': async (filter) => {
    const asked = encodeURIComponent(JSON.stringify(filter))
    const response = await api.fetch(`${path}/contacts?count=exact&filter=${asked}`)
    return ((await response.json()) as Counted).total
  },
  'a query': async (filter) =>
    (await api.post<Counted>(`${path}/contacts:query`, { filter, count: 'exact' })).body.data
      .length,
  'a view': async (filter) => {
    const view = { name: crypto.randomUUID(), filter }
    const { id } = (await api.post<{ id: string }>(`${path}/views`, view)).body
    const asked = { viewId: id, count: 'exact' }
    return (await api.post<Counted>(`${path}/contacts:query`, asked)).body.total
  },
  'an export': async (filter) => {
    const asked = new URLSearchParams({ format: 'csv', filter: JSON.stringify(filter) })
    const file = await download(api, `${path}/exports/contacts?${asked}`)
    return (await rowsOfFile(file)).length - 1
  },
  'a change of many': async (filter) => {
    const change = { on: { filter }, do: 'delete', dryRun: true }
    const { body } = await api.post<{ counts: { changed: number } }>(`${path}/bulk-changes`, change)
    return body.counts.changed
  },
}

describe.each(Object.keys(readers))('%s by a filter', (reader) => {
  test.each(cases)('of %s', async (_, filter, found) => {
    expect(await readers[reader]?.(filter)).toBe(found)
  })

  test('with a list of no values is refused', async () => {
    const filter: Filter = { field: 'city', operator: 'in', value: [] }
    await expect(
      api.post(`${path}/contacts:query`, { filter }).then(({ status }) => status),
    ).resolves.toBe(422)
  })
})

test('a field that is there under any of no conditions is never there, and under all of none always', async () => {
  const field = (name: string, visibleWhen: Filter) =>
    api.post(`${path}/fields`, { name, type: 'text', visibleWhen })
  await field('Never', nobody)
  await field('Always', everyone)
  const sent = (values: object) =>
    api.post(`${path}/contacts`, { values: { name: 'Bea', email: ['b@x.org'], ...values } })
  expect(await sent({ never: 'x' })).toMatchObject({ status: 422 })
  expect(await sent({ always: 'x' })).toMatchObject({ status: 201 })
})
