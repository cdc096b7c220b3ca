import { dayCases, instantCases } from '@cardfile/openapi/test-dates'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { failuresOf, importRows, numbered } from './support/imports.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
  for (const [name, type] of [
    ['Born', 'date'],
    ['Seen', 'datetime'],
  ])
    expect((await api.post('/api/v1/fields', { name, type })).status).toBe(201)
})

/** Files have no language; an order may be said of a column. German and Arabic words are not known. */
const anywhere = [...dayCases, ...instantCases].filter(
  ({ right }) => new Set(Object.values(right)).size === 1,
)

test('a date that means the same in every language is read from a file, or fails with its reason', async () => {
  const isInstant = (at: number) => instantCases.includes(anywhere[at]!)
  const rows = anywhere.map(({ typed }, at) => [
    `Case ${at}`,
    `date-${at}`,
    isInstant(at) ? null : typed,
    isInstant(at) ? typed : null,
  ])
  const headings = ['name', 'external_id', 'born', 'seen']
  const done = await importRows(api, 'merge', headings, numbered(rows))
  const failures = await failuresOf(api, done.id)
  const codes = new Map(failures.map(({ row, code }) => [row - 2, code]))
  const stored = new Map<unknown, unknown>()
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof api.list>> = await api.list({
      importId: done.id,
      pageSize: '200',
      ...(cursor ? { cursor } : {}),
    })
    for (const { values } of page.body.data) stored.set(values.name, values.born ?? values.seen)
    cursor = page.body.nextCursor
    if (cursor === null) break
  }
  const found = anywhere.map((_, at) => codes.get(at) ?? stored.get(`Case ${at}`))
  expect(found).toEqual(anywhere.map(({ right }) => right['en-US']))
  console.info(`${found.length} dates imported`)
})

test('a time that clocks leap over is refused where its column has a zone', async () => {
  const rows = [['Gap', 'gap', '2026-03-29 02:30']]
  const done = await importRows(api, 'merge', ['name', 'external_id', 'seen'], numbered(rows), 10, {
    columns: [{ index: 2, field: 'seen', options: { timeZone: 'Europe/Berlin' } }],
  })
  expect(await failuresOf(api, done.id)).toMatchObject([{ code: 'time_skipped' }])
})

describe('a filter by an instant without seconds', () => {
  const instants = {
    Before: '2026-06-01T22:58:59.999Z',
    First: '2026-06-01T22:59:00.000Z',
    Within: '2026-06-01T22:59:31.250Z',
    Last: '2026-06-01T22:59:59.999Z',
    After: '2026-06-01T23:00:00.000Z',
  }
  beforeAll(async () => {
    for (const [name, seen] of Object.entries(instants))
      await api.contact({ name, external_id: [`filter ${name}`], seen })
  })

  const minute = '2026-06-01T22:59Z'
  test.each([
    ['eq', minute, ['First', 'Within', 'Last']],
    ['eq', '2026-06-02T00:59+02:00', ['First', 'Within', 'Last']],
    ['eq', '2026-06-01T22:59:00Z', ['First']],
    ['ne', minute, ['Before', 'After']],
    ['lt', minute, ['Before']],
    ['lte', minute, ['Before', 'First', 'Within', 'Last']],
    ['gt', minute, ['After']],
    ['gte', minute, ['First', 'Within', 'Last', 'After']],
    ['between', [minute, minute], ['First', 'Within', 'Last']],
    ['between', ['2026-06-01T22:58Z', minute], ['Before', 'First', 'Within', 'Last']],
    ['nbetween', [minute, minute], ['Before', 'After']],
    ['in', [minute, '2026-06-01T23:00:00Z'], ['First', 'Within', 'Last', 'After']],
    ['nin', [minute], ['Before', 'After']],
  ])('means all of that minute: %s %j', async (operator, value, right) => {
    const { body } = await api.post<{ data: { values: { name: string } }[] }>(
      '/api/v1/contacts:query',
      {
        filter: {
          operator: 'and',
          value: [
            { field: 'seen', operator, value },
            { field: 'external_id', operator: 'startswith', value: 'filter ' },
          ],
        },
      },
    )
    const names = body.data.map(({ values }) => values.name)
    expect(names.sort()).toEqual(right.toSorted())
  })

  test('of times that Cardfile keeps itself too', async () => {
    const { body } = await api
      .contact({ name: 'Now', external_id: ['now'] })
      .then(({ id }) => api.get(`/api/v1/contacts/${id}`))
    const operand = `${body.createdAt.slice(0, 16)}Z`
    const found = await api.post<{ data: { id: string }[] }>('/api/v1/contacts:query', {
      filter: { field: 'created_at', operator: 'eq', value: operand },
    })
    expect(found.body.data.map(({ id }) => id)).toContain(body.id)
  })
})
