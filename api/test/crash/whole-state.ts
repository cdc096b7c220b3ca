import { createHash } from 'node:crypto'
import type { DatabaseClient } from '../../src/db/client.ts'

/** Differ from run to run, whatever was interrupted: what is only about the request, and how a step was cut. */
const ofTheRun: readonly string[] = ['request_id', 'jobs.step']
/** Are named like times, and are none. */
const places: readonly string[] = ['jobs.at', 'jobs.undo_at', 'imports.undo_at', 'purge_state.at']
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * A digest and the number of rows of each table of a database, so that two states can be told to be the
 * same. Of times it has whether there are any; ids that were made are numbered as they first come up. Of the
 * search index it has what each contact's text was cut into, not how the index lies on its pages.
 */
export async function wholeState(client: DatabaseClient): Promise<Record<string, string>> {
  const state: Record<string, string> = {}
  const met = new Map<string, string>()
  const named = (id: string) => {
    const name = met.get(id) ?? `#${met.size}`
    met.set(id, name)
    return name
  }
  for (const table of await tablesOf(client)) {
    const { rows: columns } = await client.execute(`SELECT * FROM pragma_table_info('${table}')`)
    const shown = columns.flatMap(({ name, type }) => shownColumn(table, String(name), type))
    const keys = columns
      .filter(({ pk }) => Number(pk) > 0)
      .toSorted((a, b) => Number(a.pk) - Number(b.pk))
    const order = keys.length > 0 ? keys.map(({ name }) => `"${name}"`).join() : 'rowid'
    const { rows } = await client.execute(
      `SELECT json_array(${shown.join()}) AS row FROM "${table}" ORDER BY ${order}`,
    )
    const hash = createHash('sha256')
    for (const { row } of rows) hash.update(`${String(row).replaceAll(uuid, named)}\n`)
    state[table] = `${rows.length} rows, ${hash.digest('hex').slice(0, 16)}`
  }
  return state
}

async function tablesOf(client: DatabaseClient): Promise<string[]> {
  const { rows } = await client.execute(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')
      AND name NOT LIKE 'search!_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'
      UNION ALL SELECT 'search_docsize' ORDER BY name`,
  )
  return rows.map(({ name }) => String(name))
}

function shownColumn(table: string, name: string, type: unknown): string[] {
  const path = `${table}.${name}`
  if (ofTheRun.includes(name) || ofTheRun.includes(path)) return []
  // Which page of the index a text is on.
  if (path === 'search_docsize.origin') return []
  if (/(?:^|_)at$/.test(name) && !places.includes(path)) return [`"${name}" IS NULL`]
  if (type !== 'BLOB') return [`"${name}"`]
  return [`CASE WHEN json_valid("${name}", 8) THEN json("${name}") ELSE hex("${name}") END`]
}
