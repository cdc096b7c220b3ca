import { isUnique } from '@cardfile/openapi'
import type { DatabaseClient } from '../db/client.ts'
import { fieldFromRow, selectLiveFields } from '../installation/definition-rows.ts'
import { claimWhatIsFree, freeValues, selectUnclaimed } from './unique-sql.ts'

/** A contact whose value is that of another one by the present rule: both keep it, and one of them the claim. */
export interface SharedValue {
  /** Key of the field. */
  field: string
  /** Ids of the contact without a claim and of the one that has it. */
  contact: string
  owner: string
}

/**
 * Makes the claims of unique fields anew, by the folds that are stored now. Of several contacts whose values
 * have become one, the first keeps the claim: nothing that is stored is lost by it, and whoever writes the value
 * anew is refused.
 */
export async function renewUniqueClaims(
  client: Pick<DatabaseClient, 'execute' | 'batch'>,
): Promise<SharedValue[]> {
  const fields = (await client.execute(selectLiveFields)).rows.map(fieldFromRow).filter(isUnique)
  const shared: SharedValue[] = []
  for (const field of fields) {
    const [, , unclaimed] = await client.batch(
      [freeValues(field), claimWhatIsFree(field), selectUnclaimed(field)],
      'write',
    )
    for (const { contact, owner } of unclaimed?.rows ?? [])
      shared.push({ field: field.key, contact: String(contact), owner: String(owner) })
  }
  return shared
}
