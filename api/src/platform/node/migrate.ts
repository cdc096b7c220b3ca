import type { Client } from '@libsql/client'
import { applyMigrations } from '../../db/apply-migrations.ts'
import { addPrebuiltFields } from '../../fields/add-prebuilt-fields.ts'

/**
 * Brings a database to the present schema and gives it the pre-built fields it lacks. Repeating it
 * changes nothing. Runs from Node before the server starts or is deployed, never in a request.
 */
export async function migrate(client: Client): Promise<void> {
  await applyMigrations(client)
  await addPrebuiltFields(client)
}
