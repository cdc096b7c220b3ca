import type { Client } from '@libsql/client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { prebuiltFields } from '@cardfile/openapi'
import { memberOf } from '../../installation/columns.ts'
import {
  type MigratedFile,
  openMigratedFile,
} from '../../platform/node/migrated-file.test-support.ts'
import { migrateIdentities } from './migrate-identities.ts'

let file: MigratedFile
let client: Client

beforeAll(async () => {
  file = await openMigratedFile()
  client = file.client
})

afterAll(() => file.close())

beforeEach(async () => {
  await client.batch(
    [
      'DELETE FROM identities',
      'DELETE FROM changes',
      'DELETE FROM search',
      'DELETE FROM contacts',
      'UPDATE schema_state SET identity_rule = 0',
      "UPDATE fields SET settings = '{}' WHERE key IN ('sms', 'whatsapp')",
    ],
    'write',
  )
})

const rowsOf = (sql: string) => file.rowsOf(sql)

function fieldOf(key: string) {
  const field = prebuiltFields.find((one) => one.key === key)
  if (!field) throw new Error(`no field ${key}`)
  return field
}

/** What an older version stored: values as they were typed, keys as it made them. */
type Stored = Record<string, [value: string, key: string][]>

async function store(id: string, stored: Stored, { inTrash = false } = {}): Promise<void> {
  const data: Record<string, string | string[]> = { [memberOf(fieldOf('name'))]: id }
  const claims: [number, string][] = []
  for (const [key, identities] of Object.entries(stored)) {
    const field = fieldOf(key)
    data[memberOf(field)] = identities.map(([value]) => value)
    for (const key of new Set(identities.map(([, key]) => key))) claims.push([field.id, key])
  }
  await client.batch(
    [
      {
        sql: `INSERT INTO contacts (id, data, version, created_at, updated_at, deleted_at)
          VALUES (?, jsonb(?), 1, 1, 1, ?)`,
        args: [id, JSON.stringify(data), inTrash ? 2 : null],
      },
      {
        sql: `INSERT INTO identities (field_id, key, contact_seq)
          SELECT w.value->>0, w.value->>1, c.seq FROM json_each(?) w, contacts c WHERE c.id = ?`,
        args: [inTrash ? '[]' : JSON.stringify(claims), id],
      },
    ],
    'write',
  )
}

async function keysOf(id: string, field: string): Promise<string[]> {
  const rows = await rowsOf(`SELECT i.key FROM identities i JOIN contacts c ON c.seq = i.contact_seq
    WHERE c.id = '${id}' AND i.field_id = ${fieldOf(field).id} ORDER BY i.key`)
  return rows.map(({ key }) => String(key))
}

async function valuesOf(id: string, field: string): Promise<string[]> {
  const [row] = await rowsOf(
    `SELECT data->'$.${memberOf(fieldOf(field))}' AS value FROM contacts WHERE id = '${id}'`,
  )
  return JSON.parse(String(row?.value))
}

describe('identities of an older rule', () => {
  test.each([
    [
      'email',
      ['info@M\u00fcller.de', 'info@m\u00fcller.de'],
      'info@M\u00fcller.de',
      'info@xn--mller-kva.de',
    ],
    ['email', [' ann@example.com ', 'ann@example.com'], 'ann@example.com', 'ann@example.com'],
    ['email', ['ann@example.com', 'ann@example.com'], 'ann@example.com', 'ann@example.com'],
    ['email', ['x@example..com', 'x@example..com'], 'x@example..com', 'x@example..com'],
    ['sms', ['(213) 373-4253', '+12133734253'], '+12133734253', '+12133734253'],
    ['sms', ['213 373 4253 x13', '+12133734253'], '+12133734253 ext. 13', '+12133734253 ext. 13'],
    ['sms', ['+49 30 1234567', '+49301234567'], '+49 30 1234567', '+49301234567'],
    // Read in Germany, before the field’s country became the one it has now.
    ['sms', ['030 1234567', '+49301234567'], '+49301234567', '+49301234567'],
    ['whatsapp', ['+54 9 11 2345 6789', '+5491123456789'], '+54 9 11 2345 6789', '+541123456789'],
    ['twitter', ['https://mobile.x.com/ann', 'https://mobile.x.com/ann'], 'ann', 'ann'],
    ['external_id', ['8.93421E+18', '8.93421E+18'], '8.93421E+18', '8.93421E+18'],
  ] as [string, [string, string], string, string][])(
    'a %s stored as %s is kept as %s and compared as %s',
    async (field, stored, value, key) => {
      await store('ann', { [field]: [stored] })
      await migrateIdentities(client)
      expect(await valuesOf('ann', field)).toEqual([value])
      expect(await keysOf('ann', field)).toEqual([key])
    },
  )

  test('are left alone once they are of the present rule', async () => {
    await store('ann', { sms: [['(213) 373-4253', '+12133734253']] })
    expect(await migrateIdentities(client)).toEqual({ rekeyed: 1, collisions: [] })
    await client.execute(`UPDATE contacts SET data = jsonb_set(data, '$.f2', jsonb('["X"]'))`)
    expect(await migrateIdentities(client)).toBeNull()
  })

  test('are read page by page, to the last', async () => {
    for (let n = 10; n < 17; n++)
      await store(`c${n}`, { sms: [[`(213) 373-42${n}`, `+121337342${n}`]] })
    expect(await migrateIdentities(client, { pageSize: 3 })).toEqual({ rekeyed: 7, collisions: [] })
    expect(await valuesOf('c16', 'sms')).toEqual(['+12133734216'])
  })

  test('that are two spellings of one become one', async () => {
    await store('ann', {
      sms: [
        ['+521 55 1234 5678', '+5215512345678'],
        ['+52 55 1234 5678', '+525512345678'],
      ],
    })
    await migrateIdentities(client)
    expect(await valuesOf('ann', 'sms')).toEqual(['+521 55 1234 5678'])
    expect(await keysOf('ann', 'sms')).toEqual(['+525512345678'])
  })

  test('of a contact in the trash are kept as they would be now, and reserve nothing', async () => {
    await store('ann', { sms: [['(213) 373-4253', '+12133734253']] }, { inTrash: true })
    await migrateIdentities(client)
    expect(await valuesOf('ann', 'sms')).toEqual(['+12133734253'])
    expect(await keysOf('ann', 'sms')).toEqual([])
  })
})

describe('a contact that is written anew', () => {
  test('has the change in its history, with what it was, and a new version', async () => {
    await store('ann', { sms: [['(213) 373-4253', '+12133734253']] })
    await migrateIdentities(client, { now: () => 7 })
    expect(await rowsOf('SELECT version, updated_at FROM contacts')).toEqual([
      { version: 2, updated_at: 7 },
    ])
    const [change] = await rowsOf('SELECT version, kind, json(before) AS before FROM changes')
    expect(change).toMatchObject({ version: 2, kind: 'convert' })
    expect(String(change?.before)).toContain('(213) 373-4253')
  })

  test('has none where only its key is another one', async () => {
    await store('ann', { email: [['info@m\u00fcller.de', 'info@m\u00fcller.de']] })
    await migrateIdentities(client)
    expect(await rowsOf('SELECT version, updated_at FROM contacts')).toEqual([
      { version: 1, updated_at: 1 },
    ])
    expect(await rowsOf('SELECT * FROM changes')).toEqual([])
  })

  test('is found by its new key', async () => {
    await store('ann', { email: [['info@m\u00fcller.de', 'info@m\u00fcller.de']] })
    await migrateIdentities(client)
    expect(await rowsOf(`SELECT rowid FROM search WHERE text MATCH '"mller-kva"'`)).toHaveLength(1)
  })
})

describe('two contacts whose identities now mean the same', () => {
  test('keep their own keys and values, and are told', async () => {
    await store('one', { sms: [['+52 55 1234 5678', '+525512345678']] })
    await store('two', {
      sms: [
        ['+521 55 1234 5678', '+5215512345678'],
        ['(213) 373-4253', '+12133734253'],
      ],
    })
    expect(await migrateIdentities(client)).toEqual({
      rekeyed: 1,
      collisions: [{ field: 'sms', contact: 'two', owner: 'one' }],
    })
    expect(await valuesOf('two', 'sms')).toEqual(['+521 55 1234 5678', '+12133734253'])
    expect(await keysOf('one', 'sms')).toEqual(['+525512345678'])
    expect(await keysOf('two', 'sms')).toEqual(['+12133734253', '+5215512345678'])
  })

  test('are told apart when both keys were of the older rule, by who came first', async () => {
    await store('one', { sms: [['+55 11 8123 4567', '+551181234567']] })
    await store('two', { sms: [['+55 (11) 8123-4567', '+55 (11) 8123-4567']] })
    expect(await migrateIdentities(client)).toEqual({
      rekeyed: 1,
      collisions: [{ field: 'sms', contact: 'two', owner: 'one' }],
    })
    expect(await keysOf('one', 'sms')).toEqual(['+5511981234567'])
    expect(await keysOf('two', 'sms')).toEqual(['+55 (11) 8123-4567'])
  })

  test('of which one is in the trash are none', async () => {
    await store('one', { sms: [['+52 55 1234 5678', '+525512345678']] }, { inTrash: true })
    await store('two', { sms: [['+521 55 1234 5678', '+5215512345678']] })
    expect(await migrateIdentities(client)).toEqual({ rekeyed: 1, collisions: [] })
  })
})

describe('a server that still runs', () => {
  test('and writes a contact meanwhile makes the page be read again', async () => {
    await store('ann', { sms: [['(213) 373-4253', '+12133734253']] })
    let writes = 0
    const connection: Parameters<typeof migrateIdentities>[0] = {
      execute: (...args: Parameters<Client['execute']>) => client.execute(...args),
      batch: async (...args) => {
        if (writes++ === 0)
          await client.execute(
            `UPDATE contacts SET version = 2, data = jsonb_set(data, '$.${memberOf(fieldOf('sms'))}', jsonb('["+49301234567"]'))`,
          )
        return client.batch(...args)
      },
    }
    await migrateIdentities(connection)
    expect(await valuesOf('ann', 'sms')).toEqual(['+49301234567'])
    expect(await keysOf('ann', 'sms')).toEqual(['+49301234567'])
  })
})
