import type { Result } from '../../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { type Database, DatabaseUnavailable } from '../../db/database.ts'
import { param, prepare, type Statement } from '../../db/statement.ts'
import type { Context } from '../../installation/context.ts'

/** A dry run that nobody went on with for so long is not gone on with any more; in milliseconds. */
const abandonedAfter = 86_400_000

/** Rows of a table that go in one batch: some milliseconds of work. */
const atOnce = 2_000
/** Where work behind an answer is counted, this much is allowed; what is left goes with the next dry run. */
const mostBatches = 900

const ofEnded = (
  [
    ['dry_contacts', 'import_id, seq'],
    ['dry_identities', 'import_id, field_id, key'],
  ] as const
).map(([table, key]) =>
  prepare<'before'>(sql`
    DELETE FROM ${sql.raw(table)} WHERE (${sql.raw(key)}) IN (
      SELECT ${sql.raw(key)} FROM ${sql.raw(table)} WHERE import_id IN (
        SELECT id FROM imports
        WHERE dry_run = 1 AND (state <> 'running' OR updated_at < ${param('before')}))
      LIMIT ${sql.raw(String(atOnce))})`),
)

/**
 * Takes away some of what dry runs that are over left in front of the contacts. What became of their
 * rows is kept with their chunks; the overlay serves only while rows come.
 */
export function discardSome(at: number): Statement[] {
  return ofEnded.map((deletion) => deletion({ before: at - abandonedAfter }))
}

/**
 * Takes away the rest, behind the answer: a million rows in one batch would hold up everybody who writes.
 *
 * @param some what became of `discardSome`
 */
export function discardRest({ db, now, later }: Context, some: readonly Result[]): void {
  if (isLeft(some)) later(discardAll(db.session(), discardSome(now())))
}

async function discardAll(db: Database, statements: Statement[]): Promise<void> {
  try {
    for (let batch = 0; batch < mostBatches; batch++)
      if (!isLeft(await db.batch(statements, 'write'))) return
  } catch (error) {
    // A server that stops meanwhile leaves it for the next dry run.
    if (!(error instanceof DatabaseUnavailable)) throw error
  }
}

function isLeft(discarded: readonly Result[]): boolean {
  return discarded.some(({ rowsAffected }) => rowsAffected === atOnce)
}
