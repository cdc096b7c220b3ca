import type { Client } from '@libsql/client'
import { firstCustomFieldId, prebuiltFields } from '@cardfile/openapi'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate as applyMigrations } from 'drizzle-orm/libsql/migrator'
import { sql } from 'drizzle-orm'
import { fieldIndexStatement } from '../fields/index-sql.ts'
import { insertFieldStatement } from '../fields/store.ts'
import { compile } from './statement.ts'

/**
 * Brings a database to the present schema and gives it the pre-built fields it lacks. Repeating it
 * changes nothing. Runs from Node before the server starts or is deployed, never in a request.
 */
export async function migrate(client: Client): Promise<void> {
  const folder = `${import.meta.dirname}/migrations`
  await applyMigrations(drizzle(client), { migrationsFolder: folder })
  const known = await client.execute('SELECT id FROM fields')
  const ids = new Set(known.rows.map((row) => Number(row.id)))
  const missing = prebuiltFields.filter((field) => !ids.has(field.id))
  if (missing.length === 0) return
  await client.batch(
    [
      ...missing.map((field) => insertFieldStatement(field)),
      ...missing.flatMap((field) => fieldIndexStatement(field) ?? []),
      compile(sql`UPDATE schema_state SET version = version + 1`),
      // AUTOINCREMENT never hands out an id at or below this one, even after the newest is deleted.
      compile(
        sql`UPDATE sqlite_sequence SET seq = max(seq, ${firstCustomFieldId - 1}) WHERE name = 'fields'`,
      ),
    ],
    'write',
  )
}
