import { type SQL, sql } from 'drizzle-orm/sql'
import type { Database } from '../db/database.ts'
import { compile, type Statement } from '../db/statement.ts'
import { keptFor, repeatableFor } from '../installation/retention.ts'

/** Removes some of what has expired, in one batch that is over within milliseconds. */
export interface PurgeStep {
  name: string
  /** @param now milliseconds since 1970 @returns how many rows went; 0 where nothing is left */
  run(db: Database, now: number): Promise<number>
}

/** A step of statements that name what goes anew each time; the last of them counts. */
function rowsStep(name: string, statements: (now: number) => SQL[]): PurgeStep {
  return {
    name,
    async run(db, now) {
      const batch: Statement[] = statements(now).map(compile)
      return (await db.batch(batch, 'write')).at(-1)?.rowsAffected ?? 0
    },
  }
}

/**
 * Each with all its changes, of which one may have many, and with all that was merged into it. The search index forgot them when they went
 * to the trash.
 */
const contactsAtOnce = 25
const trashed = (now: number) => sql`
  WITH RECURSIVE tree (seq) AS (
    SELECT seq FROM (
      SELECT seq FROM contacts WHERE deleted_at < ${now - keptFor} AND merged_into IS NULL
      ORDER BY deleted_at LIMIT ${contactsAtOnce})
    UNION ALL SELECT m.seq FROM tree JOIN contacts m ON m.merged_into = tree.seq)
  SELECT seq FROM tree`

const oldImports = (now: number) => sql`
  SELECT id FROM imports WHERE updated_at < ${now - keptFor} ORDER BY updated_at LIMIT 5`

/** Rows of an import's table, by its primary key. */
function ofImports(table: string, key: string, limit: number): PurgeStep {
  const [name, columns] = [sql.raw(table), sql.raw(key)]
  return rowsStep(table, (now) => [
    sql`DELETE FROM ${name} WHERE (${columns}) IN (
      SELECT ${columns} FROM ${name} WHERE import_id IN (${oldImports(now)}) LIMIT ${limit})`,
  ])
}

function expired(table: string, key: string, condition: (now: number) => SQL): PurgeStep {
  const [name, column] = [sql.raw(table), sql.raw(key)]
  return rowsStep(table, (now) => [
    sql`DELETE FROM ${name} WHERE ${column} IN (
      SELECT ${column} FROM ${name} WHERE ${condition(now)} LIMIT 200)`,
  ])
}

/** What dry runs tell of contacts is true for a moment only. */
const oldJobs = (now: number) =>
  sql`finished_at < iif(phase = 'try', ${now - repeatableFor}, ${now - keptFor})`

const beyondExpiry = (now: number) => sql`expires_at < ${now}`

/**
 * Programs that follow the log from before these rows would miss them, so they are told to begin anew.
 * What is younger of a contact in the trash is nothing they need.
 */
const passOver = (rows: SQL) => sql`
  UPDATE schema_state SET changes_from = max(changes_from, coalesce((SELECT max(n) FROM changes WHERE ${rows}), 0))`

const oldErasures = (now: number) => sql`erased_id IS NOT NULL AND at < ${now - keptFor}`

/** All that goes by its age alone, what depends on something else before it. */
export const expiredRows: readonly PurgeStep[] = [
  rowsStep('trash', (now) => [
    passOver(sql`contact_seq IN (${trashed(now)}) AND at < ${now - keptFor}`),
    ...[
      sql`merge_sources WHERE merge_id IN (SELECT id FROM merges WHERE survivor_seq`,
      sql`merges WHERE (survivor_seq`,
    ].map((rows) => sql`DELETE FROM ${rows} IN (${trashed(now)}))`),
    ...[
      sql`identities WHERE contact_seq`,
      sql`duplicate_keys WHERE contact_seq`,
      sql`duplicate_pairs WHERE a`,
      sql`duplicate_pairs WHERE b`,
      sql`not_duplicates WHERE a`,
      sql`not_duplicates WHERE b`,
      sql`notes WHERE contact_seq`,
      sql`import_kept WHERE contact_seq`,
      sql`job_results WHERE contact_seq`,
      sql`job_claims WHERE contact_seq`,
      sql`changes WHERE contact_seq`,
      sql`contacts WHERE seq`,
    ].map((rows) => sql`DELETE FROM ${rows} IN (${trashed(now)})`),
  ]),
  rowsStep('erasures', (now) => [
    passOver(oldErasures(now)),
    sql`DELETE FROM changes WHERE n IN (
      SELECT n FROM changes WHERE ${oldErasures(now)} ORDER BY at LIMIT 200)`,
  ]),
  ofImports('import_rows', 'import_id, "row"', 200),
  ofImports('import_chunks', 'import_id, number', 5),
  ofImports('import_kept', 'import_id, contact_seq', 200),
  ofImports('dry_contacts', 'import_id, seq', 200),
  ofImports('dry_identities', 'import_id, field_id, key', 200),
  rowsStep('imports', (now) => [sql`DELETE FROM imports WHERE id IN (${oldImports(now)})`]),
  rowsStep('job_results', (now) => [
    sql`DELETE FROM job_results WHERE (job_id, contact_seq) IN (
      SELECT job_id, contact_seq FROM job_results
      WHERE job_id IN (SELECT id FROM jobs WHERE ${oldJobs(now)}) LIMIT 200)`,
  ]),
  // A dry run that is over needs them no more.
  rowsStep('job_claims', () => [
    sql`DELETE FROM job_claims WHERE (job_id, field_id, key) IN (
      SELECT job_id, field_id, key FROM job_claims
      WHERE job_id NOT IN (SELECT id FROM jobs WHERE state = 'running') LIMIT 2000)`,
  ]),
  expired('jobs', 'id', oldJobs),
  expired('idempotency', 'key', (now) => sql`at < ${now - repeatableFor}`),
  expired('person_links', 'hash', beyondExpiry),
  expired('schema_plans', 'id', beyondExpiry),
  expired('sessions', 'id', beyondExpiry),
  expired('verifications', 'id', beyondExpiry),
]
