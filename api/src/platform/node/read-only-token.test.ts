import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Sqld, sqldBinary } from '../../../scripts/sqld.ts'
import { freshServer, removeDatabases } from '../../../test/targets/fresh-database.ts'
import { createApp } from '../../app.ts'
import { createDatabase } from '../../db/database.ts'
import { createRemoteClient } from '../../db/remote-client.ts'
import { ConfigError } from '../config/config.ts'
import { openDatabase } from './node.ts'

describe.runIf(sqldBinary() !== undefined)('with a token that may only read', () => {
  let server: Sqld
  beforeAll(async () => {
    server = await freshServer()
  })
  afterAll(async () => {
    await server.stop()
    removeDatabases()
  })

  test('nothing is migrated, and a sentence says why', async () => {
    const { url, readOnlyToken: authToken } = server
    const error = await openDatabase({ url, authToken }).catch((fault: unknown) => fault)
    expect(error).toBeInstanceOf(ConfigError)
    expect(String(error)).toContain('the token it is reached by, is read only')
  })

  test('a change is refused in words, and lists go on', async () => {
    const { url, readOnlyToken: authToken } = server
    const client = createRemoteClient({ url, authToken, timeout: 30_000 })
    const logged: string[] = []
    const db = createDatabase(client)
    const app = createApp({ db, log: ({ error }) => logged.push(String(error)) })
    const ask = async (path: string, init?: RequestInit) => {
      const response = await app.fetch(new Request(`http://localhost${path}`, init))
      return [response.status, await response.json()]
    }
    const body = JSON.stringify({ values: { name: 'Ann', email: ['ann@example.com'] } })
    const headers = { 'content-type': 'application/json' }
    expect(await ask('/api/v1/contacts', { method: 'POST', headers, body })).toMatchObject([
      503,
      { code: 'read_only' },
    ])
    expect(await ask('/healthz')).toMatchObject([503, { code: 'read_only' }])
    expect(await ask('/api/v1/contacts')).toMatchObject([200, { total: 0 }])
    expect(new Set(logged).size).toBe(1)
    expect(logged[0]).not.toMatch(/\n/)
    client.close()
  })
})
