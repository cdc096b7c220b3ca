import type { Filter } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Api, type Reply, startApi } from './support/api.ts'
import { rowsOfFile } from './support/imports.ts'
import { codesOf } from './support/told.ts'

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
afterAll(() => api.close())

interface Counted {
  total: number
}

interface Asked {
  status: number
  /** How many contacts it finds, where it is not refused. */
  found?: number
}

const path = '/api/v1'
const ofTotal = ({ status, body }: Pick<Reply<Counted>, 'status' | 'body'>): Asked => ({
  status,
  found: body.total,
})

/** Everything that takes a filter. */
const readers: Record<string, (filter: Filter) => Promise<Asked>> = {
  'an address': async (filter) => {
    const asked = encodeURIComponent(JSON.stringify(filter))
    return ofTotal(await api.get<Counted>(`${path}/contacts?count=exact&filter=${asked}`))
  },
  'a query': async (filter) =>
    ofTotal(await api.post<Counted>(`${path}/contacts:query`, { filter, count: 'exact' })),
  'a view': async (filter) => {
    const view = { name: crypto.randomUUID(), filter }
    const { status, body } = await api.post<{ id: string }>(`${path}/views`, view)
    if (status !== 201) return { status }
    const asked = { viewId: body.id, count: 'exact' }
    return ofTotal(await api.post<Counted>(`${path}/contacts:query`, asked))
  },
  'an export': async (filter) => {
    const asked = new URLSearchParams({ format: 'csv', filter: JSON.stringify(filter) })
    const response = await api.fetch(`${path}/exports/contacts?${asked}`)
    const { status } = response
    if (status !== 200) return { status }
    return { status, found: (await rowsOfFile(await response.blob())).length - 1 }
  },
  'a change of many': async (filter) => {
    const change = { on: { filter }, do: 'delete', dryRun: true }
    const { status, body } = await api.post<{ counts: { changed: number } }>(
      `${path}/bulk-changes`,
      change,
    )
    return status === 201 ? { status: 200, found: body.counts.changed } : { status }
  },
}

describe.each(Object.keys(readers))('%s by a filter', (reader) => {
  test.each(cases)('of %s', async (_, filter, found) => {
    expect(await readers[reader]?.(filter)).toEqual({ status: 200, found })
  })

  test('with a list of no values is refused', async () => {
    const filter: Filter = { field: 'city', operator: 'in', value: [] }
    expect(await readers[reader]?.(filter)).toMatchObject({ status: 422 })
  })
})

test('a field that is there under any of no conditions is never there, and under all of none always', async () => {
  const field = (name: string, visibleWhen: Filter) =>
    api.field({ name, type: 'text', visibleWhen })
  await field('Never', nobody)
  await field('Always', everyone)
  const sent = async (values: object) => {
    const body = { values: { name: 'Bea', email: ['b@x.org'], ...values } }
    const { status, body: told } = await api.refused('POST', `${path}/contacts`, { body })
    return [status, codesOf(told.reasons)]
  }
  expect(await sent({ never: 'x' })).toEqual([422, { never: 'not_there' }])
  expect(await sent({ always: 'x' })).toEqual([201, {}])
})
