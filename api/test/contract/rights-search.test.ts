import { beforeAll, describe, expect, test } from 'vitest'
import { type Api, startApi } from './support/api.ts'
import { asRole } from './support/callers.ts'
import { download, importRows, numbered, rowsOfFile } from './support/imports.ts'

let owner: Api
/** Does not see the field `secret`. */
let agent: Api
/** Sees no identities. */
let blind: Api

const people: [name: string, secret: string | null, values: object][] = [
  ['Jörg Müller', 'Zebra stripes', { email: ['jm@example.com'], city: 'Köln' }],
  ['Jo Lindqvist', null, { email: ['jo@example.se'], company: 'Volvo "Cars" AB' }],
  ['Ana María Díaz', 'zebra crossing', { sms: ['+49 30 1234567'] }],
  ['Decomposed Mu\u0308ller', 'müller', { twitter: ['@BoEk'] }],
  ['ΣΊΣΥΦΟΣ Οδυσσέας', 'ZÉBRA', { email: ['sisyphos@example.gr'], description: 'Ångström\nÖd' }],
]

beforeAll(async () => {
  owner = await startApi()
  await owner.field({ name: 'Secret', type: 'text', viewRoles: ['owner', 'admin'] })
  await owner.field({ name: 'Note', type: 'text' })
  for (const [name, secret, values] of people) await owner.contact({ name, secret, ...values })
  agent = await asRole(owner, 'agent')
  blind = await asRole(owner, 'admin', {
    permissions: ['view_contacts', 'delete_contacts', 'export_contacts', 'edit_contacts'],
  })
})

async function found(api: Api, q: string): Promise<string[]> {
  const { status, body } = await api.list({ q })
  expect(status).toBe(200)
  expect(body.total).toBe(body.data.length)
  return body.data.map(({ values }) => String(values.name))
}

describe('a search', () => {
  test.each([
    'müller',
    'MULLER',
    'mu\u0308ller',
    'köln',
    'example',
    'οδυσσέας',
    'σίσυφος',
    'volvo "cars"',
    'angstrom',
    'díaz ana',
    'jm@example.com',
    'boek',
    '+49301234567',
    '30 1234',
    'jo li',
  ])('for “%s” finds by what is seen as it finds for an owner', async (q) => {
    const all = await found(owner, q)
    expect(all.length).toBeGreaterThan(0)
    expect(await found(agent, q)).toEqual(all)
  })

  test.each(['zebra', 'ZÉBRA', 'stripes', 'zebra crossing', 'crossing díaz', 'secret'])(
    'for “%s”, which only a hidden field holds, finds nobody',
    async (q) => {
      expect(await found(agent, q)).toEqual([])
      expect(await found(owner, 'zebra')).toHaveLength(3)
    },
  )

  test.each(['jm@example.com', 'example.se', '+49301234567', '30 1234', 'boek'])(
    'for the identity “%s” finds nobody for those who see none',
    async (q) => {
      expect(await found(owner, q)).toHaveLength(1)
      expect(await found(blind, q)).toEqual([])
    },
  )

  test('finds by the other texts for those who see no identities', async () => {
    expect(await found(blind, 'zebra')).toEqual(await found(owner, 'zebra'))
    expect(await found(blind, 'köln')).toEqual(['Jörg Müller'])
  })

  test('counts, exports and deletes by what is seen', async () => {
    const { body } = await agent.query({ q: 'zebra', count: 'exact' })
    expect(body.total).toBe(0)
    const file = await download(blind, '/api/v1/exports/contacts?format=csv&q=example.se')
    expect(await rowsOfFile(file)).toHaveLength(1)
    const deletion = { on: { q: 'example.se' }, expected: 1, do: 'delete' }
    const refused = await blind.refused('POST', '/api/v1/bulk-changes', { body: deletion })
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain('0 contacts')
  })
})

describe('what is written meanwhile', () => {
  test('is found by what is seen of it, and by nothing that was before', async () => {
    expect(await found(agent, 'quagga')).toEqual([])
    const { id, version } = await owner.contact({
      name: 'Quagga One',
      secret: 'okapi herd',
      email: ['quagga@example.com'],
    })
    expect(await found(agent, 'quagga')).toEqual(['Quagga One'])
    expect(await found(agent, 'okapi')).toEqual([])
    await owner.patch(id, version, { name: 'Renamed', secret: 'okapi two', email: ['x@y.org'] })
    expect(await found(agent, 'quagga')).toEqual([])
    expect(await found(agent, 'renamed')).toEqual(['Renamed'])
    await owner.send('DELETE', `/api/v1/contacts/${id}`, { ifMatch: '*' })
    expect(await found(agent, 'renamed')).toEqual([])
    await owner.post(`/api/v1/contacts/${id}/restore`, undefined)
    expect(await found(agent, 'renamed')).toEqual(['Renamed'])
    expect(await found(agent, 'okapi')).toEqual([])
  })

  test('follows the rights as they change', async () => {
    const note = await owner.fieldByKey('note')
    await owner.contact({ name: 'Noted', note: 'wombat', email: ['noted@example.com'] })
    expect(await found(agent, 'wombat')).toEqual(['Noted'])
    const change = (version: number, viewRoles: string[] | null) =>
      owner.send('PATCH', `/api/v1/fields/${note.id}`, { ifMatch: version, body: { viewRoles } })
    await change(note.version, ['owner', 'admin'])
    expect(await found(agent, 'wombat')).toEqual([])
    await change(note.version + 1, null)
    expect(await found(agent, 'wombat')).toEqual(['Noted'])
    const { rows } = await owner.client.execute(
      "SELECT count(*) AS n FROM sqlite_schema WHERE name GLOB 'search_[0-9]' AND type = 'table'",
    )
    expect(rows[0]?.n).toBe(2)
  })

  test('is forgotten when it is erased, in every index', async () => {
    const { id } = await owner.contact({ name: 'Erasmus', email: ['erasmus@example.com'] })
    expect(await found(agent, 'erasmus')).toEqual(['Erasmus'])
    const erased = await owner.send('POST', `/api/v1/contacts/${id}/erase`, { ifMatch: '*' })
    expect(erased.status).toBeLessThan(300)
    const indexes = `SELECT name FROM sqlite_schema WHERE name GLOB 'search_[0-9]' AND type = 'table'`
    const left = async () => (await owner.client.execute(indexes)).rows
    await expect.poll(left, { timeout: 10_000 }).toEqual([])
    expect(await found(agent, 'erasmus')).toEqual([])
    expect(await found(agent, 'quagga')).toEqual([])
    expect(await found(agent, 'noted')).toEqual(['Noted'])
  })

  test('is found after an import', async () => {
    const rows = numbered([
      ['Imported One', 'one@import.example', 'tapir'],
      ['Imported Two', 'two@import.example', 'tapir'],
    ])
    await importRows(owner, 'merge', ['name', 'email', 'secret'], rows)
    expect(await found(agent, 'imported')).toEqual(['Imported Two', 'Imported One'])
    expect(await found(agent, 'tapir')).toEqual([])
  })

  test('is found by a condition on a field, too', async () => {
    const containing = (field: string, value: string) =>
      agent.query({ filter: { field, operator: 'contains', value } })
    expect((await containing('name', 'noted')).body.total).toBe(1)
    expect((await containing('name', 'wombat')).body.total).toBe(0)
    expect((await containing('secret', 'zebra')).status).toBe(422)
  })
})
