import type { Values } from '@cardfile/openapi'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, freshEmail, type ProblemBody, startApi } from './support/api.ts'
import {
  type FailureListBody,
  failuresOf,
  type ImportBody,
  importRows,
  imports,
  numbered,
} from './support/imports.ts'

let api: Api

beforeAll(async () => {
  api = await startApi()
})

describe('failures', () => {
  test('come in pages that end with a row, and name the contacts in the way', async () => {
    const [a, b] = [freshEmail(), freshEmail()]
    const ann = await api.contact({ name: 'Ann', email: [a] })
    const bob = await api.contact({ name: 'Bob', email: [b] })
    const done = await importRows(
      api,
      'merge',
      ['name', 'email', 'time_zone'],
      numbered([
        ['X', `${a}; ${b}`, null],
        [null, 'nobody@', 'Nowhere'],
        ['Y', null, null],
      ]),
    )
    expect(done.counts).toMatchObject({ rows: 3, failed: 3 })
    const first = await api.get<FailureListBody>(`${imports}/${done.id}/failures?pageSize=1`)
    expect(first.body.data).toEqual([
      {
        row: 2,
        column: 'email',
        index: 1,
        field: 'email',
        value: `${a}; ${b}`,
        reason: expect.stringContaining(`“${a}” belongs to Ann`),
        code: 'identities_of_several',
        params: { value: a, name: 'Ann' },
        contact: { id: ann.id, name: 'Ann' },
      },
      expect.objectContaining({ row: 2, contact: { id: bob.id, name: 'Bob' } }),
    ])
    expect(first.body.nextCursor).toBe('2')
    const all = await failuresOf(api, done.id)
    expect(all.map(({ row, field }) => [row, field])).toEqual([
      [2, 'email'],
      [2, 'email'],
      [3, 'email'],
      [3, 'time_zone'],
      [4, null],
    ])
    const wrong = await api.refused('GET', `${imports}/${done.id}/failures?cursor=x`)
    expect(wrong.status).toBe(422)
    expect((await api.refused('GET', `${imports}/nope/failures`)).status).toBe(404)
    expect((await api.refused('GET', `${imports}/nope/failed-rows`)).status).toBe(404)
  })
})

describe('a posted file', () => {
  const post = (body: string, type = 'text/csv', mode = 'merge') =>
    api.refused('POST', `${imports}/file?mode=${mode}&fileName=some.csv`, {
      body,
      headers: { 'content-type': type },
    })

  test('is imported from its headings to its last row', async () => {
    const emails = Array.from({ length: 2_100 }, freshEmail)
    const csv = ['Name;E-Mail', ...emails.map((email) => `Ann;${email}`)].join('\r\n')
    const reply = await post(csv)
    const body = reply.body as unknown as ImportBody
    expect(reply.status).toBe(201)
    expect(body).toMatchObject({ state: 'finished', fileName: 'some.csv' })
    // How many rows come at once depends on how far the database is.
    expect(body.nextChunk).toBeGreaterThan(1)
    expect(body.counts).toMatchObject({ rows: 2_100, created: 2_100 })
  })

  test('is refused where it is none', async () => {
    const problems: [string, string, number, ProblemBody['code']][] = [
      ['', 'text/csv', 422, 'invalid'],
      ['Foo\nbar', 'text/csv', 422, 'invalid'],
      ['Name\n"Ann', 'text/csv', 422, 'invalid'],
      ['{}', 'application/json', 415, 'unsupported_media_type'],
      ['PK\u0003\u0004nonsense', 'text/csv', 422, 'invalid'],
    ]
    for (const [body, type, status, code] of problems) {
      const reply = await post(body, type)
      expect([reply.status, reply.body.code], body).toEqual([status, code])
    }
    expect((await post('Name\nAnn', 'text/csv', 'upsert')).status).toBe(422)
  })

  test('that has to be held is refused above its size, and told how to send it', async () => {
    const { status, body } = await post(`PK\u0003\u0004${'x'.repeat(17 * 1024 * 1024)}`)
    expect(status).toBe(413)
    expect(body.detail).toMatch(/larger than 16 MB.*chunks.*CSV/)
  })

  test('of text is read as it comes, and may be larger', async () => {
    const emails = Array.from({ length: 600 }, freshEmail)
    const story = 'x'.repeat(30_000)
    const csv = ['Name,Email,Story', ...emails.map((email) => `Ann,${email},${story}`)].join('\n')
    const reply = await post(csv)
    expect(csv.length).toBeGreaterThan(17 * 1024 * 1024)
    expect(reply.status).toBe(201)
    expect(reply.body).toMatchObject({ state: 'finished', counts: { rows: 600, created: 600 } })
  })

  test('can be tried without writing anything', async () => {
    const email = freshEmail()
    const reply = await post(
      `Name,Email\nAnn,${email}\nAnn,${email}\nBob,nonsense`,
      undefined,
      'merge&dryRun=1',
    )
    const body = reply.body as unknown as ImportBody
    expect(reply.status).toBe(201)
    expect(body).toMatchObject({ state: 'finished', dryRun: true })
    expect(body.counts).toMatchObject({ rows: 3, created: 1, unchanged: 1, failed: 1 })
    const found = await api.get<{ total: number }>(`/api/v1/contacts?q=${email}`)
    expect(found.body.total).toBe(0)
  })

  test('can have columns somebody decided on', async () => {
    const email = freshEmail()
    const columns = (choices: unknown) =>
      `merge&columns=${encodeURIComponent(JSON.stringify(choices))}`
    const csv = `Who,Email,City\nAnn,${email},Rome`
    const chosen = await post(
      csv,
      undefined,
      columns([
        { index: 0, field: 'name' },
        { index: 2, field: null },
      ]),
    )
    expect(chosen.status).toBe(201)
    const found = await api.get<{ data: { values: Values }[] }>(`/api/v1/contacts?q=${email}`)
    expect(found.body.data.map(({ values }) => values)).toEqual([{ name: 'Ann', email: [email] }])
    const wrong = await post(csv, undefined, columns([{ index: 7, field: 'name' }]))
    expect(wrong.status).toBe(422)
    expect(wrong.body.errors).toHaveProperty(['columns.0.index'])
    expect((await post(csv, undefined, 'merge&columns=nonsense')).status).toBe(422)
  })

  test('that breaks further down says how far it came', async () => {
    const emails = Array.from({ length: 2_500 }, freshEmail)
    const csv = ['Name,Email', ...emails.map((email) => `Ann,${email}`), 'x,"y'].join('\n')
    const { status, body } = await post(csv)
    expect(status).toBe(422)
    expect(body.errors.file?.[0]).toContain('Row 2502')
    const id = /import ([0-9a-f-]{36})/.exec(body.detail)?.[1]
    const { body: left } = await api.get<ImportBody>(`${imports}/${id}`)
    expect(left.state).toBe('cancelled')
    expect(body.detail).toContain(`after ${left.counts.rows} rows`)
  })
})
