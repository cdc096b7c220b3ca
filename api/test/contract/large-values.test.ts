import type { Field } from '@cardfile/openapi'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { target } from '../targets/index.ts'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { beginImport, numbered, putChunk, undoAll } from './support/imports.ts'

interface HistoryPage {
  data: { version: number }[]
  nextCursor: string | null
}

// A server answers with 10 MB at most and takes no value above 5 MB: what is more goes in parts.

const columns = ['one', 'two', 'three', 'four']
const emails = (count: number) => Array.from({ length: count }, freshEmail)
const long = (letter: string, length = 32_000) => columns.map(() => letter.repeat(length))

let api: Api

/** So many contacts of 128 KB each. */
async function largeContacts(addresses: readonly string[], letter = 'a'): Promise<void> {
  const { id } = await beginImport(api, 'replace', ['name', 'email', ...columns])
  for (let at = 0; at < addresses.length; at += 25) {
    const rows = addresses.slice(at, at + 25).map((email) => ['Long', email, ...long(letter)])
    const { status } = await putChunk(api, id, at / 25, numbered(rows, at + 2))
    expect(status).toBe(200)
  }
}

beforeAll(async () => {
  api = await startApi()
  for (const name of columns) await api.field({ name, type: 'textarea', length: 32_767 })
})
afterAll(() => api.close())

test('a long text is judged at once by a pattern that takes an engine which goes back for ever', async () => {
  const [length, pattern] = [32_767, '(a+)+$']
  await api.field({ name: 'Slow', type: 'textarea', length, pattern })
  const values = { name: 'Ann', email: [freshEmail()], slow: `${'a'.repeat(length - 1)}!` }
  const { status, body } = await api.refused('POST', '/api/v1/contacts', { body: { values } })
  expect([status, body.errors]).toEqual([422, { 'values.slow': [`must have the form ${pattern}`] }])
})

describe('what is longer than a value, a row or an answer of the database', () => {
  const addresses = emails(100)

  test('is listed, page by page and all of it', async () => {
    await api.contact({ name: 'Short', email: [freshEmail()] })
    await largeContacts(addresses)
    const { status, body } = await api.list({ pageSize: '100', sort: 'name' })
    expect(status).toBe(200)
    expect(body.data).toHaveLength(100)
    expect(body.total).toBe(101)
    const rest = await api.list({ pageSize: '100', sort: 'name', cursor: body.nextCursor ?? '' })
    expect(rest.body.data.map(({ values }) => values.name)).toEqual(['Short'])
    const byNumber = await api.list({ pageSize: '50', page: '2' })
    expect(byNumber.body.data).toHaveLength(50)
  })

  test.each(['csv', 'xlsx'])('is exported as %s, also behind short ones', async (format) => {
    const response = await api.fetch(`/api/v1/exports/contacts?format=${format}`)
    expect(response.status).toBe(200)
    const { byteLength } = await response.arrayBuffer()
    expect(byteLength).toBeGreaterThan(format === 'csv' ? 12_000_000 : 10_000)
  })

  test('is met, replaced and put back by an import', async () => {
    const before = await beginImport(api, 'merge', ['email', 'city'])
    const chunk = await putChunk(
      api,
      before.id,
      0,
      numbered(addresses.map((email) => [email, 'Rome'])),
    )
    expect(chunk.status).toBe(200)
    const { body } = await api.list({ pageSize: '100' })
    expect(body.data.filter(({ values }) => values.city === 'Rome')).toHaveLength(100)
    const rows = await api.get<{ data: object[] }>(`/api/v1/imports/${before.id}/rows?pageSize=100`)
    expect(rows.body.data).toHaveLength(100)
    await api.send('POST', `/api/v1/imports/${before.id}/finish`)
    await undoAll(api, before.id)
    const after = await api.list({ pageSize: '100' })
    expect(after.body.data.filter(({ values }) => values.city === 'Rome')).toEqual([])
  })

  test('goes in one chunk of many rows, and of many characters', async () => {
    const many = await beginImport(api, 'merge', ['email', 'one'])
    const rows = emails(1_000).map((email) => [email, 'ä'.repeat(2_600)])
    expect((await putChunk(api, many.id, 0, numbered(rows))).status).toBe(200)
    const wide = await beginImport(api, 'merge', ['email', 'one'])
    const wideRows = emails(200).map((email) => [email, 'x'.repeat(32_767)])
    expect((await putChunk(api, wide.id, 0, numbered(wideRows))).status).toBe(200)
    const again = await beginImport(api, 'replace', ['email', 'one'])
    const others = wideRows.map(([email]) => [email ?? '', 'y'.repeat(32_767)])
    expect((await putChunk(api, again.id, 0, numbered(others))).status).toBe(200)
    const told = await api.get<{ data: object[] }>(`/api/v1/imports/${again.id}/rows?pageSize=100`)
    expect(told.body.data).toHaveLength(100)
  })

  test('is tried in a dry run, and fails row by row', async () => {
    const dry = await beginImport(api, 'replace', ['email', 'one'], { dryRun: true })
    const rows = emails(200).map((email) => [email, 'z'.repeat(32_767)])
    expect((await putChunk(api, dry.id, 0, numbered(rows))).status).toBe(200)
    const bad = await beginImport(api, 'merge', ['email', 'one', 'two'])
    const wrong = emails(120).map(() => ['nobody', 'z'.repeat(32_767), 'z'.repeat(32_767)])
    const { status } = await putChunk(api, bad.id, 0, numbered(wrong))
    expect(status).toBe(200)
    const failures = await api.get<{ data: object[] }>(
      `/api/v1/imports/${bad.id}/failures?pageSize=100`,
    )
    expect(failures.status).toBe(200)
    const file = await api.fetch(`/api/v1/imports/${bad.id}/failed-rows?format=csv`)
    expect(file.status).toBe(200)
    expect((await file.text()).length).toBeGreaterThan(7_000_000)
  })

  test('is tried under another definition of its field', async () => {
    const fields = (await api.get<{ data: Field[] }>('/api/v1/fields')).body.data
    const two = fields.find(({ key }) => key === 'two')
    const field = `/api/v1/fields/${two?.id}`
    const trimmed = await api.send('PATCH', field, {
      ifMatch: 1,
      body: { length: 100 },
    })
    // Nobody's value fits, and none is lost unasked.
    expect(trimmed.status, JSON.stringify(trimmed.body)).toBe(409)
  })

  test('has a history and a record, and can be erased', async () => {
    const { id } = await api.contact({ name: 'Edited', email: [freshEmail()] })
    for (let version = 1; version <= 100; version++) {
      const letter = version % 2 === 0 ? 'a' : 'b'
      const values = Object.fromEntries(long(letter).map((text, at) => [columns[at], text]))
      const { status } = await api.send('PATCH', `/api/v1/contacts/${id}`, {
        ifMatch: version,
        body: { values },
      })
      expect(status).toBe(200)
    }
    const versions: number[] = []
    for (let more: string | null = ''; more !== null;) {
      const path: string = `/api/v1/contacts/${id}/changes?pageSize=200${more}`
      const { status, body } = await api.get<HistoryPage>(path)
      expect(status).toBe(200)
      versions.push(...body.data.map(({ version }) => version))
      more = body.nextCursor && `&cursor=${body.nextCursor}`
    }
    expect(versions).toEqual(Array.from({ length: 101 }, (_, at) => 101 - at))
    const record = await api.get<{ changes: object[] }>(`/api/v1/contacts/${id}/record`)
    expect(record.status).toBe(200)
    expect(record.body.changes).toHaveLength(101)
    const erased = await api.refused('POST', `/api/v1/contacts/${id}/erase`, { ifMatch: 101 })
    expect(erased.status).toBe(204)
  })

  test('is refused in words where it is one contact', async () => {
    const keys: string[] = []
    for (let at = 0; at < 70; at++)
      keys.push((await api.field({ name: `Wide ${at}`, type: 'textarea', length: 32_767 })).key)
    const values = Object.fromEntries(keys.map((key) => [key, 'ä€'.repeat(16_000)]))
    const { status, body } = await api.refused('POST', '/api/v1/contacts', {
      body: { values: { name: 'Huge', email: [freshEmail()], ...values } },
    })
    // A file takes it.
    if (target.database === 'file') return expect(status).toBe(201)
    expect(status).toBe(413)
    expect(body.detail).toContain('about 4 MB')
  })
})
