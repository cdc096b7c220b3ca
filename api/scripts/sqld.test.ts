import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient as createFileClient } from '@libsql/client/sqlite3'
import { createClient } from '@libsql/client/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataFile, sqldBinary, startSqld } from './sqld.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-sqld-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe.skipIf(sqldBinary() === undefined)('a libSQL server of one’s own', () => {
  it('lets in who has its token alone', async () => {
    const server = await startSqld({ folder })
    const ask = (authToken?: string) =>
      createClient({ url: server.url, ...(authToken && { authToken }) }).execute('SELECT 1')
    await expect(ask()).rejects.toThrow()
    await expect(ask(`${server.token.slice(0, -4)}AAAA`)).rejects.toThrow()
    expect((await ask(server.token)).rows).toHaveLength(1)
    await server.stop()
  })

  it('serves a file that lies elsewhere, which holds all of it afterwards', async () => {
    const file = join(folder, 'kept.db')
    const before = createFileClient({ url: `file:${file}` })
    await before.execute('PRAGMA journal_mode = WAL')
    await before.batch(['CREATE TABLE t (a)', 'INSERT INTO t VALUES (1)'], 'write')
    before.close()
    for (const name of ['first', 'second']) {
      const server = await startSqld({ folder: join(folder, name), file })
      const client = createClient({ url: server.url, authToken: server.token })
      await client.batch(['INSERT INTO t VALUES (2)'], 'write')
      await server.stop()
    }
    const after = createFileClient({ url: `file:${file}` })
    expect((await after.execute('SELECT count(*) AS n FROM t')).rows[0]?.n).toBe(3)
    after.close()
  })

  it('starts many at once, each on a port and a file of its own', async () => {
    const names = Array.from({ length: 6 }, (_, at) => join(folder, `many${at}`))
    const servers = await Promise.all(names.map((name) => startSqld({ folder: name })))
    expect(new Set(servers.map(({ url }) => url)).size).toBe(6)
    expect(servers.map(({ file }) => file)).toEqual(names.map(dataFile))
    await Promise.all(servers.map((server) => server.stop()))
  })

  it('does not take a port that another has', async () => {
    const first = await startSqld({ folder: join(folder, 'one') })
    const port = Number(new URL(first.url).port)
    await expect(startSqld({ folder: join(folder, 'two'), port })).rejects.toThrow('ended')
    await first.stop()
  })
})
