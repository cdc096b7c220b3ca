import { languages, type Language, numberCases } from '@cardfile/openapi/test-locale'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, type ContactBody, type ProblemBody, startApi } from './support/api.ts'
import {
  beginImport,
  type ChunkBody,
  failuresOf,
  importRows,
  imports,
  numbered,
} from './support/imports.ts'

const keys = { 0: 'whole', 2: 'price', 4: 'ratio' } as const

const fields = [
  { name: 'Whole', type: 'integer' },
  { name: 'Price', type: 'decimal' },
  { name: 'Ratio', type: 'decimal', decimals: 4 },
]

let api: Api

beforeAll(async () => {
  api = await startApi()
  for (const field of fields) expect((await api.post('/api/v1/fields', field)).status).toBe(201)
})

/** A file has no language, but somebody may say which mark begins its decimals. */
const said: Partial<Record<Language, boolean>> = { 'en-US': false, 'de-DE': true }

describe.each(languages.filter((language) => language in said))(
  'numbers in a file written as in %s',
  (language) => {
    test('are those a form takes there, or fail with its reason', async () => {
      const rows = numberCases.map(({ typed, decimals }, at) => [
        `Case ${at}`,
        `${language}-${at}`,
        ...([0, 2, 4] as const).map((place) => (place === decimals ? typed : null)),
      ])
      const headings = ['name', 'external_id', ...Object.values(keys)]
      const done = await importRows(api, 'merge', headings, numbered(rows), 1_000, {
        columns: Object.values(keys).map((field, place) => ({
          index: place + 2,
          field,
          options: { decimalComma: said[language] },
        })),
      })
      const failures = await failuresOf(api, done.id)
      const codes = new Map(failures.map(({ row, code }) => [row - 2, code]))
      const stored = await storedBy(done.id)
      const found = numberCases.map(({ decimals }, at) => {
        const number = stored.get(`Case ${at}`)?.values[keys[decimals]]
        return codes.get(at) ?? number
      })
      expect(found).toEqual(numberCases.map(({ right }) => right[language]))
      console.info(`${found.length} numbers imported as written in ${language}`)
    })
  },
)

async function storedBy(importId: string): Promise<Map<string, ContactBody>> {
  const stored = new Map<string, ContactBody>()
  let cursor: string | null = null
  do {
    const page = await api.list({ importId, pageSize: '200', ...(cursor ? { cursor } : {}) })
    for (const contact of page.body.data) stored.set(String(contact.values.name), contact)
    cursor = page.body.nextCursor
  } while (cursor !== null)
  return stored
}

describe('digits that a number cannot keep', () => {
  const post = (price: string) =>
    api.send<ProblemBody & ContactBody>('POST', '/api/v1/contacts', {
      body: `{"values":{"name":"Ann","external_id":["x${price}"],"price":${price}}}`,
    })

  test.each([
    '99999999999999.99',
    '99999999999999.999',
    '1.00000000000000001',
    '123456789012345678',
    '1e400',
    '1e-400',
  ])('are refused by the API where %s is sent', async (price) => {
    const { status, body } = await post(price)
    expect(status).toBe(422)
    expect(body.errors['values.price']?.join()).toMatch(/digits|±9007199254740991/)
  })

  test.each([
    '9999999999999.99',
    '-9999999999999.99',
    '9007199254740991',
    '0.1',
    '1.50000000000000000',
  ])('are not asked of %s, which comes back as it was', async (price) => {
    const { status, body } = await post(price)
    expect(status).toBe(201)
    expect(body.values.price).toBe(Number(price))
  })

  test('fail their row alone where an import has them', async () => {
    const { id } = await beginImport(api, 'merge', ['name', 'external_id', 'price', 'nothing'])
    const written = '99999999999999.999'
    const rows = [
      `["A","x-a",1.5,${written}]`,
      `["B","x-b",${written}]`,
      `["C","x-c",2.5]`,
      `["D","x-d",1e400]`,
    ]
    const { status, body } = await api.send<ChunkBody>('PUT', `${imports}/${id}/chunks/0`, {
      body: `{"rows":[${rows.map((cells, at) => `{"number":${at + 2},"cells":${cells}}`).join()}]}`,
    })
    expect([status, body.chunk.counts.created, body.chunk.counts.failed]).toEqual([200, 2, 2])
    const why = { code: 'digits_lost', params: { written, kept: '100000000000000' } }
    expect(await failuresOf(api, id)).toMatchObject([
      { row: 3, column: 'price', field: 'price', value: written, ...why },
      {
        row: 5,
        value: '1e400',
        code: 'digits_lost',
        params: { written: '1e400', kept: 'Infinity' },
      },
    ])
  })

  test('are refused in filters too', async () => {
    for (const value of ['99999999999999.99', '99999999999999.999']) {
      const filter = `{"field":"price","operator":"eq","value":${value}}`
      const { status } = await api.send('POST', '/api/v1/contacts:query', {
        body: `{"filter":${filter}}`,
      })
      expect(status).toBe(422)
      const listed = await api.send('GET', `/api/v1/contacts?filter=${encodeURIComponent(filter)}`)
      expect(listed.status).toBe(422)
    }
  })
})
