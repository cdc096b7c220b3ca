import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { migrate } from '../../platform/node/migrate.ts'
import { numberChanges } from './number-changes.ts'

let folder: string
let client: Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-numbering-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const rowsOf = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))
const logged =
  'SELECT contact_seq, version, kind, via, request_id, hex(before) AS before FROM changes ORDER BY 1, 2'

/** The log as it was before it had numbers, of contacts with one to four versions each. */
beforeEach(async () => {
  await client.batch(
    [
      'DELETE FROM changes',
      'UPDATE schema_state SET changes_from = 0',
      `CREATE TABLE changes_unnumbered (
        contact_seq INTEGER NOT NULL, version INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL,
        actor TEXT, via TEXT NOT NULL, import_id TEXT, request_id TEXT NOT NULL, before BLOB,
        PRIMARY KEY (contact_seq, version)
      ) STRICT, WITHOUT ROWID`,
      `WITH RECURSIVE some (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM some WHERE i < 99)
       INSERT INTO changes_unnumbered
       SELECT i / 4 + 1, v.value, iif(v.value = 1, 'create', 'update'), i, 'system', 'api', NULL, 'r' || i,
         iif(v.value = 1, NULL, jsonb_object('f1', 'was ' || v.value))
       FROM some, json_each('[1, 2, 3, 4]') v WHERE i % 4 = 0 AND v.value <= 1 + i / 4 % 4`,
    ],
    'write',
  )
})

const expected = async () => rowsOf(logged.replace('FROM changes', 'FROM changes_unnumbered'))

test('moves every row, and lets the feed begin behind them', async () => {
  const before = await expected()
  await numberChanges(client, { pageSize: 7 })
  expect(await rowsOf(logged)).toEqual(before)
  const [state] = await rowsOf(
    'SELECT changes_from = (SELECT max(n) FROM changes) AS behind, count(*) AS n FROM schema_state',
  )
  expect(state).toEqual({ behind: 1, n: 1 })
  expect(await rowsOf("SELECT 1 FROM sqlite_schema WHERE name = 'changes_unnumbered'")).toEqual([])
  await numberChanges(client)
  expect(await rowsOf(logged)).toEqual(before)
})

test('goes on where it was cut off, beside a server that writes on', async () => {
  const before = await expected()
  for (let trips = 1; trips < 12; trips++) {
    let left = trips
    const failing = {
      execute: client.execute.bind(client),
      async batch(...asked: Parameters<Client['batch']>) {
        if (left-- === 0) throw new Error('cut off')
        return client.batch(...asked)
      },
    }
    await numberChanges(failing, { pageSize: 3 }).catch((error: Error) =>
      expect(error.message).toBe('cut off'),
    )
    await client.execute({
      sql: `INSERT INTO changes (contact_seq, version, kind, at, via, request_id) VALUES (?, 1, 'create', 0, 'api', 'new')`,
      args: [1_000 + trips],
    })
  }
  await numberChanges(client, { pageSize: 3 })
  const moved = await rowsOf(logged)
  expect(moved.filter(({ request_id }) => request_id !== 'new')).toEqual(before)
  expect(moved.length).toBe(before.length + 11)
})
