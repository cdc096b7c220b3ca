import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Field, firstCustomFieldId, prebuiltFields } from '@cardfile/openapi'
import { type Client, createClient } from '@libsql/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldFromRow } from '../../installation/definition-rows.ts'
import { migrate } from './migrate.ts'
import { root } from '../../../scripts/processes.ts'

let folder: string
let client: Client

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-migrate-'))
  client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
})

afterAll(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

const rowsOf = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }))

/** Everything there is: what makes it up and what is in it. */
async function whole() {
  const made = await rowsOf('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name')
  const tables = made.filter(({ type, sql }) => type === 'table' && !/VIRTUAL/.test(String(sql)))
  const content = await Promise.all(
    tables.map(async ({ name }) => [name, await rowsOf(`SELECT * FROM "${String(name)}"`)]),
  )
  return JSON.stringify({ made, content })
}

test('repeating it changes nothing', async () => {
  const before = await whole()
  await migrate(client)
  expect(await whole()).toBe(before)
})

test('gives the pre-built fields as the contract has them', async () => {
  const { rows } = await client.execute('SELECT * FROM fields ORDER BY id')
  const stored: Field[] = rows.map(fieldFromRow)
  const none = { visibleWhen: null, requiredWhen: null, readOnlyWhen: null, section: null }
  const rights = { viewRoles: null, maskRoles: null, editRoles: null, editable: true }
  const open = { ...none, ...rights, section: null }
  expect(stored).toEqual(
    prebuiltFields.map((field) => ({ ...field, ...open })).sort((a, b) => a.id - b.id),
  )
})

test('gives back a pre-built field that is missing, and leaves what was changed', async () => {
  await client.execute("UPDATE fields SET name = 'Town' WHERE key = 'city'")
  await client.execute("DELETE FROM fields WHERE key = 'fax'")
  const version = async () => (await rowsOf('SELECT version FROM schema_state'))[0]?.version
  const before = Number(await version())
  await migrate(client)
  expect(await rowsOf("SELECT name FROM fields WHERE key IN ('city', 'fax') ORDER BY key")).toEqual(
    [{ name: 'Town' }, { name: 'Fax' }],
  )
  expect(await version()).toBe(before + 1)
})

test('keeps low ids for pre-built fields', async () => {
  const [row] = await rowsOf("SELECT seq FROM sqlite_sequence WHERE name = 'fields'")
  expect(row?.seq).toBe(firstCustomFieldId - 1)
})

test('makes no table that the documentation of the database does not explain', async () => {
  const rows = await rowsOf(`
    SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'search\\_%' ESCAPE '\\'`)
  const page = readFileSync(join(root, 'docs', 'database.md'), 'utf8')
  const explained = [...page.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)
  expect(rows.map(({ name }) => name).sort()).toEqual(explained.sort())
})
