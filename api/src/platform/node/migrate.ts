import type { DatabaseClient } from '../../db/client.ts'
import { applyMigrations } from '../../db/apply-migrations.ts'
import { numberChanges } from '../../contacts/changes/number-changes.ts'
import { migrateFolds } from '../../contacts/fold-migration/migrate-folds.ts'
import { migrateIdentities } from '../../contacts/identity-migration/migrate-identities.ts'
import { addPrebuiltFields } from '../../fields/add-prebuilt-fields.ts'
import { renewFieldIndexes } from '../../fields/renew-field-indexes.ts'
import { renewUniqueClaims } from '../../fields/renew-unique-claims.ts'
import { rekeyMappings } from '../../imports/mappings/rekey-mappings.ts'

/**
 * Brings a database to the present schema and its log into it, gives it the pre-built fields it lacks, and brings stored
 * folds, indexes and identities to the present rules. Repeating it changes nothing. Runs from Node before the
 * server starts or is deployed, never in a request.
 */
export async function migrate(client: DatabaseClient): Promise<void> {
  await applyMigrations(client)
  await numberChanges(client)
  await addPrebuiltFields(client)
  await migrateFolds(client, async () => {
    await renewFieldIndexes(client)
    await rekeyMappings(client)
    warn(
      'two contacts have one value of a unique field: the first keeps it to itself',
      await renewUniqueClaims(client),
    )
  })
  await renewFieldIndexes(client)
  const identities = await migrateIdentities(client)
  warn(
    'two contacts have one identity: the first keeps the key it had',
    identities?.collisions ?? [],
  )
}

function warn(message: string, about: readonly object[]): void {
  for (const each of about) console.warn(JSON.stringify({ message, ...each }))
}
