import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { DatabaseClient } from '../../db/client.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { GroupCommit, LogOnDisk } from './group-commit.ts'

let file: string
let client: DatabaseClient
let events: string[]

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-group-'))
  file = join(folder, 'a.db')
  client = await openEmbedded(`file:${file}`)
  await client.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, data BLOB) STRICT')
  events = []
  onTestFinished(() => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

const insert = (n: number, data: Uint8Array | null = null) => ({
  sql: 'INSERT INTO t VALUES (?, ?)',
  args: [n, data],
})
const count = 'SELECT count(*) AS n FROM t'

function group(sync = () => void events.push('sync')) {
  const watched: Pick<DatabaseClient, 'batch'> = {
    batch(statements, mode) {
      events.push(`transaction of ${statements.length}`)
      return client.batch(statements, mode)
    },
  }
  const commits = new GroupCommit(watched, sync)
  const write = async (name: string, ...statements: Parameters<GroupCommit['write']>[0]) => {
    try {
      const results = await commits.write(statements)
      events.push(`told ${name}`)
      return results
    } catch (error) {
      events.push(`refused ${name}`)
      throw error
    }
  }
  return { commits, write }
}

test('writes what comes together in one transaction, synced before anybody is told', async () => {
  const { write } = group()
  const told = await Promise.all([
    write('a', insert(1), count),
    write('b', count, insert(2)),
    write('c', insert(3)),
  ])
  expect(
    told.map((results) => results.map(({ rows, rowsAffected }) => rows[0]?.n ?? rowsAffected)),
  ).toEqual([[1, 1], [1, 1], [1]])
  await write('d', insert(4))
  expect(events).toEqual([
    'transaction of 5',
    'sync',
    'told a',
    'told b',
    'told c',
    'transaction of 1',
    'sync',
    'told d',
  ])
})

test('refuses what fails alone, and writes the others in their order', async () => {
  const { write } = group()
  const settled = await Promise.allSettled([
    write('a', insert(1)),
    write('b', insert(2), insert(1)),
    write('c', insert(3), count),
  ])
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(settled[2]).toMatchObject({ value: [{}, { rows: [{ n: 2 }] }] })
  expect((await client.execute('SELECT n FROM t')).rows).toEqual([{ n: 1 }, { n: 3 }])
  expect(events.filter((event) => event === 'sync')).toHaveLength(2)
})

test('writes by itself what brings bytes along, behind all small ones that wait', async () => {
  const { write } = group()
  await Promise.all([
    write('a', insert(1)),
    write('b', insert(2, new Uint8Array(3))),
    write('c', insert(3)),
    write('d', insert(4)),
  ])
  expect(events.filter((event) => event.startsWith('transaction'))).toEqual([
    'transaction of 3',
    'transaction of 1',
  ])
})

test('waits once, and not for each, where another process holds the file', async () => {
  const other = await openEmbedded(`file:${file}`)
  await client.execute('PRAGMA busy_timeout = 50')
  await other.execute('BEGIN IMMEDIATE')
  const { write } = group()
  const settled = await Promise.allSettled([write('a', insert(1)), write('b', insert(2))])
  expect(settled).toMatchObject([
    { reason: { code: 'SQLITE_BUSY' } },
    { reason: { code: 'SQLITE_BUSY' } },
  ])
  expect(events).toEqual(['transaction of 2', 'refused a', 'refused b'])
  await other.execute('ROLLBACK')
  other.close()
  expect(await write('c', insert(3))).toHaveLength(1)
})

test('tells nobody of a commit that did not reach the disk, and tries again for the next', async () => {
  let isBroken = true
  const { write } = group(() => {
    if (isBroken) throw new Error('no space left')
  })
  const settled = await Promise.allSettled([write('a', insert(1)), write('b', insert(2))])
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  expect(await write('c', insert(3))).toHaveLength(1)
})

test('writes at once what waits where it is told to', async () => {
  const { commits, write } = group()
  const written = write('a', insert(1))
  await commits.flush()
  await written
  expect(events).toEqual(['transaction of 1', 'sync', 'told a'])
})

test('finds the log once there is one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'a.db')
  const log = new LogOnDisk(path)
  log.sync()
  const another = await openEmbedded(`file:${path}`)
  await another.execute('CREATE TABLE t (n)')
  log.sync()
  log.close()
  another.close()
})
