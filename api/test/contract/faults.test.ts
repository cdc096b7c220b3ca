import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isDeep } from '../deep.ts'
import { target, type Target } from '../targets/index.ts'
import { type FaultyProxy, startFaultyProxy } from '../targets/faulty-proxy.ts'
import { countsOf } from '../walk/end-state.ts'
import { freshEmail } from './support/api.ts'

// What a net and a server do to a database now and then. Whoever sends again what was not answered,
// as our own client does, has in the end what they would have without it, in every table.

const rounds = isDeep ? 4 : 1
/** Rows of a chunk, and bytes of a cell of each: in deep runs together more than a value may have. */
const [largeRows, longBytes] = isDeep ? [1_000, 5_200] : [100, 1_200]
const timeoutSeconds = 2

let proxy: FaultyProxy
let api: Target
let undisturbed: Record<string, number>
const unhandled: unknown[] = []
const note = (reason: unknown) => void unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  // What the log says is tested with the client; here it would be most of what is printed.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  proxy = await startFaultyProxy()
  api = await target.start({ via: proxy.via, timeoutSeconds })
  const long = { name: 'Long', type: 'textarea', length: longBytes }
  expect((await send('POST', '/api/v1/fields', long)).status).toBe(201)
  // What is made with the first of anything is no part of it.
  await work(Promise.resolve())
  undisturbed = await addedBy(() => work(Promise.resolve()))
})
afterAll(async () => {
  await api.close()
  await proxy.close()
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

function server() {
  if (!api.server) throw new Error('a file has no server')
  return api.server
}

/** Sends until there is another answer than 503, which has to say when to come again. */
async function untilAnswered(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 0; tries < 60; tries++) {
    const response = await send()
    if (response.status !== 503) return response
    expect(response.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await response.json()).toMatchObject({ code: 'unavailable', status: 503 })
    await sleep(100)
  }
  throw new Error('nobody answered any more')
}

const send = (method: string, path: string, body?: unknown, headers: HeadersInit = {}) =>
  untilAnswered(() =>
    api.fetch(path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    }),
  )

async function create(): Promise<string> {
  const email = freshEmail()
  const response = await send(
    'POST',
    '/api/v1/contacts',
    { values: { name: 'Ann', email: [email] } },
    { 'idempotency-key': email },
  )
  expect(response.status).toBe(201)
  const { id } = (await response.json()) as { id: string }
  const values = { city: `Rome of ${email}` }
  const changed = await send('PATCH', `/api/v1/contacts/${id}`, { values }, { 'if-match': '*' })
  expect(await changed.json()).toMatchObject({ values })
  return email
}

async function begin(headings: string[], more: object = {}): Promise<string> {
  const begun = await send(
    'POST',
    '/api/v1/imports',
    { fileName: 'a.csv', mode: 'merge', headings, ...more },
    { 'idempotency-key': freshEmail() },
  )
  expect(begun.status).toBe(201)
  return ((await begun.json()) as { id: string }).id
}

/** One chunk, listed, and taken back. */
async function importLarge(): Promise<void> {
  const id = await begin(['name', 'email', 'long'])
  const rows = Array.from({ length: largeRows }, (_, index) => ({
    number: index + 2,
    cells: ['Cy', freshEmail(), 'ä'.repeat(longBytes / 2)],
  }))
  expect((await send('PUT', `/api/v1/imports/${id}/chunks/0`, { rows })).status).toBe(200)
  const listed = await send('GET', `/api/v1/contacts?importId=${id}&pageSize=100`)
  expect(await listed.json()).toMatchObject({ data: { length: 100 } })
  expect((await send('POST', `/api/v1/imports/${id}/finish`)).status).toBe(200)
  for (let isDone = false; !isDone;) {
    const undone = await send('POST', `/api/v1/imports/${id}/undo`)
    expect(undone.status).toBe(200)
    isDone = ((await undone.json()) as { done: boolean }).done
  }
}

async function importRows(rows: number): Promise<string[]> {
  const emails = Array.from({ length: rows }, freshEmail)
  const id = await begin(['name', 'email'])
  const size = Math.ceil(rows / 4)
  for (let at = 0; at < rows; at += size) {
    const some = emails.slice(at, at + size)
    const chunk = {
      rows: some.map((email, index) => ({ number: at + index + 2, cells: ['Bob', email] })),
    }
    const put = await send('PUT', `/api/v1/imports/${id}/chunks/${at / size}`, chunk)
    expect(put.status).toBe(200)
  }
  const finished = await send('POST', `/api/v1/imports/${id}/finish`)
  expect(await finished.json()).toMatchObject({ counts: { rows, created: rows } })
  return emails
}

async function read(): Promise<void> {
  for (const path of ['/healthz', '/api/v1/contacts?pageSize=5', '/api/v1/fields'])
    expect((await send('GET', path)).status).toBe(200)
}

/** A bit of everything while something is wrong, which is over at last. */
async function work(over: Promise<unknown>): Promise<string[]> {
  const [imported, ...created] = await Promise.all([
    importRows(200),
    create(),
    create(),
    create(),
    importLarge(),
    read(),
    read(),
  ])
  await over
  return [...imported, ...created.filter((email) => email !== undefined)]
}

/** How many rows more each table has by some work. */
async function addedBy(some: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await countsOf(api)
  await some()
  const after = await countsOf(api)
  return Object.fromEntries(
    Object.entries(after).map(([table, rows]) => [table, rows - (before[table] ?? 0)]),
  )
}

async function expectEachOnce(emails: readonly string[]): Promise<void> {
  const { rows } = await api.client.execute({
    sql: `SELECT count(*) AS n FROM identities WHERE key IN (SELECT value FROM json_each(?))`,
    args: [JSON.stringify(emails)],
  })
  expect(Number(rows[0]?.n)).toBe(emails.length)
  const [stray] = (
    await api.client.execute(`SELECT count(*) AS n FROM contacts c
      WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 FROM identities i WHERE i.contact_seq = c.seq)`)
  ).rows
  expect(Number(stray?.n)).toBe(0)
}

const during = async (fault: FaultyProxy['fault'], milliseconds: number) => {
  proxy.fault = fault
  await sleep(milliseconds)
  proxy.fault = 'none'
}

/** Cuts off one answer after another for a while. */
const cutting = async (cutAnswerAfter: number) => {
  for (let times = 0; times < 4; times++) {
    await during({ cutAnswerAfter }, 60)
    await sleep(60)
  }
}

const faults: [string, () => Promise<unknown>][] = [
  ['a short outage', () => during('refuse', 300)],
  ['a long outage', () => during('refuse', 3_000)],
  ['a net that lets nothing through', () => during('freeze', 2_500)],
  ['answers that are lost', () => cutting(0)],
  ['answers that are cut off in the middle', () => cutting(220)],
  [
    'a server that is killed and started again',
    async () => {
      await sleep(30)
      await server().kill()
      await sleep(300)
      await server().revive()
    },
  ],
  [
    'a server that stands still where it is, and goes on',
    async () => {
      await sleep(30)
      server().freeze()
      await sleep(2_500)
      server().goOn()
    },
  ],
  ['a net on which everything is late', () => during({ lateBy: 150 }, 2_500)],
  [
    'another writer that holds everybody up',
    async () => {
      const client = createClient({ url: server().url, authToken: server().token })
      const other = await client.transaction('write')
      await other.execute('UPDATE schema_state SET version = version')
      await sleep(2_500)
      await other.rollback()
    },
  ],
]

describe(`on ${target.name}`, () => {
  test.each(faults)(
    '%s ends in no other answer than 503, and loses and doubles nothing',
    async (_, fault) => {
      for (let round = 0; round < rounds; round++) {
        const added = await addedBy(async () => expectEachOnce(await work(fault())))
        expect(added).toEqual(undisturbed)
      }
    },
  )

  test('whoever asks about its health is told 503 while it cannot be reached', async () => {
    proxy.fault = 'refuse'
    const response = await api.fetch('/healthz')
    proxy.fault = 'none'
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect((await send('GET', '/healthz')).status).toBe(200)
  })

  test('a database that does not answer holds nobody longer than is set', async () => {
    proxy.fault = 'freeze'
    const begun = performance.now()
    const response = await api.fetch('/api/v1/contacts')
    proxy.fault = 'none'
    expect(response.status).toBe(503)
    expect(performance.now() - begun).toBeLessThan(timeoutSeconds * 1_000 + 3_000)
  })
})
