import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LibsqlError } from '@libsql/client/web'
import type { DatabaseClient } from '../../db/client.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createDatabase, DatabaseUnavailable } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { type ScanningThread, scanInThread } from './scanner.ts'
import { StartedWorkers } from './workers.test-support.ts'

let folder: string
let url: string
let client: DatabaseClient
let scanner: ScanningThread
let started: StartedWorkers

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-scanner-'))
  url = `file:${join(folder, 'a.db')}`
  client = await openEmbedded(url)
  await client.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)')
  started = new StartedWorkers()
  scanner = scanInThread(url)
})

afterEach(async () => {
  started.stop()
  await scanner.close()
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const insert = (n: number) => ({ sql: 'INSERT INTO t VALUES (?, ?)', args: [n, `text ${n}`] })
const all = { sql: 'SELECT n, text FROM t ORDER BY n', args: [] }
const long = {
  sql: 'WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s LIMIT ?) SELECT sum(n) FROM s',
  args: [2_000_000],
}

test('reads what was written before it was asked, and answers as the client itself does', async () => {
  const batch = [all, 'SELECT count(*) AS n FROM t']
  for (const n of [1, 2]) {
    await client.batch([insert(n)], 'write')
    const [rows, counted] = await scanner.batch(batch, 'read')
    expect(rows).toMatchObject({ rowsAffected: 0 })
    expect(rows?.rows).toMatchObject((await client.execute(all)).rows.map((row) => ({ ...row })))
    expect(counted?.rows).toMatchObject([{ n }])
  }
})

test('fails as the client does', async () => {
  const broken = [{ sql: 'SELECT * FROM nothing', args: [] }]
  const fault = await scanner.batch(broken, 'read').catch((error: unknown) => error)
  const own = await client.batch(broken, 'read').catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(LibsqlError)
  expect(fault).toMatchObject({ code: (own as LibsqlError).code, message: (own as Error).message })
})

test('cannot write', async () => {
  await expect(scanner.batch([insert(1)], 'write')).rejects.toMatchObject({
    code: 'SQLITE_READONLY',
  })
  expect((await client.execute(all)).rows).toEqual([])
})

test('takes the scans of a database, and nothing else of it', async () => {
  const db = createDatabase(client, { scanner })
  await db.batch([insert(1)], 'write')
  await db.batch([all], 'read')
  expect(scanner.isRunning).toBe(false)
  const [rows] = await db.session().batch([all], 'scan')
  expect(rows?.rows).toMatchObject([{ n: 1 }])
  expect(scanner.isRunning).toBe(true)
  const [without] = await createDatabase(client).batch([all], 'scan')
  expect(without?.rows).toMatchObject([{ n: 1 }])
})

test('does not hold up this thread while it reads', async () => {
  await scanner.batch([all], 'read')
  let turns = 0
  const ticking = setInterval(() => turns++, 1)
  await scanner.batch([long], 'read')
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(10)
})

test('goes when there is nothing to do, and comes again', async () => {
  const onStart = vi.fn()
  const brief = scanInThread(url, { rest: 50, onStart })
  expect(onStart).not.toHaveBeenCalled()
  await brief.batch([all], 'read')
  await expect.poll(() => brief.isRunning).toBe(false)
  await client.batch([insert(1)], 'write')
  const [rows] = await brief.batch([all], 'read')
  expect(rows?.rows).toMatchObject([{ n: 1 }])
  expect(onStart).toHaveBeenCalledTimes(2)
  await brief.close()
})

test('is like a database that was out of reach when it fails, and goes on with another one', async () => {
  const db = createDatabase(client, { scanner })
  await db.batch([all], 'scan')
  // Not amid a query: libSQL ends the whole process where its thread is ended there.
  const ended = started.last?.terminate()
  await expect(db.batch([all], 'scan')).rejects.toBeInstanceOf(DatabaseUnavailable)
  await ended
  const [rows] = await db.batch([all], 'scan')
  expect(rows?.rows).toEqual([])
})
