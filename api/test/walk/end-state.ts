import type { Started } from '../targets/index.ts'

/** Rows of every table, but for the index of the search, whose tables follow from its texts. */
export async function countsOf({
  client,
}: Pick<Started, 'client'>): Promise<Record<string, number>> {
  const { rows: tables } = await client.execute(
    `SELECT name FROM sqlite_master WHERE type = 'table'
      AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search%' AND name NOT LIKE 'libsql%'
      ORDER BY name`,
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const { rows } = await client.execute(`SELECT count(*) AS n FROM "${String(name)}"`)
    counts[String(name)] = Number(rows[0]?.n)
  }
  return counts
}
