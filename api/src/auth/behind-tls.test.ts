import type { DatabaseClient } from '../db/client.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase, removeDatabases } from '../../test/targets/fresh-database.ts'
import { createApp } from '../app.ts'
import { createDatabase } from '../db/database.ts'
import { openDatabase } from '../platform/node/node.ts'
import { nativeScrypt } from '../platform/node/scrypt.ts'
import { beginAccounts } from './begin.ts'
import { type Accounts, noAccounts } from '../installation/account-settings.ts'

const origin = 'https://cards.example.org'
const owner = { email: 'olive@example.com', password: 'correct horse battery' }
const accounts: Accounts = {
  settings: { ...noAccounts.settings, secret: 's'.repeat(40), origin, setupToken: 't', owner },
  hasher: nativeScrypt,
}

let client: DatabaseClient
let app: ReturnType<typeof createApp>

beforeAll(async () => {
  const file = await freshDatabase()
  client = (await openDatabase({ url: `file:${file}`, authToken: undefined })).client
  const db = createDatabase(client)
  expect(await beginAccounts(accounts, db)).toBeNull()
  app = createApp({ db, accounts })
})

afterAll(() => {
  client.close()
  removeDatabases()
})

/** The proxy in front speaks plain HTTP to us, under a name of its own. */
const ask = async (path: string, init: RequestInit = {}) =>
  app.fetch(new Request(`http://10.0.0.7:8787${path}`, init))

describe('behind a proxy that ends TLS', () => {
  let cookie = ''

  it('signs in the owner of the configuration, in cookies nobody else can set', async () => {
    const response = await ask('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify(owner),
    })
    expect(response.status, await response.clone().text()).toBe(200)
    const set = response.headers.getSetCookie()
    expect(set.map((line) => line.split('=')[0]).sort()).toEqual([
      '__Host-cardfile.device',
      '__Host-cardfile.session_data',
      '__Host-cardfile.session_token',
    ])
    for (const line of set) {
      expect(line).toMatch(/; Secure/)
      expect(line).toMatch(/; Path=\//)
      expect(line).toMatch(/; HttpOnly/)
      expect(line).not.toMatch(/Domain/i)
    }
    cookie = set.map((line) => line.split(';')[0]).join('; ')
  })

  it('knows them again, and who asks by our address alone', async () => {
    const me = await ask('/api/v1/me', { headers: { cookie } })
    expect(await me.json()).toMatchObject({ caller: { email: owner.email }, isOwner: true })
    const rename = (from: string) =>
      ask('/api/v1/me', {
        method: 'PATCH',
        headers: { cookie, origin: from, 'content-type': 'application/json' },
        body: '{"name":"Olive"}',
      })
    expect((await rename(origin)).status).toBe(200)
    expect((await rename('http://10.0.0.7:8787')).status).toBe(403)
  })

  it('makes links to our address', async () => {
    const response = await ask('/api/v1/people', {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: '{"name":"Ann","email":"ann@example.com","roleId":"agent"}',
    })
    expect(await response.json()).toMatchObject({
      link: expect.stringMatching(/^https:\/\/cards\.example\.org\/set-password#/),
    })
  })
})
