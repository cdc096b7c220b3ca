import type { Field } from '@cardfile/openapi'
import type { Result } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { fieldFromRow, selectLiveFields } from '../installation/definition-rows.ts'
import { othersHoldOther, renewedIndexes } from './index-sql.ts'

/** What a client, and a request's own way to the database, have in common. */
interface Batches {
  batch(statements: Statement[], mode: 'read' | 'write'): Promise<Result[]>
}

const selectIndexes = {
  sql: `SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contacts' AND sql IS NOT NULL`,
  args: [],
}

/** Makes the indexes of fields anew that are not over what filters and sorting compare now. */
export async function renewFieldIndexes(client: Batches): Promise<void> {
  const [found] = await client.batch([selectLiveFields], 'read')
  const fields = (found?.rows ?? []).map(fieldFromRow)
  await renewIndexesOf(client, fields, fields)
}

/**
 * The same of all fields but one, whose definition changes: nothing, where the others' indexes have no more and
 * no less to hold.
 */
export async function renewOtherIndexes(
  client: Batches,
  changed: Pick<Field, 'id'>,
  before: readonly Field[],
  after: readonly Field[],
): Promise<void> {
  if (!othersHoldOther(before, after)) return
  const others = after.filter(({ id }) => id !== changed.id)
  await renewIndexesOf(client, others, after)
}

/**
 * Each index is made in a transaction of its own: one goes through all contacts, and
 * who else writes waits for it. Until it is there the earlier one serves all that it can.
 *
 * @param all live fields, as they are to be
 */
async function renewIndexesOf(
  client: Batches,
  fields: readonly Field[],
  all: readonly Field[],
): Promise<void> {
  const [indexes] = await client.batch([selectIndexes], 'read')
  const present = new Set(indexes?.rows.map((row) => String(row.sql)))
  for (const field of fields)
    for (const { made, statements } of renewedIndexes(field, all))
      if (!present.has(made.sql.replace(' IF NOT EXISTS', '')))
        await client.batch(statements, 'write')
}
