import { sql } from 'drizzle-orm/sql'
import { type Database, firstRow } from '../../db/database.ts'
import { compile, type Statement } from '../../db/statement.ts'
import type { SearchIndex } from './query.ts'
import { selectRoleIndexes, tableOf } from './role-index-sql.ts'

/** Pages of an index written in one batch: some milliseconds. */
const pagesAtOnce = 100

const changesSoFar = compile(sql`SELECT total_changes() AS n`)

function merge(table: SearchIndex, pages: number): Statement {
  const index = sql.raw(table)
  return compile(
    sql`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ${sql.raw(String(pages))})`,
  )
}

/** Begins to write all of an index anew, which `mergeParts` ends (FTS5, "The 'merge' Command"). */
export const beginToRewrite = (table: SearchIndex): Statement => merge(table, -pagesAtOnce)

/**
 * Merges some of the parts that an index is in, for one batch. A merge that changes fewer than two rows found
 * nothing to do (FTS5, "The 'merge' Command").
 *
 * @returns whether there may be more to merge
 */
export async function mergeParts(db: Database, table: SearchIndex): Promise<boolean> {
  const [before, , after] = await db.batch(
    [changesSoFar, merge(table, pagesAtOnce), changesSoFar],
    'write',
  )
  return Number(firstRow(after).n) - Number(firstRow(before).n) >= 2
}

/**
 * Merges what writes have left in many parts, a batch at a time. Each part is looked into for each trigram of
 * a search: in the 26 parts that an import of 100,000 contacts leaves it takes twice as long as in the two that
 * these become (measured). While contacts are written that would be done again and again, so it is done behind.
 *
 * @param pause lets others have their turn between two batches; false ends it
 * @returns whether nothing is left to merge
 */
export async function mergeSearchIndexes(
  db: Database,
  { pause }: { pause: () => Promise<boolean> },
): Promise<boolean> {
  const session = db.session()
  const [sights] = await session.batch([selectRoleIndexes], 'read')
  const tables = (sights?.rows ?? []).map(({ id }) => tableOf(Number(id)))
  for (const table of ['search', ...tables] as const)
    while (await mergeParts(session, table)) if (!(await pause())) return false
  return true
}
