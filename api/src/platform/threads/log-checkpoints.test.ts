import { copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { DatabaseClient } from '../../db/client.ts'
import { EmbeddedClient } from '../../db/embedded-client.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { LogCheckpoints } from './log-checkpoints.ts'

let file: string
let client: DatabaseClient

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-checkpoints-'))
  file = join(folder, 'a.db')
  client = await openEmbedded(`file:${file}`)
  await client.execute('CREATE TABLE t (n INTEGER PRIMARY KEY, data BLOB) STRICT')
  onTestFinished(() => {
    client.close()
    rmSync(folder, { recursive: true, force: true })
  })
})

const insert = (n: number) =>
  client.batch([{ sql: 'INSERT INTO t VALUES (?, randomblob(9000))', args: [n] }], 'write')

/** What is in the file alone, as it is without its log. */
async function rowsInFile(): Promise<number> {
  const copy = `${file}.copy`
  copyFileSync(file, copy)
  const alone = new EmbeddedClient(copy, { timeout: 0 })
  try {
    const { rows } = await alone.execute('SELECT count(*) AS n FROM t')
    return Number(rows[0]?.n)
  } catch {
    return 0
  } finally {
    alone.close()
  }
}

const logSize = () => statSync(`${file}-wal`).size

test('writes the log into the file when it has grown, and the log begins anew', async () => {
  const checkpoints = new LogCheckpoints(file, client, 100)
  for (let n = 0; n < 3; n++) {
    await insert(n)
    checkpoints.written(1)
  }
  await checkpoints.idle()
  expect(await rowsInFile()).toBe(0)
  await insert(3)
  checkpoints.written(1)
  await checkpoints.idle()
  expect(await rowsInFile()).toBe(4)
  const size = logSize()
  await insert(4)
  expect(logSize()).toBe(size)
  await checkpoints.close()
})

test('leaves nothing out that is written while it goes on', async () => {
  const checkpoints = new LogCheckpoints(file, client, 500)
  for (let n = 0; n < 400; n++) {
    await insert(n)
    checkpoints.written(1)
    if (n % 3 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
  await checkpoints.idle()
  const { rows } = await client.execute('SELECT count(*) AS n FROM t')
  expect(rows[0]?.n).toBe(400)
  expect((await client.execute('PRAGMA integrity_check')).rows[0]?.integrity_check).toBe('ok')
  checkpoints.written(100)
  await checkpoints.idle()
  expect(await rowsInFile()).toBe(400)
  await checkpoints.close()
})

test('one that cannot be made leaves the writes as they are', async () => {
  const checkpoints = new LogCheckpoints(join(file, 'nowhere.db'), client, 1)
  await insert(0)
  checkpoints.written(1)
  await checkpoints.idle()
  await insert(1)
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(2)
  await checkpoints.close()
})
