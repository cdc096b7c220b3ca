import type { Client } from '@libsql/client'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  type MigratedFile,
  openMigratedFile,
} from '../../platform/node/migrated-file.test-support.ts'
import { migrate } from '../../platform/node/migrate.ts'
import { migrateFolds } from './migrate-folds.ts'

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
      'DELETE FROM changes',
      'DELETE FROM search',
      'DELETE FROM contacts',
      'UPDATE schema_state SET fold_rule = 0',
    ],
    'write',
  )
})

const rowsOf = (sql: string) => file.rowsOf(sql)

/** A contact as an older version stored it. */
async function store(
  seq: number,
  data: Record<string, unknown>,
  { deletedAt = null as number | null } = {},
) {
  await client.execute({
    sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at, deleted_at)
      VALUES (?, ?, jsonb(?), 1, 1, 1, ?)`,
    args: [seq, `c${seq}`, JSON.stringify(data), deletedAt],
  })
}

const dataOf = async (seq: number): Promise<unknown> => {
  const [row] = await rowsOf(`SELECT json(data) AS data FROM contacts WHERE seq = ${seq}`)
  return JSON.parse(String(row?.data))
}

test.each([
  [{ f1: 'Ann' }, { f1: 'Ann' }],
  [{ f1: 'Zoë' }, { f1: 'Zoë', g1: 'zoe' }],
  [{ f1: 'O`Brien' }, { f1: 'O`Brien', g1: "o'brien" }],
  [{ f1: '李' }, { f1: '李', g1: '李\x7f' }],
  [
    { f1: 'Ann', f16: ['ann@x.org', 'É@x.org'] },
    { f1: 'Ann', f16: ['ann@x.org', 'É@x.org'], g16: ['ann@x.org', 'e@x.org'] },
  ],
  [
    { f1: 'Ann', f900: 'Größe' },
    { f1: 'Ann', f900: 'Größe', g900: 'grosse' },
  ],
])('%j is kept with the folds that the database does not make itself', async (stored, kept) => {
  await store(1, stored)
  await migrateFolds(client)
  expect(await dataOf(1)).toEqual(kept)
})

test('a contact keeps its version and gets no change in its history', async () => {
  await store(1, { f1: 'Zoë' })
  await migrateFolds(client)
  expect(await rowsOf('SELECT version, updated_at FROM contacts')).toEqual([
    { version: 1, updated_at: 1 },
  ])
  expect(await rowsOf('SELECT * FROM changes')).toEqual([])
})

test('what a contact was before has its folds too, for it may come back', async () => {
  await store(1, { f1: 'Ann' })
  await client.execute(`INSERT INTO changes (contact_seq, version, kind, at, via, request_id, before)
    VALUES (1, 1, 'update', 1, 'api', 'r', jsonb('{"f1":"Zoë"}'))`)
  await migrateFolds(client)
  const [change] = await rowsOf('SELECT json(before) AS before FROM changes')
  expect(JSON.parse(String(change?.before))).toEqual({ f1: 'Zoë', g1: 'zoe' })
})

test('live contacts are searched by their folded texts, page by page to the last', async () => {
  for (let seq = 1; seq <= 7; seq++) await store(seq, { f1: `Zoë ${seq}` })
  await store(8, { f1: 'Zoë in the trash' }, { deletedAt: 2 })
  await migrateFolds(client, undefined, { pageSize: 3 })
  const found = await rowsOf(`SELECT rowid AS seq FROM search WHERE text MATCH '"zoe"'`)
  expect(found.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
})

test('what was cut off is begun again, and done but once', async () => {
  await store(1, { f1: 'Zoë' })
  const cut = new Error('the connection was lost')
  await expect(migrateFolds(client, () => Promise.reject(cut))).rejects.toThrow(cut)
  await migrateFolds(client)
  expect(await rowsOf(`SELECT rowid AS seq FROM search WHERE text MATCH '"zoe"'`)).toHaveLength(1)
  await migrateFolds(client, () => Promise.reject(cut))
})

test('a contact that a server changed meanwhile is read again', async () => {
  await store(1, { f1: 'Zoë' })
  let interfered = false
  const connection: Pick<Client, 'batch' | 'execute'> = {
    execute: client.execute.bind(client),
    async batch(...args) {
      if (!interfered)
        await client.execute(`UPDATE contacts SET version = 2, data = jsonb('{"f1":"Chloë"}')`)
      interfered = true
      return client.batch(...args)
    },
  }
  await migrateFolds(connection)
  expect(await dataOf(1)).toEqual({ f1: 'Chloë', g1: 'chloe' })
})

test('the index of a field is over folds', async () => {
  await client.batch(
    [
      'DROP INDEX contacts_f1',
      `CREATE INDEX contacts_f1 ON contacts ((data->>'$.f1') COLLATE NOCASE, seq) WHERE deleted_at IS NULL`,
    ],
    'write',
  )
  await migrate(client)
  const [index] = await rowsOf(`SELECT sql FROM sqlite_master WHERE name = 'contacts_f1'`)
  expect(index?.sql).toContain('$.g1')
})
