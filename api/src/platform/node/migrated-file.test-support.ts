import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Client, createClient } from '@libsql/client'
import { migrate } from './migrate.ts'

/** A database with the tables of this version and nothing in them, for tests of what fills them anew. */
export interface MigratedFile {
  client: Client
  rowsOf(sql: string): Promise<Record<string, unknown>[]>
  close(): void
}

export async function openMigratedFile(): Promise<MigratedFile> {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-migrated-'))
  const client = createClient({ url: `file:${join(folder, 'a.db')}` })
  await migrate(client)
  return {
    client,
    rowsOf: async (sql) => (await client.execute(sql)).rows.map((row) => ({ ...row })),
    close() {
      client.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
