import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DatabaseClient } from '../../db/client.ts'
import { createDatabase, type Database } from '../../db/database.ts'
import { openEmbedded } from '../../db/embedded.ts'
import { migrate } from '../../platform/node/migrate.ts'
import { mergeSearchIndexes } from './index-parts.ts'
import { makeRoleIndex, tableOf } from './role-index-sql.ts'

let folder: string
let client: DatabaseClient
let db: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cardfile-parts-'))
  client = await openEmbedded(`file:${join(folder, 'a.db')}`)
  await migrate(client)
  db = createDatabase(client)
})

afterEach(() => {
  client.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Each write leaves a part of its own. */
async function write(table: string, parts: number): Promise<void> {
  for (let seq = 1; seq <= parts; seq++)
    await client.execute({
      sql: `INSERT INTO ${table} (rowid, text) VALUES (?, ?)`,
      args: [seq, `apples ${seq}`],
    })
}

async function partsOf(table: string): Promise<number> {
  const { rows } = await client.execute(`SELECT count(DISTINCT segid) AS n FROM ${table}_idx`)
  return Number(rows[0]?.n)
}

async function foundIn(table: string): Promise<number> {
  const { rows } = await client.execute(
    `SELECT count(*) AS n FROM ${table} WHERE ${table} MATCH '"apples"'`,
  )
  return Number(rows[0]?.n)
}

test('merges the parts of each index, and finds the same as before', async () => {
  const role = tableOf(1)
  await client.batch(makeRoleIndex(1, '[1]'), 'write')
  for (const table of ['search', role]) {
    await write(table, 12)
    expect(await partsOf(table)).toBe(12)
  }
  expect(await mergeSearchIndexes(db, { pause: async () => true })).toBe(true)
  for (const table of ['search', role]) {
    expect(await partsOf(table)).toBe(1)
    expect(await foundIn(table)).toBe(12)
  }
})

test('stops where others are to have their turn, and says that it is not done', async () => {
  await write('search', 12)
  expect(await mergeSearchIndexes(db, { pause: async () => false })).toBe(false)
})

test('writes nothing where there is nothing to merge', async () => {
  await write('search', 2)
  const changes = async () => (await client.execute('SELECT total_changes() AS n')).rows[0]?.n
  const before = await changes()
  await mergeSearchIndexes(db, { pause: () => Promise.reject(new Error('asked to pause')) })
  expect(Number(await changes()) - Number(before)).toBeLessThan(2)
})
