import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LibsqlError } from '@libsql/client/web'
import type { DatabaseClient } from '../../db/client.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openEmbedded } from '../../db/embedded.ts'
import { type WritingThread, writeInThread } from './writer.ts'

let folder: string
let reader: DatabaseClient
let writer: WritingThread

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-writer-'))
  const url = `file:${join(folder, 'a.db')}`
  reader = await openEmbedded(url)
  await reader.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT, data BLOB)')
  writer = writeInThread(reader, url)
})

afterEach(async () => {
  await writer.close()
  reader.close()
  rmSync(folder, { recursive: true, force: true })
})

const insert = (n: number) => ({ sql: "INSERT INTO t VALUES (?, 'x', x'00ff')", args: [n] })
const count = { sql: 'SELECT count(*) AS n FROM t', args: [] }

test('lets the next read see what was written', async () => {
  await writer.batch([insert(1), insert(2)], 'write')
  const [counted] = await writer.batch([count], 'read')
  expect(counted?.rows[0]?.n).toBe(2)
})

test('answers as the client itself does', async () => {
  const batch = [insert(7), 'SELECT n, text, data FROM t']
  const [inserted, selected] = await writer.batch(batch, 'write')
  expect(inserted).toEqual({ rows: [], rowsAffected: 1 })
  expect(selected?.rows).toEqual([{ n: 7, text: 'x', data: expect.any(ArrayBuffer) }])
  expect(new Uint8Array(selected?.rows[0]?.data as ArrayBuffer)).toEqual(new Uint8Array([0, 255]))
})

test('writes all of a batch or nothing, and fails as the client does', async () => {
  const batch = [insert(1), insert(1)]
  const fault = await writer.batch(batch, 'write').catch((error: unknown) => error)
  const own = await reader.batch(batch, 'write').catch((error: unknown) => error)
  expect(fault).toBeInstanceOf(LibsqlError)
  expect(fault).toMatchObject({ code: (own as LibsqlError).code, message: (own as Error).message })
  const [counted] = await writer.batch([count], 'read')
  expect(counted?.rows[0]?.n).toBe(0)
})

test('keeps the order in which batches came', async () => {
  const numbers = Array.from({ length: 50 }, (_, n) => n)
  const seen = await Promise.all(
    numbers.map(async (n) => {
      const [, counted] = await writer.batch([insert(n), count], 'write')
      return counted?.rows[0]?.n
    }),
  )
  expect(seen).toEqual(numbers.map((n) => n + 1))
})

test('does not hold up this thread while it writes', async () => {
  const series = `WITH RECURSIVE s(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM s LIMIT 100000)
    INSERT INTO t SELECT value, hex(randomblob(200)), NULL FROM s`
  let turns = 0
  const ticking = setInterval(() => turns++, 1)
  await writer.batch([series], 'write')
  clearInterval(ticking)
  expect(turns).toBeGreaterThan(10)
})

const filler = new TextEncoder().encode('x'.repeat(1_000_000))
const fill = { sql: 'INSERT INTO t (data) VALUES (?)' }
const logSize = () => statSync(join(folder, 'a.db-wal')).size

test('takes bytes along, and leaves those that it was not given', async () => {
  const bytes = filler.slice()
  await writer.batch([{ ...fill, args: [bytes] }], 'write')
  expect(bytes.length).toBe(0)
  const [read] = await writer.batch([{ sql: 'SELECT data FROM t', args: [] }], 'read')
  expect(new Uint8Array(read?.rows[0]?.data as ArrayBuffer)).toEqual(filler)
})

test('empties the log when it is told to', async () => {
  await writer.batch([{ ...fill, args: [filler.slice()] }], 'write')
  expect(logSize()).toBeGreaterThan(1_000_000)
  await writer.emptyLog()
  expect(logSize()).toBe(0)
})

test('writes the log into the file before it is large, so that it begins anew', async () => {
  const insertPages = () =>
    writer.batch(['INSERT INTO t (data) VALUES (randomblob(40000))'], 'write')
  for (let n = 0; n < 300; n++) await insertPages()
  // How long a disk takes is not known. Left to SQLite, each write would lengthen the log up to 64 MB, which
  // is more than all of these.
  await vi.waitFor(
    async () => {
      const before = logSize()
      await insertPages()
      expect(logSize()).toBe(before)
    },
    { timeout: 10_000, interval: 20 },
  )
  expect(logSize()).toBeLessThan(60_000_000)
})

test('refuses what comes after its end', async () => {
  await writer.close()
  await expect(writer.batch([insert(1)], 'write')).rejects.toMatchObject({ code: 'CLIENT_CLOSED' })
})
