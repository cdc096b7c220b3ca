import { readMigrationFiles } from 'drizzle-orm/migrator'
import type { DatabaseClient } from './client.ts'

/**
 * Runs the migrations that a database lacks: in the table and by the rule of drizzle's own migrator, whose
 * driver would take 40 MB of a server's memory.
 */
export async function applyMigrations(client: DatabaseClient): Promise<void> {
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
