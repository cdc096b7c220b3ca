import { firstCustomFieldId, prebuiltFields } from '@cardfile/openapi'
import type { DatabaseClient } from '../db/client.ts'
import { sql } from 'drizzle-orm/sql'
import { compile } from '../db/statement.ts'
import { insertFieldStatement } from '../installation/definition-rows.ts'
import { fieldIndexStatements } from './index-sql.ts'

/** Gives a database the pre-built fields that it lacks, in one batch. */
export async function addPrebuiltFields(
  client: Pick<DatabaseClient, 'batch' | 'execute'>,
): Promise<void> {
  const known = await client.execute('SELECT id FROM fields')
  const ids = new Set(known.rows.map((row) => Number(row.id)))
  const missing = prebuiltFields.filter((field) => !ids.has(field.id))
  if (missing.length === 0) return
  await client.batch(
    [
      ...missing.map((field) => insertFieldStatement(field, missing)),
      ...missing.flatMap((field) => fieldIndexStatements(field, missing)),
      compile(sql`UPDATE schema_state SET version = version + 1`),
      // AUTOINCREMENT never hands out an id at or below this one, even after the newest is deleted.
      compile(
        sql`UPDATE sqlite_sequence SET seq = max(seq, ${firstCustomFieldId - 1}) WHERE name = 'fields'`,
      ),
    ],
    'write',
  )
}
