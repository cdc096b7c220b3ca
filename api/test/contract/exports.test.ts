import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, startApi } from './support/api.ts'
import { download, importRows, numbered, rowsOfFile } from './support/imports.ts'

const path = '/api/v1/exports/contacts'
const total = 450
const cities = ['Berlin', 'Bonn', 'Rome', null]

let api: Api

beforeAll(async () => {
  api = await startApi()
  await api.field({ name: 'Inner code', type: 'text', visible: false })
  const rows = Array.from({ length: total }, (_, i) => [
    `Person ${i % 100}`,
    `person${i}@example.com`,
    cities[i % cities.length] ?? null,
    `code ${i}`,
  ])
  await importRows(api, 'skip', ['name', 'email', 'city', 'inner_code'], numbered(rows))
})

const posting = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

async function table(query: Record<string, string> = {}) {
  const file = await download(api, `${path}?${new URLSearchParams({ format: 'csv', ...query })}`)
  const [headings, ...rows] = (await rowsOfFile(file)).map(({ cells }) => cells)
  return { headings: headings!, rows }
}

describe('an export', () => {
  test('has all contacts in the order of their creation, and the visible fields', async () => {
    const { headings, rows } = await table()
    expect(headings.slice(0, 2)).toEqual(['Name', 'Email'])
    expect(headings).toContain('Created at')
    expect(headings).not.toContain('Inner code')
    expect(rows.map(([, email]) => email)).toEqual(
      Array.from({ length: total }, (_, i) => `person${i}@example.com`),
    )
    expect(rows[0]?.[headings.indexOf('Created at')]).toMatch(/^\d{4}-.*Z$/)
  })

  test('has the columns that are asked for, under keys or labels', async () => {
    const { headings, rows } = await table({ columns: 'city, name,inner_code', headings: 'keys' })
    expect(headings).toEqual(['city', 'name', 'inner_code'])
    expect(rows[1]).toEqual(['Bonn', 'Person 1', 'code 1'])
    expect((await table({ hidden: '1' })).headings).toContain('Inner code')
  })

  test('has what the filter, the search and the order show, across pages', async () => {
    const filter = JSON.stringify({ field: 'city', operator: 'in', value: ['Berlin', 'Rome'] })
    const filtered = await table({ columns: 'city', filter })
    expect(filtered.rows).toHaveLength(total / 2)
    for (const [sort, sign] of [
      ['name', 1],
      ['-city,name', -1],
    ] as const) {
      const sorted = await table({ sort, columns: 'name,city,email', filter })
      expect(new Set(sorted.rows.map(String)).size).toBe(total / 2)
      const keys = sorted.rows.map(([name, city]) => String(sign < 0 ? city : name).toLowerCase())
      expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)))
    }
    expect((await table({ sort: '-city', columns: 'city' })).rows).toHaveLength(
      Math.ceil((total * 3) / 4),
    )
    const found = await table({ q: 'person12', columns: 'email' })
    expect(found.rows.map(String).every((email) => email.startsWith('person12'))).toBe(true)
    expect(found.rows).toHaveLength(11)
    expect((await table({ q: 'Pe', columns: 'email' })).rows).toHaveLength(total)
    expect((await table({ q: 'zz', columns: 'email' })).rows).toHaveLength(0)
  })

  test('is the same by a query in the body, refusals too', async () => {
    const city = { field: 'city', operator: 'in', value: ['Berlin', 'Rome'] }
    const asked: [Record<string, string>, object][] = [
      [{}, {}],
      [
        { q: 'person12', columns: 'email' },
        { q: 'person12', columns: ['email'] },
      ],
      [
        { filter: JSON.stringify(city), sort: '-city,name', hidden: '1', headings: 'keys' },
        {
          filter: city,
          sorters: [
            { field: 'city', order: 'desc' },
            { field: 'name', order: 'asc' },
          ],
          hidden: true,
          headings: 'keys',
        },
      ],
    ]
    for (const [inAddress, inBody] of asked) {
      const file = await download(api, `${path}:query`, posting({ format: 'csv', ...inBody }))
      const [headings, ...rows] = (await rowsOfFile(file)).map(({ cells }) => cells)
      expect({ headings, rows }).toEqual(await table(inAddress))
    }
    const whole = await download(api, `${path}:query`, { method: 'POST' })
    expect(await rowsOfFile(whole)).toHaveLength(total + 1)
    for (const broken of [{ columns: ['none'] }, { filter: { ...city, field: 'none' } }, { a: 1 }])
      expect((await api.refused('POST', `${path}:query`, { body: broken })).status).toBe(422)
  })

  test('says what it is, and is named after the day', async () => {
    for (const [format, type] of [
      ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
      ['csv', 'text/csv; charset=utf-8'],
    ] as const) {
      const response = await api.fetch(`${path}?format=${format}`)
      expect(response.headers.get('content-type')).toBe(type)
      expect(response.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="contacts-\\d{4}-\\d\\d-\\d\\d\\.${format}";`),
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
      await response.arrayBuffer()
    }
  })

  test.each<Record<string, string>>([
    { filter: '{"field":"nope","operator":"eq","value":"x"}' },
    { filter: 'no json' },
    { sort: 'nope' },
    { columns: 'name,nope' },
    { format: 'pdf' },
    { headings: 'both' },
    { hidden: 'yes' },
  ])('is refused with %j', async (query) => {
    const { status, body } = await api.refused('GET', `${path}?${new URLSearchParams(query)}`)
    expect(status).toBe(422)
    expect(body.code).toBe('invalid')
  })
})

describe('an export of selected contacts', () => {
  const post = (body: object) => download(api, path, posting(body))

  test('has them in the order of the selection, each once, without those that are gone', async () => {
    const { body } = await api.list({ pageSize: '5' })
    const [a, b, c] = body.data as [ContactBody, ContactBody, ContactBody]
    const gone = await api.contact({ name: 'Gone', email: ['gone@example.com'] })
    await api.send('DELETE', `/api/v1/contacts/${gone.id}`, { ifMatch: 1 })
    const ids = [b.id, gone.id, a.id, crypto.randomUUID(), b.id, c.id]
    for (const format of ['xlsx', 'csv']) {
      const rows = await rowsOfFile(await post({ ids, format, columns: ['email'] }))
      expect(rows.map(({ cells }) => cells[0])).toEqual([
        'Email',
        ...[b, a, c].map(({ values }) => (values.email as string[])[0]),
      ])
    }
  })

  test('may be of more contacts than one page of the database holds', async () => {
    const ids: string[] = []
    for (let page = 1; page <= 3; page++)
      ids.push(
        ...(await api.list({ pageSize: '200', page: `${page}` })).body.data.map(({ id }) => id),
      )
    expect(await rowsOfFile(await post({ ids, format: 'csv' }))).toHaveLength(ids.length + 1)
  })

  test.each([{}, { ids: [] }, { ids: ['x'] }, { ids: [crypto.randomUUID()], format: 'pdf' }])(
    'is refused with %j',
    async (body) => {
      expect((await api.refused('POST', path, { body })).status).toBe(422)
    },
  )
})

describe('an export while others write', () => {
  test('holds whoever existed when it began and still does, none twice', async () => {
    const busy = await startApi()
    const rows = Array.from({ length: 1_200 }, (_, i) => [`Person ${i}`, `person${i}@example.com`])
    await importRows(busy, 'skip', ['name', 'email'], numbered(rows))
    for (const sort of ['', 'name', '-updated_at']) {
      const response = await busy.fetch(`${path}?format=csv&columns=email&sort=${sort}`)
      const reader = response.body!.getReader()
      const pieces = [(await reader.read()).value!]
      const { body } = await busy.list({ q: 'Person 1', pageSize: '100' })
      const [trashed, ...edited] = body.data as [ContactBody, ...ContactBody[]]
      await busy.send('DELETE', `/api/v1/contacts/${trashed.id}`, { ifMatch: trashed.version })
      for (const { id, version, values } of edited)
        await busy.patch(id, version, { name: `${version % 2 ? 'A' : 'Z'} ${String(values.name)}` })
      await busy.contact({ name: 'Newcomer', email: [`new${sort}@example.com`] })
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        pieces.push(piece.value)
      const cells = (await rowsOfFile(new Blob(pieces)))
        .slice(1)
        .map(({ cells }) => String(cells[0]))
      expect(new Set(cells).size).toBe(cells.length)
      expect(cells).not.toContain(`new${sort}@example.com`)
      for (const { values } of edited) expect(cells).toContain((values.email as string[])[0])
    }
    await busy.close()
  })
})
