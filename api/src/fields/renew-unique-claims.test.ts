import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemContext } from '../installation/system-context.ts'
import { createDatabase } from '../db/database.ts'
import { type MigratedFile, openMigratedFile } from '../platform/node/migrated-file.test-support.ts'
import { createField } from './create-field.ts'
import { renewUniqueClaims } from './renew-unique-claims.ts'

let file: MigratedFile

beforeAll(async () => {
  file = await openMigratedFile()
})

afterAll(() => file.close())

test('claims of unique values follow their folds, and what has become one value stays with the first', async () => {
  const ctx = systemContext(createDatabase(file.client))
  const { id } = await createField(ctx, { name: 'Card', type: 'text', unique: true })
  const contacts = [
    // Stored under a rule that told them apart, with the folds of the present one.
    [{ value: 'Zoë', fold: 'zoe' }, null],
    [{ value: 'ZOE', fold: null }, null],
    [{ value: 'Ann', fold: null }, null],
    [{ value: 'Ann', fold: null }, 5],
  ] as const
  for (const [at, [{ value, fold }, deletedAt]] of contacts.entries()) {
    const data = JSON.stringify({ [`f${id}`]: value, ...(fold && { [`g${id}`]: fold }) })
    await file.client.execute({
      sql: `INSERT INTO contacts (seq, id, data, version, created_at, updated_at, deleted_at)
        VALUES (?, ?, jsonb(?), 1, 1, 1, ?)`,
      args: [at + 1, `c${at + 1}`, data, deletedAt],
    })
  }
  await file.client.execute({
    sql: 'INSERT INTO identities (field_id, key, contact_seq) VALUES (?, ?, 1), (?, ?, 2)',
    args: [id, 'zoë', id, 'zoe'],
  })
  const shared = [{ field: 'card', contact: 'c2', owner: 'c1' }]
  for (let run = 0; run < 2; run++) {
    expect(await renewUniqueClaims(file.client)).toEqual(shared)
    expect(await file.rowsOf(`SELECT key, contact_seq AS seq FROM identities ORDER BY 1`)).toEqual([
      { key: 'ann', seq: 3 },
      { key: 'zoe', seq: 1 },
    ])
  }
})
