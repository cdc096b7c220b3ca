import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { createApp } from '../../app.ts'
import type { DatabaseClient } from '../../db/client.ts'
import { createDatabase } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import type { Log } from '../../http/problem-response.ts'

let client: DatabaseClient
let app: ReturnType<typeof createApp>
const logged: string[] = []
const log: Log = ({ error }) => logged.push(String(error))
const kept: string[] = []

beforeAll(async () => {
  client = await openEmbedded(`file:${await freshDatabase()}`)
  app = createApp({ db: createDatabase(client), log })
})

afterAll(() => {
  client.close()
  removeDatabases()
})

async function send(method: string, path: string, body?: unknown) {
  const response = await app.fetch(
    new Request(`http://localhost${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    }),
  )
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return { status: response.status, text, body: isJson ? JSON.parse(text) : null }
}

const create = (n: number) =>
  send('POST', '/api/v1/contacts', {
    values: { name: `P${n}`, email: [`p${n}@example.com`], description: 'x'.repeat(3_000) },
  })

/** As a disk without room for more pages than there are, and some. */
async function leaveRoom(pages: number): Promise<void> {
  const { rows } = await client.execute('PRAGMA page_count')
  await client.execute(`PRAGMA max_page_count = ${Number(rows[0]?.page_count) + pages}`)
}

describe('on a full disk', () => {
  test('a change is refused in words, and what was acknowledged before is there', async () => {
    await leaveRoom(40)
    let refused = await create(0)
    for (let n = 1; refused.status === 201; n++) {
      kept.push(`P${n - 1}`)
      expect(n).toBeLessThan(1_000)
      refused = await create(n)
    }
    expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
      507,
      'storage_full',
      'The disk that holds the database is full. What was sent is not kept; reading and exports go on.',
    ])
    expect(kept.length).toBeGreaterThan(5)
  })

  test('health says so, lists and exports go on', async () => {
    expect((await send('GET', '/healthz')).body).toMatchObject({ code: 'storage_full' })
    const list = await send('GET', '/api/v1/contacts?pageSize=200')
    expect([list.status, list.body.total]).toEqual([200, kept.length])
    // What records it needs room as well.
    await client
      .execute('CREATE TABLE filler (x TEXT)')
      .then(() => client.execute('INSERT INTO filler VALUES (hex(zeroblob(100000)))'))
      .catch(() => undefined)
    for (const [method, path, body] of [
      ['GET', '/api/v1/exports/contacts?format=csv', undefined],
      [
        'POST',
        '/api/v1/exports/contacts',
        { ids: list.body.data.map(({ id }: { id: string }) => id), format: 'csv' },
      ],
    ] as const) {
      const file = await send(method, path, body)
      expect(file.status).toBe(200)
      for (const name of kept) expect(file.text).toContain(name)
    }
  })

  test('the log has a sentence for each, and no stack', () => {
    expect(new Set(logged)).toEqual(
      new Set(['DatabaseUnwritable: the disk that holds the database is full']),
    )
  })

  test('changes are taken again as soon as there is room', async () => {
    await leaveRoom(10_000)
    expect((await send('GET', '/healthz')).status).toBe(200)
    expect((await create(5_000)).status).toBe(201)
  })
})

describe('where the database can only be read', () => {
  test('a change is refused in words, health says so, and reading goes on', async () => {
    await client.execute('PRAGMA query_only = ON')
    const refused = await create(6_000)
    expect([refused.status, refused.body.code]).toEqual([503, 'read_only'])
    expect((await send('GET', '/healthz')).body).toMatchObject({ code: 'read_only' })
    expect((await send('GET', '/api/v1/contacts')).status).toBe(200)
    expect((await send('GET', '/api/v1/exports/contacts?format=csv')).status).toBe(200)
    await client.execute('PRAGMA query_only = OFF')
    expect((await send('GET', '/healthz')).status).toBe(200)
  })
})
