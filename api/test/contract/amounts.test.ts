import type { Cell, Field, Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { download, failuresOf, importRows, numbered, rowsOfFile } from './support/imports.ts'

let api: Api
let fee: Field

beforeAll(async () => {
  api = await startApi()
  fee = await api.field({ name: 'Fee', type: 'currency', defaultCurrency: 'EUR', indexed: true })
  await api.field({ name: 'Limit', type: 'currency' })
})

const contact = (values: Values) => api.contact({ name: 'Ann', email: [freshEmail()], ...values })

describe('an amount', () => {
  test.each([
    ['12.50 EUR', '12.50 EUR'],
    ['12.5 USD', '12.50 USD'],
    ['7', '7.00 EUR'],
    ['-0.0 EUR', '0.00 EUR'],
    ['1200 JPY', '1200 JPY'],
    ['9999999999999.99 EUR', '9999999999999.99 EUR'],
  ])('%j is kept as %j by POST, PATCH and changes of many', async (sent, kept) => {
    const made = await contact({ fee: sent })
    expect(made.values.fee).toBe(kept)
    expect((await api.patch(made.id, made.version, { fee: sent })).body.version).toBe(made.version)
    const other = await contact({})
    expect((await api.patch(other.id, 1, { fee: sent })).body.values.fee).toBe(kept)
    const third = await contact({})
    const bulk = { on: { ids: [third.id] }, do: [{ set: { fee: sent } }] }
    expect((await api.post('/api/v1/bulk-changes', bulk)).status).toBe(201)
    expect((await api.get(`/api/v1/contacts/${third.id}`)).body.values.fee).toBe(kept)
  })

  test('has no number without a currency where the field has no default one', async () => {
    const { status, body } = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Ann', email: [freshEmail()], limit: '12.50', fee: 12.5 } },
    })
    expect(status).toBe(422)
    expect(body.errors).toEqual({
      'values.fee': ['must be an amount and its currency, like 12.50 EUR'],
      'values.limit': ['must name its currency, like 12.50 EUR'],
    })
  })
})

describe('amounts of several currencies', () => {
  const amounts = ['5.00 USD', '-3.00 EUR', '900 JPY', '10.00 EUR', '9.99 EUR', '10.00 USD']
  const sorted = ['-3.00 EUR', '9.99 EUR', '10.00 EUR', '900 JPY', '5.00 USD', '10.00 USD']
  const city = 'Amounts'

  beforeAll(async () => {
    for (const amount of amounts) await contact({ fee: amount, limit: amount, city })
    await contact({ city })
  })

  const found = async (filter: object, sorters: object[] = []) => {
    const all = { operator: 'and', value: [{ field: 'city', operator: 'eq', value: city }, filter] }
    const { status, body } = await api.query({ filter: all, sorters })
    expect(status, JSON.stringify(body)).toBe(200)
    return body.data.map(({ values }) => values.fee ?? null)
  }

  // By the index, and by each contact.
  describe.each(['fee', 'limit'])('are compared within a currency: %s', (field) => {
    test.each<[string, unknown, number]>([
      ['eq', '10 EUR', 1],
      ['ne', '10 EUR', 6],
      ['gt', '9.99 EUR', 1],
      ['gte', '9.99 EUR', 2],
      ['lt', '10 EUR', 2],
      ['lte', '10 USD', 2],
      ['gt', '0 JPY', 1],
      ['lt', '0 CHF', 0],
      ['between', ['-5 EUR', '9.99 EUR'], 2],
      ['nbetween', ['-5 EUR', '9.99 EUR'], 5],
      ['in', ['900 JPY', '5 USD', '5 EUR'], 2],
      ['nin', ['900 JPY', '5 USD', '5 EUR'], 5],
      ['null', undefined, 1],
      ['nnull', undefined, 6],
    ])('%s %j finds %i', async (operator, value, count) => {
      expect(await found({ field, operator, value })).toHaveLength(count)
    })

    test('are in order by currency, then by amount, those without any last', async () => {
      const any = { operator: 'and', value: [] }
      expect(await found(any, [{ field, order: 'asc' }])).toEqual([...sorted, null])
      expect(await found(any, [{ field, order: 'desc' }])).toEqual([...sorted.toReversed(), null])
    })
  })

  test('an operand without a currency is in the default one; two currencies have no between', async () => {
    expect(await found({ field: 'fee', operator: 'gte', value: '10' })).toEqual(['10.00 EUR'])
    const filter = { field: 'fee', operator: 'between', value: ['1 EUR', '9 USD'] }
    const { status, body } = await api.query({ filter })
    expect(status).toBe(422)
    expect(JSON.stringify(body)).toContain('two amounts in one currency')
  })

  test('pages follow each other in that order', async () => {
    const seen: unknown[] = []
    const filter = JSON.stringify({ field: 'city', operator: 'eq', value: city })
    for (let cursor: string | null = null; ;) {
      const more: Record<string, string> = cursor === null ? {} : { cursor }
      const page: Awaited<ReturnType<Api['list']>> = await api.list({
        filter,
        sort: '-fee',
        pageSize: '2',
        ...more,
      })
      seen.push(...page.body.data.map(({ values }) => values.fee ?? null))
      cursor = page.body.nextCursor
      if (cursor === null) break
    }
    expect(seen).toEqual([...sorted.toReversed(), null])
  })

  test('an export has them with their codes, and imported again they change nothing', async () => {
    const filter = JSON.stringify({ field: 'city', operator: 'eq', value: city })
    const query = new URLSearchParams({ format: 'xlsx', headings: 'keys', filter })
    const file = await download(api, `/api/v1/exports/contacts?${query}`)
    const [headings, ...rows] = await rowsOfFile(file)
    const at = headings?.cells.indexOf('fee') ?? -1
    expect(rows.map(({ cells }) => cells[at] ?? null)).toEqual([...amounts, null])
    const again = await importRows(api, 'replace', headings?.cells ?? [], rows)
    expect(again.counts).toMatchObject({ unchanged: amounts.length + 1, failed: 0 })
  })
})

test('a file has amounts as people write them, and rows with others fail with the reason', async () => {
  const rows: [Cell, string][] = [
    ['€ 12,50', '12.50 EUR'],
    ['12.50 EUR', '12.50 EUR'],
    ['EUR 12.50', '12.50 EUR'],
    ['1.234,5 zł', '1234.50 PLN'],
    [12.5, '12.50 EUR'],
    [{ number: 99, shown: 'US$ 99.00' }, '99.00 USD'],
    ['$12.50', 'currency_unclear'],
    ['12 kg', 'unknown_currency'],
    ['1,234', 'number_read_two_ways'],
    ['12.5055', 'too_many_decimals'],
    ['free', 'not_amount'],
  ]
  const cells = rows.map(([cell], at) => [`Row ${at}`, `amount-${at}`, cell])
  const done = await importRows(api, 'skip', ['name', 'external_id', 'fee'], numbered(cells))
  const codes = (await failuresOf(api, done.id)).map(({ row, code }) => [row - 2, code] as const)
  const { body } = await api.list({ importId: done.id, sort: 'created_at' })
  const kept = body.data.map(
    ({ values }) => [Number(String(values.name).slice(4)), values.fee] as const,
  )
  const outcomes = new Map<number, unknown>([...codes, ...kept])
  expect(rows.map((_, at) => outcomes.get(at))).toEqual(rows.map(([, right]) => right))
})

describe('a definition', () => {
  const change = async (id: number, body: object) => {
    const { version } = (await api.get<Field>(`/api/v1/fields/${id}`)).body
    return api.send<Field & { errors: Record<string, string[]> }>('PATCH', `/api/v1/fields/${id}`, {
      ifMatch: version,
      body,
    })
  }

  test.each([
    [{ defaultCurrency: 'euro' }, 'defaultCurrency'],
    [{ defaultCurrency: 'XYZ' }, 'defaultCurrency'],
    [{ currencies: ['EUR', 'eur'] }, 'currencies'],
    [{ defaultCurrency: 'EUR', currencies: ['USD'] }, 'defaultCurrency'],
    [{ defaultValue: '5 XYZ' }, 'defaultValue'],
  ])('of %j is refused', async (settings, path) => {
    const { status, body } = await api.refused('POST', '/api/v1/fields', {
      body: { name: 'Refused', type: 'currency', ...settings },
    })
    expect(status).toBe(422)
    expect(Object.keys(body.errors)).toEqual([path])
  })

  test('keeps each currency once, and a list of none as none', async () => {
    const one = await api.field({
      name: 'Once',
      type: 'currency',
      currencies: ['EUR', 'CHF', 'EUR'],
      defaultValue: '5 CHF',
    })
    expect(one).toMatchObject({ currencies: ['EUR', 'CHF'], defaultValue: '5.00 CHF' })
    expect((await change(one.id, { currencies: [] })).body.currencies).toBeUndefined()
  })

  test('takes no currency away that contacts have amounts in', async () => {
    const one = await api.field({ name: 'Narrow', type: 'currency' })
    await contact({ narrow: '5 USD' })
    expect((await change(one.id, { currencies: ['EUR'] })).status).toBe(409)
    expect((await change(one.id, { currencies: ['EUR', 'USD'] })).status).toBe(200)
  })

  test('becomes one of amounts where each value is one', async () => {
    const text = await api.field({ name: 'Old price', type: 'text' })
    const made = await contact({ old_price: '$ 5' })
    expect((await change(text.id, { type: 'currency' })).status).toBe(409)
    const changed = await change(text.id, { type: 'currency', currencies: ['USD', 'EUR'] })
    expect(changed.status).toBe(200)
    const { body } = await api.get(`/api/v1/contacts/${made.id}`)
    expect(body.values.old_price).toBe('5.00 USD')
  })

  test('tells programs what it takes by a pattern that says the same as the rule', async () => {
    const { body } = await api.get<object>('/api/v1/fields/schema.json')
    const stated = /"fee":\{.*?"pattern":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(body))?.[1]
    const pattern = new RegExp(JSON.parse(stated ?? '"no pattern"'), 'u')
    const cases: [string, boolean][] = [
      ['12.50 EUR', true],
      ['12.500 EUR', true],
      ['12.505 EUR', false],
      ['12', true],
      ['5.0 JPY', true],
      ['5.5 JPY', false],
      ['-1.234 KWD', true],
      ['012 EUR', false],
      ['9999999999999.99 EUR', true],
      ['10000000000000 EUR', false],
      ['12 XYZ', false],
      ['', false],
    ]
    for (const [text, right] of cases) {
      expect(pattern.test(text), text).toBe(right)
      if (text === '') continue
      const body = { values: { name: 'Ann', email: [freshEmail()], fee: text } }
      const { status } = await api.send('POST', '/api/v1/contacts', { body })
      expect(status, text).toBe(right ? 201 : 422)
    }
    expect(fee.defaultCurrency).toBe('EUR')
  })
})
