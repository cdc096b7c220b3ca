import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Ask, sendImport } from '../../test/crash/sender.ts'
import { losing } from '../../test/crash/losing.ts'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { openEmbedded } from '../db/embedded.ts'
import type { FileRow } from './fold/row.ts'

const headings = ['name', 'email', 'city']
const rows = Array.from({ length: 60 }, (_, i): FileRow => ({
  number: i + 2,
  cells: [
    i % 17 === 0 ? null : `Person ${i}`,
    `p${i % 5 === 0 ? Math.floor(i / 2) : i}@example.com`,
    i % 3 === 0 ? null : 'Rome',
  ],
}))

/** The import over a database that loses one reply, sent again as often as it fails. */
async function imported(number: number, when: 'before' | 'after') {
  const client = await openEmbedded(`file:${await freshDatabase()}`)
  const { told, app } = losing(client, number, when)
  const ask: Ask = async (method, path, body) => {
    const response = await app.fetch(
      new Request(`http://localhost/api/v1${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(path === '/imports' ? { 'idempotency-key': 'one-import' } : {}),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const read: unknown = await response.json()
    if (response.status === 503) throw new TypeError('try again')
    expect(response.ok, JSON.stringify(read)).toBe(true)
    return read
  }
  const progress = { id: null }
  const send = () => sendImport(ask, headings, rows, 20, progress)
  await send().catch(send)
  const found = await client.batch(
    [
      'SELECT seq, hex(data) AS data, version FROM contacts ORDER BY seq',
      'SELECT * FROM identities ORDER BY field_id, key',
      'SELECT contact_seq, version, kind, hex(before) AS before FROM changes ORDER BY 1, 2',
      'SELECT state, next_chunk, created, replaced, unchanged, failed FROM imports',
      'SELECT "row" FROM import_rows ORDER BY "row"',
    ],
    'read',
  )
  client.close()
  return { lost: told.lost, state: JSON.stringify(found.map(({ rows }) => rows)) }
}

let expected: string

beforeAll(async () => {
  // Every lost reply is logged as the fault it is.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  expected = (await imported(0, 'before')).state
})

afterAll(() => {
  vi.restoreAllMocks()
  removeDatabases()
})

test.each(['before', 'after'] as const)(
  'a reply of the database lost %s it did what it was asked changes nothing in the end',
  async (when) => {
    let number = 1
    for (; ; number++) {
      const { lost, state } = await imported(number, when)
      expect(state, `lost reply ${number}`).toBe(expected)
      if (!lost) break
    }
    expect(number).toBeGreaterThan(8)
  },
  120_000,
)
