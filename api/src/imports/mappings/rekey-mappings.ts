import type { Cell } from '@cardfile/openapi'
import { headingsKey } from '@cardfile/openapi/spreadsheet'
import type { DatabaseClient } from '../../db/client.ts'
import { sha256Hex } from '../../crypto/sha256-hex.ts'
import { nameKeyOf } from './judge.ts'

/**
 * Brings what saved mappings are found by to the present fold of texts. Of two whose names have become
 * the same, the second keeps the key it had.
 */
export async function rekeyMappings(client: Pick<DatabaseClient, 'execute'>): Promise<void> {
  const { rows } = await client.execute('SELECT id, name, columns FROM import_mappings ORDER BY id')
  for (const { id, name, columns } of rows) {
    const saved = JSON.parse(String(columns)) as { heading: Cell }[]
    const key = headingsKey(saved.map(({ heading }) => heading))
    await client.execute({
      sql: `UPDATE OR IGNORE import_mappings SET name_key = ? WHERE id = ?`,
      args: [nameKeyOf(String(name)), String(id)],
    })
    if (key !== null)
      await client.execute({
        sql: `UPDATE import_mappings SET headings_key = ? WHERE id = ?`,
        args: [await sha256Hex(key), String(id)],
      })
  }
}
