import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, LibsqlError, type Client } from '@libsql/client/web'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startHranaBridge, type HranaBridge } from './hrana-bridge.ts'

const folder = mkdtempSync(join(tmpdir(), 'cardfile-bridge-'))
let bridge: HranaBridge
let client: Client
let count = 0

beforeAll(async () => {
  bridge = await startHranaBridge()
})
afterAll(async () => {
  await bridge.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  count += 1
  const url = bridge.serve(`db${count}`, join(folder, `${count}.db`))
  client = createClient({ url, authToken: bridge.token })
  await client.execute('CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT UNIQUE)')
})

async function failure(promise: Promise<unknown>): Promise<LibsqlError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof LibsqlError)) throw new Error('It did not fail as libSQL does')
  return error
}

const rowCount = async () => (await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.n

describe('values', () => {
  it('come back as they went in', async () => {
    const { rows } = await client.execute({
      sql: 'SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e',
      args: [null, 1.5, 'é;"', new Uint8Array([0, 255]), 7n],
    })
    const row = rows[0]!
    expect([row.a, row.b, row.c, row.e]).toEqual([null, 1.5, 'é;"', 7])
    expect(new Uint8Array(row.d as ArrayBuffer)).toEqual(new Uint8Array([0, 255]))
  })

  it('keep integers of 64 bits', async () => {
    const big = createClient({
      url: bridge.serve('big', join(folder, 'big.db')),
      authToken: bridge.token,
      intMode: 'bigint',
    })
    const { rows } = await big.execute({ sql: 'SELECT ? AS n', args: [9007199254740993n] })
    expect(rows[0]?.n).toBe(9007199254740993n)
  })

  it('are bound by name too', async () => {
    const { rows } = await client.execute({
      sql: 'SELECT :x AS x, $y AS y',
      args: { x: 'a', $y: 'b' },
    })
    expect(rows[0]).toMatchObject({ x: 'a', y: 'b' })
  })
})

describe('writing', () => {
  it('counts rows and names the last', async () => {
    const done = await client.execute("INSERT INTO t VALUES (5, 'x'), (6, 'y')")
    expect(done).toMatchObject({ rowsAffected: 2, lastInsertRowid: 6n })
  })

  it('counts the rows of RETURNING', async () => {
    const done = await client.execute("INSERT INTO t (b) VALUES ('x') RETURNING a")
    expect(done.rows[0]?.a).toBe(1)
    expect(done.rowsAffected).toBe(1)
  })

  it('undoes a whole batch when a step fails, and says which and why', async () => {
    const error = await failure(
      client.batch(["INSERT INTO t (b) VALUES ('x')", "INSERT INTO t (b) VALUES ('x')"], 'write'),
    )
    expect(error.code).toBe('SQLITE_CONSTRAINT')
    expect(error.message).toContain('SQLite error: UNIQUE constraint failed: t.b')
    expect(error).toMatchObject({ statementIndex: 1 })
    expect(await rowCount()).toBe(0)
  })

  it('serves many batches at once, each whole', async () => {
    const insert = { sql: 'INSERT INTO t (b) VALUES (?)' }
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        client.batch(
          [
            { ...insert, args: [`x${at}`] },
            { ...insert, args: [`y${at}`] },
          ],
          'write',
        ),
      ),
    )
    expect(await rowCount()).toBe(100)
  })

  it('waits for another writer instead of failing', async () => {
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO t (b) VALUES ('first')")
    const second = client.batch(["INSERT INTO t (b) VALUES ('second')"], 'write')
    await transaction.commit()
    await second
    expect(await rowCount()).toBe(2)
  })

  it('undoes what a transaction left open when it is closed', async () => {
    const transaction = await client.transaction('write')
    await transaction.execute("INSERT INTO t (b) VALUES ('x')")
    await transaction.rollback()
    expect(await rowCount()).toBe(0)
  })
})

describe('refusals', () => {
  it('tells a statement that is none from one that broke a rule', async () => {
    expect((await failure(client.execute('SELEC 1'))).code).toBe('SQL_INPUT_ERROR')
  })

  it('refuses a client without the token', async () => {
    const stranger = createClient({ url: bridge.serve('other', join(folder, 'other.db')) })
    await expect(stranger.execute('SELECT 1')).rejects.toThrow('token')
  })

  it('refuses a database it does not serve', async () => {
    bridge.drop(`db${count}`)
    await expect(client.execute('SELECT 1')).rejects.toThrow('No such database')
  })

  it('refuses an answer larger than the real server gives', async () => {
    const error = failure(client.execute('SELECT hex(zeroblob(6000000)) AS x'))
    expect((await error).code).toBe('RESPONSE_TOO_LARGE')
  })
})
