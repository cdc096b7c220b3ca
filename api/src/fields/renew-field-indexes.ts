import type { DatabaseClient } from '../db/client.ts'
import { fieldFromRow, selectLiveFields } from '../installation/definition-rows.ts'
import { dropFieldIndexStatements, fieldIndexStatements } from './index-sql.ts'

/** Makes the indexes of fields anew that are not over what filters and sorting compare now. */
export async function renewFieldIndexes(
  client: Pick<DatabaseClient, 'execute' | 'batch'>,
): Promise<void> {
  const fields = (await client.execute(selectLiveFields)).rows.map(fieldFromRow)
  const { rows } = await client.execute(
    `SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contacts' AND sql IS NOT NULL`,
  )
  const made = new Set(rows.map((row) => String(row.sql)))
  for (const field of fields) {
    const wanted = fieldIndexStatements(field)
    if (wanted.every((one) => made.has(one.sql.replace(' IF NOT EXISTS', '')))) continue
    await client.batch([...dropFieldIndexStatements(field), ...wanted], 'write')
  }
}
