import type { Cell } from '@cardfile/openapi'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Api, freshEmail, startApi } from './support/api.ts'
import { beginImport, type ChunkBody, type Mode, numbered, putChunk } from './support/imports.ts'

// Where the database is near, rows of a chunk are judged a few hundred at a time.
const people = 300

let api: Api

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

/** What becomes of rows, tried first: the dry run says the same. */
async function applied(mode: Mode, headings: readonly Cell[], rows: readonly Cell[][]) {
  const dry = await beginImport(api, mode, headings, { dryRun: true })
  const tried = await putChunk(api, dry.id, 0, numbered(rows))
  const { id } = await beginImport(api, mode, headings)
  const { status, body } = await putChunk(api, id, 0, numbered(rows))
  expect(status, JSON.stringify(body)).toBe(200)
  expect(tried.body.chunk.counts).toEqual(body.chunk.counts)
  return body.chunk.counts
}

async function stored(email: string) {
  const { body } = await api.list({
    filter: JSON.stringify({ field: 'email', operator: 'eq', value: email }),
  })
  return body.data.map(({ version, values }) => ({ version, ...values }))
}

async function kindsOf(email: string): Promise<string[]> {
  const { body } = await api.list({
    filter: JSON.stringify({ field: 'email', operator: 'eq', value: email }),
  })
  const path = `/api/v1/contacts/${body.data[0]?.id}/changes`
  const changes = await api.get<{ data: { kind: string }[] }>(path)
  return changes.body.data.map(({ kind }) => kind)
}

const emails = (): string[] => Array.from({ length: people }, freshEmail)

test('rows meet what rows long before them in the chunk made, by all that these left', async () => {
  const known = emails()
  const counts = await applied(
    'merge',
    ['name', 'email', 'city', 'title'],
    [
      ...known.map((email, at): Cell[] => [`Änne ${at}`, email, null, null]),
      ...known.map((email): Cell[] => [null, email, 'Bonn', null]),
      ...known.map((email): Cell[] => [null, email.toUpperCase(), 'Rome', 'Dr']),
    ],
  )
  expect(counts).toMatchObject({ created: people, merged: 2 * people, failed: 0 })
  for (const at of [0, 1, people - 1]) {
    const contact = { name: `Änne ${at}`, city: 'Bonn', title: 'Dr', version: 3 }
    expect(await stored(known[at] as string)).toMatchObject([contact])
  }
  expect(await kindsOf(known[0] as string)).toEqual(['merge', 'merge', 'create'])
  // Found by what the last of them gave it.
  expect((await api.list({ q: known[7] as string })).body.data).toHaveLength(1)
})

test('rows change contacts that were there and that rows long before them changed', async () => {
  const known = emails()
  await applied(
    'merge',
    ['name', 'email'],
    known.map((email) => ['Ann', email]),
  )
  const counts = await applied(
    'replace',
    ['name', 'email', 'city'],
    [
      ...known.map((email): Cell[] => ['Bea', email, 'Bonn']),
      ...known.map((email): Cell[] => ['Cora', email, null]),
    ],
  )
  expect(counts).toMatchObject({ replaced: 2 * people, failed: 0 })
  const found = await stored(known[people - 1] as string)
  expect(found).toMatchObject([{ name: 'Cora', version: 3 }])
  expect(found[0]).not.toHaveProperty('city')
  expect((await api.list({ q: 'Cora', pageSize: '1' })).body.total).toBe(people)
  expect((await api.list({ q: 'Bea', pageSize: '1' })).body.total).toBe(0)
})

test('an identity that a row gives up is free for rows long behind it', async () => {
  const [before, after] = [emails(), emails()]
  const counts = await applied(
    'replace',
    ['name', 'external_id', 'email'],
    [
      ...before.map((email, at): Cell[] => ['First', `${email}-${at}`, email]),
      ...before.map((email, at): Cell[] => ['First', `${email}-${at}`, after[at] as string]),
      ...before.map((email, at): Cell[] => ['Second', `${email}-${at}-2`, email]),
    ],
  )
  expect(counts).toMatchObject({ created: 2 * people, replaced: people, failed: 0 })
  expect(await stored(before[5] as string)).toMatchObject([{ name: 'Second' }])
  expect(await stored(after[5] as string)).toMatchObject([{ name: 'First', version: 2 }])
})

test('what is wrong with a row far down refuses the chunk, and nothing of it is kept', async () => {
  const known = emails()
  const { id } = await beginImport(api, 'merge', ['name', 'email'])
  const rows = numbered(known.map((email) => ['Ann', email]))
  const wrong = [...rows, { number: people, cells: ['Late', freshEmail()] }]
  const refused = await api.refused('PUT', `/api/v1/imports/${id}/chunks/0`, {
    body: { rows: wrong },
  })
  expect(refused.status).toBe(422)
  expect(refused.body.errors).toHaveProperty('rows')
  expect(await stored(known[0] as string)).toEqual([])
  const { body } = await api.send<ChunkBody>('PUT', `/api/v1/imports/${id}/chunks/0`, {
    body: { rows },
  })
  expect(body.chunk.counts).toMatchObject({ created: people })
})
