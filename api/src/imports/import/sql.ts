import { type SQL, sql } from 'drizzle-orm/sql'
import { actorName } from '../../installation/actor.ts'
import { param, prepare } from '../../db/statement.ts'
import { isBegunBy } from './own.ts'
import { schemaIsCurrent } from '../../installation/definition-rows.ts'

/** A row of `imports m`, with the name of who began it. */
export const importColumns = sql`m.*, ${actorName(sql`m.actor`)} AS actor_name`

export const selectImportById = prepare<'id'>(
  sql`SELECT ${importColumns} FROM imports m WHERE id = ${param('id')}`,
)

/** What is older is on its way out, see `purge`. */
const known = sql`dry_run = 0 AND updated_at >= ${param('since')}`

/** Newest first: ids sort by their time. Dry runs are nobody's history. */
export const selectImports = prepare<'before' | 'since' | 'limit'>(sql`
  SELECT ${importColumns} FROM imports m WHERE id < ${param('before')} AND ${known} ORDER BY id DESC LIMIT ${param('limit')}`)

export const countImports = prepare<'since'>(sql`
  SELECT count(*) AS n FROM imports WHERE ${known}`)

export const insertImport = prepare<
  | 'id'
  | 'fileName'
  | 'mode'
  | 'columns'
  | 'constants'
  | 'dryRun'
  | 'totalRows'
  | 'chunkRows'
  | 'at'
  | 'actor'
  | 'schemaVersion'
  | 'idempotencyKey'
>(sql`
  INSERT INTO imports (id, file_name, mode, state, columns, constants, dry_run, total_rows, chunk_rows, next_chunk, last_row, created,
    merged, replaced, skipped, unchanged, failed, started_at, updated_at, actor)
  SELECT ${param('id')}, ${param('fileName')}, ${param('mode')}, 'running', ${param('columns')}, ${param('constants')}, ${param('dryRun')},
    ${param('totalRows')}, ${param('chunkRows')}, 0, 0, 0, 0, 0, 0, 0, 0, ${param('at')}, ${param('at')}, ${param('actor')}
  WHERE ${schemaIsCurrent}
    AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${param('idempotencyKey')})`)

export function importExists(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM imports WHERE id = ${id})`
}

/** Whether the definitions are still those; of any row of `imports`. */
export const definitionsAre = (version: number): SQL =>
  sql`(SELECT version FROM schema_state WHERE id = 1) = ${version}`

/** Of a row of `imports`. */
export const isRunning = sql`state = 'running'`

/** Ends an import that is running, of whoever `by` is; one that has ended stays as it is. */
export const endImport = prepare<'id' | 'state' | 'at' | 'by'>(sql`
  UPDATE imports SET state = ${param('state')}, finished_at = ${param('at')}, updated_at = ${param('at')}
  WHERE id = ${param('id')} AND state = 'running' AND ${isBegunBy(param('by'))}`)

export const selectFailedRows = prepare<'id' | 'after' | 'limit'>(sql`
  SELECT "row", cells, reasons FROM import_rows
  WHERE import_id = ${param('id')} AND "row" > ${param('after')} ORDER BY "row" LIMIT ${param('limit')}`)

/** The most cells a refused row has: it may reach beyond the headings. */
export const selectWidth = prepare<'id'>(sql`
  SELECT max(json_array_length(cells)) AS width FROM import_rows WHERE import_id = ${param('id')}`)
