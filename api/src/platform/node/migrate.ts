import type { DatabaseClient } from '../../db/client.ts'
import { applyMigrations } from '../../db/apply-migrations.ts'
import { migrateIdentities } from '../../contacts/identity-migration/migrate-identities.ts'
import { addPrebuiltFields } from '../../fields/add-prebuilt-fields.ts'

/**
 * Brings a database to the present schema, gives it the pre-built fields it lacks, and brings stored
 * identities to the present rule. Repeating it changes nothing. Runs from Node before the server starts or is deployed, never in a request.
 */
export async function migrate(client: DatabaseClient): Promise<void> {
  await applyMigrations(client)
  await addPrebuiltFields(client)
  const identities = await migrateIdentities(client)
  for (const collision of identities?.collisions ?? [])
    console.warn(
      JSON.stringify({
        message: 'two contacts have one identity: the first keeps the key it had',
        ...collision,
      }),
    )
}
