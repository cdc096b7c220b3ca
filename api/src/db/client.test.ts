import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@libsql/client/sqlite3'
import { LibsqlError } from '@libsql/client/web'
import Libsql from 'libsql'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DatabaseClient } from './client.ts'
import { EmbeddedClient } from './embedded-client.ts'

const clients: Record<string, (path: string) => DatabaseClient> = {
  'the client of a file': (path) => new EmbeddedClient(path, { timeout: 50 }),
  '@libsql/client': (path) => createClient({ url: `file:${path}`, concurrency: 1, timeout: 50 }),
}

describe.each(Object.entries(clients))('%s', (_, open) => {
  let folder: string
  let path: string
  let client: DatabaseClient

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cardfile-client-'))
    path = join(folder, 'a.db')
    client = open(path)
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, value UNIQUE)')
  })

  afterEach(() => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const insert = (n: number, value: string | null = null) => ({
    sql: 'INSERT INTO t VALUES (?, ?)',
    args: [n, value],
  })
  const values = async () => (await client.execute('SELECT value FROM t ORDER BY n')).rows

  test('gives rows by the names of their columns, in the order they are found', async () => {
    await client.batch([insert(1, 'a'), insert(2, 'b')], 'write')
    const { rows } = await client.execute('SELECT n, value AS text FROM t ORDER BY n DESC')
    expect(rows.map((row) => ({ ...row }))).toEqual([
      { n: 2, text: 'b' },
      { n: 1, text: 'a' },
    ])
  })

  test('says how many rows a statement wrote, and none for one that answers rows', async () => {
    const results = await client.batch(
      [
        'INSERT INTO t VALUES (1, 1), (2, 2), (3, 3)',
        'UPDATE t SET value = -value WHERE n > 1',
        'DELETE FROM t WHERE n = 3 RETURNING n',
        'DELETE FROM t WHERE n = 99',
      ],
      'write',
    )
    expect(results.map(({ rowsAffected, rows }) => [rowsAffected, rows.length])).toEqual([
      [3, 0],
      [2, 0],
      [0, 1],
      [0, 0],
    ])
  })

  const bytes = new Uint8Array([0, 255, 7])
  test.each([
    { given: null, stored: null },
    { given: 'text \u{1f600} and more', stored: 'text \u{1f600} and more' },
    { given: '', stored: '' },
    { given: 1.5, stored: 1.5 },
    { given: -7, stored: -7 },
    { given: Number.MAX_SAFE_INTEGER, stored: Number.MAX_SAFE_INTEGER },
    { given: 1e300, stored: 1e300 },
    { given: true, stored: 1 },
    { given: false, stored: 0 },
    { given: 12n, stored: 12 },
    { given: new Date(5), stored: 5 },
    { given: bytes, stored: bytes.buffer },
    { given: bytes.buffer, stored: bytes.buffer },
  ])('keeps $given as $stored', async ({ given, stored }) => {
    await client.execute({ sql: 'INSERT INTO t VALUES (1, ?)', args: [given] })
    const [row] = await values()
    const found = row?.value
    if (!(stored instanceof ArrayBuffer)) return expect(found).toBe(stored)
    expect(found).toBeInstanceOf(ArrayBuffer)
    expect(new Uint8Array(found as ArrayBuffer)).toEqual(new Uint8Array(stored))
  })

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 2n ** 63n])('refuses %s', async (value) => {
    const statement = { sql: 'INSERT INTO t VALUES (1, ?)', args: [value] }
    await expect(client.execute(statement)).rejects.toThrow(RangeError)
    await expect(client.batch([insert(2), statement], 'write')).rejects.toThrow(RangeError)
    expect(await values()).toEqual([])
  })

  test('writes all of a batch or nothing, and goes on afterwards', async () => {
    await expect(client.batch([insert(1, 'a'), insert(2, 'a')], 'write')).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT',
      extendedCode: 'SQLITE_CONSTRAINT_UNIQUE',
    })
    expect(await values()).toEqual([])
    await client.batch([insert(1, 'a'), insert(2, 'b')], 'write')
    expect(await values()).toHaveLength(2)
  })

  test.each([
    ['a statement that is none', 'SELEC 1', 'SQLITE_ERROR'],
    ['a table that is not there', 'SELECT * FROM missing', 'SQLITE_ERROR'],
    ['two contacts of one key', 'INSERT INTO t VALUES (1, 1), (1, 2)', 'SQLITE_CONSTRAINT'],
  ])('fails with the code of %s', async (_what, sql, code) => {
    const fault = await client.execute(sql).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(LibsqlError)
    expect(fault).toMatchObject({ code })
  })

  test('reads one state in all statements of a batch, whoever writes meanwhile', async () => {
    const other = open(path)
    await client.batch([insert(1)], 'write')
    const count = 'SELECT count(*) AS n FROM t'
    const read = client.batch([count, count], 'read')
    await other.batch([insert(2)], 'write')
    other.close()
    const counted = (await read).map(({ rows }) => rows[0]?.n)
    expect(counted[0]).toBe(counted[1])
  })

  test('migrates all or nothing, without foreign keys, which hold again afterwards', async () => {
    await client.migrate([
      'CREATE TABLE child (t INTEGER REFERENCES t (n))',
      'INSERT INTO child VALUES (1)',
      'DELETE FROM child',
    ])
    await expect(client.migrate(['CREATE TABLE other (n)', 'SELEC'])).rejects.toThrow(LibsqlError)
    const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE name = 'other'")
    expect(rows).toEqual([])
    await expect(client.execute('INSERT INTO child VALUES (9)')).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT',
    })
  })

  test('refuses everything once it is closed', async () => {
    client.close()
    await expect(client.execute('SELECT 1')).rejects.toMatchObject({ code: 'CLIENT_CLOSED' })
    await expect(client.batch(['SELECT 1'], 'read')).rejects.toMatchObject({
      code: 'CLIENT_CLOSED',
    })
  })
})

describe('the client of a file alone', () => {
  let folder: string
  let path: string
  let client: DatabaseClient

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cardfile-client-'))
    path = join(folder, 'a.db')
    client = new EmbeddedClient(path, { timeout: 50 })
    await client.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, value)')
  })

  afterEach(() => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('writes at once when another process lets go of a lock that it waited for in vain', async () => {
    const other = new Libsql(path)
    other.exec('BEGIN IMMEDIATE')
    for (let attempt = 0; attempt < 3; attempt++)
      await expect(client.batch(['INSERT INTO t VALUES (1, 1)'], 'write')).rejects.toMatchObject({
        code: 'SQLITE_BUSY',
      })
    other.exec('COMMIT')
    other.close()
    await client.batch(['INSERT INTO t VALUES (1, 1)'], 'write')
    const again = new Libsql(path)
    again.exec('BEGIN IMMEDIATE')
    again.exec('COMMIT')
    again.close()
    expect((await client.execute('SELECT n FROM t')).rows).toHaveLength(1)
  })

  test('reads columns that another connection added since the same question was asked', async () => {
    const all = 'SELECT * FROM t'
    await client.batch(["INSERT INTO t VALUES (1, 'a')"], 'write')
    await client.execute(all)
    const other = new EmbeddedClient(path, { timeout: 50 })
    await other.migrate(["ALTER TABLE t ADD COLUMN more DEFAULT 'm'"])
    other.close()
    const { rows } = await client.execute(all)
    expect(rows.map((row) => ({ ...row }))).toEqual([{ n: 1, value: 'a', more: 'm' }])
  })
})

test('keeps statements without bound: those used longest ago go', async () => {
  const client = new EmbeddedClient(':memory:', { timeout: 0 })
  for (let n = 0; n < 2_000; n++) {
    const { rows } = await client.execute(`SELECT ${n} AS n`)
    expect(rows).toEqual([{ n }])
  }
  client.close()
})
