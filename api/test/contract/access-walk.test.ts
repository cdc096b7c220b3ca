import { firstRoles, type Need } from '@cardfile/openapi'
import type { DatabaseClient } from '../../src/db/client.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { needKey } from '../../src/http/operation.ts'
import { makePerson, target } from '../targets/index.ts'
import { type Api, startApi } from './support/api.ts'
import { insertKey } from './support/callers.ts'

interface Operation {
  name: string
  method: string
  path: string
  need: Need
  hasBody: boolean
}

interface Spec {
  paths: Record<string, Record<string, Record<string, unknown>>>
}

let api: Api
let operations: Operation[]
let contact: string

beforeAll(async () => {
  api = await startApi()
  contact = (await api.contact({ name: 'Ann', email: ['ann@example.com'] })).id
  const spec = (await (await api.fetch('/api/v1/openapi.json')).json()) as Spec
  operations = Object.entries(spec.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: String(operation.operationId),
      method: method.toUpperCase(),
      path: path
        .replace('/contacts/{id}', `/contacts/${contact}`)
        .replace('/fields/{id}', '/fields/2')
        .replace('{format}', 'csv')
        .replaceAll(/\{\w+\}/g, '1'),
      need: operation[needKey] as Need,
      hasBody: 'requestBody' in operation,
    })),
  )
})

/**
 * Everything the database holds, but for when keys were last used. The index of the search follows
 * from the contacts.
 */
async function everything(client: DatabaseClient): Promise<string> {
  const tables = await client.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%'",
  )
  const names = tables.rows.map(({ name }) => String(name))
  const contents = await client.batch(
    names.map((name) => `SELECT * FROM "${name}"`),
    'read',
  )
  return JSON.stringify(
    contents.map(({ rows }, at) => [
      names[at],
      rows.map((row) => ({ ...row, ...('last_used_at' in row ? { last_used_at: null } : {}) })),
    ]),
  )
}

async function ask({ method, path, hasBody }: Operation, headers: Record<string, string>) {
  const response = await api.fetch(path, {
    method,
    headers: {
      'if-match': '*',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(hasBody ? { body: '{}' } : {}),
  })
  const text = await response.text()
  return { status: response.status, text }
}

type Sent = Record<string, string>

const bearer = (secret: string): Sent => ({ authorization: `Bearer ${secret}` })

/** Operations that are refused, and by what, each without leaving a trace. */
async function refusedOf(headers: Record<string, string>, asked = operations) {
  const before = await everything(api.client)
  const refused: string[] = []
  for (const operation of asked) {
    const { status, text } = await ask(operation, headers)
    if (status === 401 || status === 403) {
      refused.push(operation.name)
      expect(JSON.parse(text)).toMatchObject({ status, code: expect.any(String) })
    } else expect(status, `${operation.name}: ${text}`).toBeLessThan(500)
  }
  return { refused, untouched: async () => expect(await everything(api.client)).toBe(before) }
}

/** Who is not known, or not any more, and what they send. */
const strangers: [string, () => Sent | Promise<Sent>][] = [
  ['nobody', () => ({ cookie: '' })],
  ['a session that was made up', () => ({ cookie: 'cardfile.session_token=abc.def' })],
  [
    'a session of another installation',
    async () => (await makePerson((await target.start()).client, 'owner')).headers,
  ],
  [
    'a suspended person’s session',
    async () => (await makePerson(api.client, 'owner', { state: 'suspended' })).headers,
  ],
  [
    'a session that was ended with all others',
    async () => {
      const { id, headers } = await makePerson(api.client, 'owner')
      await api.send('DELETE', `/api/v1/people/${id}/sessions`)
      return headers
    },
  ],
  ['a key that nobody has', () => bearer(`cf_${'x'.repeat(43)}`)],
  ['what is no key', () => bearer('letmein')],
  ['another scheme', () => ({ authorization: 'Basic b3duZXI6b3duZXI=' })],
  [
    'a key that has expired',
    async () => bearer((await insertKey(api, 'owner', { expiresAt: 1 })).secret),
  ],
  [
    'a revoked key',
    async () => {
      const { id, secret } = await insertKey(api, 'owner')
      await api.send('DELETE', `/api/v1/api-keys/${id}`)
      return bearer(secret)
    },
  ],
]

const needing = (wanted: (need: Need) => boolean) =>
  operations.filter(({ need }) => wanted(need)).map(({ name }) => name)

/** What a person changes of their own, which a key has nothing of. */
const personal = ['updateMe', 'updatePreferences']

describe('every operation', () => {
  test('says what it needs; what changes anything needs more than being signed in', () => {
    expect(operations.filter(({ need }) => need === undefined)).toEqual([])
    expect(operations.length).toBeGreaterThan(35)
    const lax = operations.filter(
      ({ method, need }) => method !== 'GET' && (need === 'signed_in' || need === 'public'),
    )
    // A job asks for what it takes to begin one of its kind.
    const jobs = ['continueJob', 'cancelJob']
    const bulk = ['create', 'continue', 'cancel', 'undo'].map((verb) => `${verb}BulkChange`)
    const own = new Set(['completeSetup', 'setPassword', ...personal, ...jobs, ...bulk])
    expect(lax.map(({ name }) => name).filter((name) => !own.has(name))).toEqual([])
  })

  test.each(strangers)('refuses %s', async (_, headersOf) => {
    const { refused, untouched } = await refusedOf(await headersOf())
    expect(refused).toEqual(needing((need) => need !== 'public'))
    await untouched()
  })

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://localhost:1' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a link from elsewhere', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('takes no change from %s, whoever is signed in', async (_, from) => {
    const { cookie } = api.owner.headers
    const unsafe = operations.filter(({ method, need }) => method !== 'GET' && need !== 'public')
    const { refused, untouched } = await refusedOf({ cookie, ...from }, unsafe)
    expect(refused).toEqual(unsafe.map(({ name }) => name))
    await untouched()
  })

  test.each([...firstRoles, { id: 'nothing', name: 'Nothing', permissions: [] }])(
    'lets $name do what the role may, and nothing else',
    async ({ id, permissions }) => {
      if (id === 'nothing')
        await api.client.execute(
          `INSERT INTO roles (id, name, permissions, position) VALUES ('nothing', 'Nothing', '[]', 9);`,
        )
      const key = bearer((await insertKey(api, id)).secret)
      const person = (await makePerson(api.client, id)).headers
      const allowed = (need: Need) =>
        need === 'public' ||
        need === 'signed_in' ||
        permissions.some((permission) => permission === need)
      const denied = operations.filter(({ need }) => !allowed(need))
      for (const headers of [key, person]) {
        const { refused, untouched } = await refusedOf(headers, denied)
        expect(refused).toEqual(denied.map(({ name }) => name))
        await untouched()
      }
      const asked = operations.filter(({ need }) => allowed(need))
      expect((await refusedOf(key, asked)).refused).toEqual(personal)
      expect((await refusedOf(person, asked)).refused).toEqual([])
      console.warn(
        `${target.name}: ${id}, by key and by session: ${asked.length} operations let through, ${denied.length} refused`,
      )
    },
  )
})
