import type { Client } from '@libsql/client'
import { firstCustomFieldId, prebuiltFields } from '@cardfile/openapi'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { sql } from 'drizzle-orm/sql'
import { fieldIndexStatement } from '../fields/index-sql.ts'
import { insertFieldStatement } from '../installation/definition-rows.ts'
import { compile } from './statement.ts'

/**
 * Brings a database to the present schema and gives it the pre-built fields it lacks. Repeating it
 * changes nothing. Runs from Node before the server starts or is deployed, never in a request.
 */
export async function migrate(client: Client): Promise<void> {
  await applyMigrations(client)
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

/** In the table and by the rule of drizzle's own migrator, whose driver would take 40 MB of a server's memory. */
async function applyMigrations(client: Client): Promise<void> {
  await client.execute(`CREATE TABLE IF NOT EXISTS __drizzle_migrations (
    id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric
  )`)
  const applied = await client.execute('SELECT max(created_at) AS last FROM __drizzle_migrations')
  const last = Number(applied.rows[0]?.last ?? 0)
  const due = readMigrationFiles({ migrationsFolder: `${import.meta.dirname}/migrations` }).filter(
    ({ folderMillis }) => folderMillis > last,
  )
  if (due.length === 0) return
  await client.migrate(
    due.flatMap(({ sql: statements, hash, folderMillis }) => [
      ...statements,
      {
        sql: 'INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)',
        args: [hash, folderMillis],
      },
    ]),
  )
}
