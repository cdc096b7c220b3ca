import type { Cell } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import {
  beginImport,
  type ImportBody,
  importRows,
  imports,
  numbered,
  putChunk,
} from './support/imports.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

const refused = (id: string, number: number | string, body: unknown) =>
  api.refused('PUT', `${imports}/${id}/chunks/${number}`, { body })

const one = (number: number, ...cells: Cell[]) => ({ rows: [{ number, cells }] })

describe('beginning an import', () => {
  test('matches the headings and tells what goes nowhere', async () => {
    const { status, headers, body } = await api.post<ImportBody>(imports, {
      fileName: 'Früh.xlsx',
      mode: 'merge',
      headings: ['NAME', 'E-mail', 'email', 'Shoe size', 'Updated at', null, 17],
      totalRows: 12,
    })
    expect(status).toBe(201)
    expect(headers.get('location')).toBe(`${imports}/${body.id}`)
    expect(body).toMatchObject({ state: 'running', nextChunk: 0, totalRows: 12, finishedAt: null })
    expect(body.columns.map(({ field, status }) => field ?? status)).toEqual([
      'name',
      'email',
      'email',
      'unknown',
      'computed',
      'blank',
      'unknown',
    ])
    expect((await api.get<ImportBody>(`${imports}/${body.id}`)).body).toEqual(body)
  })

  test('is refused where no heading is a field', async () => {
    const body = { fileName: 'x.csv', mode: 'merge', headings: ['Foo', 'created_at', null] }
    const { status, body: problem } = await api.refused('POST', imports, { body })
    expect(status).toBe(422)
    expect(problem.errors).toHaveProperty('headings')
  })

  test.each([
    { mode: 'overwrite' },
    { fileName: '' },
    { headings: [] },
    { headings: [{ formula: 'x' }] },
    { totalRows: -1 },
    { surprise: true },
  ])('is refused with %j', async (wrong) => {
    const body = { fileName: 'x.csv', mode: 'merge', headings: ['name'], ...wrong }
    expect((await api.refused('POST', imports, { body })).status).toBe(422)
  })

  test('is repeatable under an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() }
    const body = { fileName: 'x.csv', mode: 'merge', headings: ['name'] }
    const first = await api.post<ImportBody>(imports, body, { headers })
    const second = await api.post<ImportBody>(imports, body, { headers })
    expect(second.body).toEqual(first.body)
    const other = await api.refused('POST', imports, { body: { ...body, mode: 'skip' }, headers })
    expect(other.body.code).toBe('key_reused')
  })
})

describe('a chunk', () => {
  test('is answered with what became of its rows, in two trips', async () => {
    const [ann, bob] = [freshEmail(), freshEmail()]
    const { id } = await beginImport(api, 'merge', ['name', 'email', 'city'])
    const rows = numbered([
      ['Ann', ann, null],
      ['Ann', ann.toUpperCase(), 'Berlin'],
      ['Bob', bob, 'Bonn'],
      ['Nobody', null, 'Rome'],
    ])
    const { body, trips } = await putChunk(api, id, 0, rows)
    expect(trips).toBe(2)
    const counts = {
      rows: 4,
      created: 2,
      merged: 1,
      updated: 0,
      replaced: 0,
      skipped: 0,
      unchanged: 0,
      failed: 1,
    }
    expect(body.chunk).toEqual({ number: 0, counts, noted: 0 })
    expect(body.import).toMatchObject({ counts, nextChunk: 1, state: 'running' })
    expect((await api.get<ImportBody>(`${imports}/${id}`)).body).toEqual(body.import)

    const found = await api.list({ q: ann })
    expect(found.body.data[0]).toMatchObject({
      version: 2,
      values: { name: 'Ann', city: 'Berlin' },
    })
    const changes = await api.get<{ data: object[] }>(
      `/api/v1/contacts/${found.body.data[0]?.id}/changes`,
    )
    expect(changes.body.data).toMatchObject([
      { version: 2, kind: 'merge', via: 'import', importId: id },
      { version: 1, kind: 'create', via: 'import', importId: id },
    ])
    // Edited like any other: the API goes on from the import's version.
    const contact = found.body.data[0]!
    expect((await api.patch(contact.id, 2, { title: 'Dr' })).body.version).toBe(3)
    expect((await api.patch(contact.id, 3, { email: [bob] })).status).toBe(409)
  })

  test('is refused out of turn, saying which is next', async () => {
    const { id } = await beginImport(api, 'merge', ['name', 'email'])
    const { status, body } = await refused(id, 1, one(2, 'Ann', freshEmail()))
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'wrong_state',
      detail: 'The next chunk of this import is 0.',
    })
  })

  test('is refused with rows that do not ascend, within it and after those before', async () => {
    const { id } = await beginImport(api, 'merge', ['name', 'email'])
    const rows = [
      { number: 3, cells: [] },
      { number: 3, cells: [] },
    ]
    expect((await refused(id, 0, { rows })).body.errors).toHaveProperty('rows')
    await putChunk(api, id, 0, numbered([['Ann', freshEmail()]], 10))
    const late = await refused(id, 1, one(10, 'Ann', freshEmail()))
    expect(late.status).toBe(422)
    expect(late.body.errors).toHaveProperty('rows')
  })

  test.each([
    ['no rows', { rows: [] }],
    ['too many rows', { rows: numbered(Array.from({ length: 2_001 }, () => ['x'])) }],
    ['a row without a number', { rows: [{ cells: [] }] }],
    ['a row number 0', { rows: [{ number: 0, cells: [] }] }],
    ['a cell too long', one(2, 'x'.repeat(32_768))],
    ['a cell of two kinds', { rows: [{ number: 2, cells: [{ date: 'x', error: 'y' }] }] }],
    ['a list for a cell', { rows: [{ number: 2, cells: [['x']] }] }],
  ])('is refused with %s', async (_, body) => {
    const { id } = await beginImport(api, 'merge', ['name', 'email'])
    expect((await refused(id, 0, body)).status).toBe(422)
    expect((await api.get<ImportBody>(`${imports}/${id}`)).body.nextChunk).toBe(0)
  })

  test('has so many rows as its import says, and no more', async () => {
    const { id, chunkRows } = await beginImport(api, 'skip', ['name', 'email'])
    const [first, ...rows] = numbered(Array.from({ length: chunkRows + 1 }, () => ['x', null]))
    const { status, body } = await refused(id, 0, { rows: [first, ...rows] })
    expect(status).toBe(422)
    expect(body.errors).toEqual({ rows: [`must have at most ${chunkRows} values`] })
    const { body: taken } = await putChunk(api, id, 0, rows)
    expect(taken.chunk.counts).toMatchObject({ rows: chunkRows, failed: chunkRows })
  })

  test('is refused by an import that is not there or has ended', async () => {
    const nowhere = await refused(crypto.randomUUID(), 0, one(2, 'Ann', freshEmail()))
    expect(nowhere.status).toBe(404)
    const { id } = await beginImport(api, 'merge', ['name', 'email'])
    const rows = numbered([['Ann', freshEmail()]])
    const first = await putChunk(api, id, 0, rows)
    const end = (how: string) => api.refused('POST', `${imports}/${id}/${how}`)
    expect((await end('finish')).status).toBe(200)
    expect((await end('finish')).status).toBe(200)
    expect((await end('cancel')).body.code).toBe('wrong_state')
    expect((await refused(id, 1, one(3, 'Bob', freshEmail()))).body.code).toBe('wrong_state')
    // A reply that was lost just before is still given.
    expect((await putChunk(api, id, 0, rows)).body).toEqual(first.body)
  })

  test('keeps what was stored of fields that have been deleted', async () => {
    const [email, field] = [freshEmail(), await api.field({ name: 'Nickname', type: 'text' })]
    const contact = await api.contact({ name: 'Ann', email: [email], nickname: 'A', city: 'Rome' })
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: field.version })
    const headings = ['name', 'email', 'title']
    await importRows(api, 'merge', headings, numbered([['Ann', email, 'Dr']]))
    await importRows(api, 'replace', headings, numbered([['Anna', email, null]]))
    await api.post(`/api/v1/fields/${field.id}/restore`, undefined)
    const { body } = await api.get(`/api/v1/contacts/${contact.id}`)
    expect(body.values).toEqual({ name: 'Anna', email: [email], nickname: 'A' })
  })

  test('passes over the column of a field deleted since the import began', async () => {
    const field = await api.field({ name: 'Short lived', type: 'integer' })
    const { id } = await beginImport(api, 'merge', ['name', 'email', 'Short lived'])
    await api.send('DELETE', `/api/v1/fields/${field.id}`, { ifMatch: field.version })
    const { body } = await putChunk(api, id, 0, numbered([['Ann', freshEmail(), 'no number']]))
    expect(body.chunk.counts).toMatchObject({ created: 1, failed: 0 })
  })
})

test('imports are listed, newest first', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.unshift((await beginImport(api, 'skip', ['name'])).id)
  type Page = { data: ImportBody[]; total: number; nextCursor: string | null }
  const first = await api.get<Page>(`${imports}?pageSize=2`)
  const second = await api.get<Page>(`${imports}?pageSize=2&cursor=${first.body.nextCursor}`)
  const seen = [...first.body.data, ...second.body.data].map(({ id }) => id)
  expect(new Set(seen).size).toBe(4)
  expect(new Set(seen.slice(0, 3))).toEqual(new Set(ids))
  expect(first.body.total).toBeGreaterThanOrEqual(3)
})
