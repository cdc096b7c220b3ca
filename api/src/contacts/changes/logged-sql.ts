import { type SQL, sql } from 'drizzle-orm/sql'
import { contactName } from '../sql.ts'
import { actorName } from '../../installation/actor.ts'

// A row of the log says what a contact was before. What it was after is what the next change found.
// `g` is the row, `c` its contact, which an erased one has no longer.

const foundByNext = sql`(
  SELECT x.before FROM changes x WHERE x.contact_seq = g.contact_seq AND x.version = g.version + 1)`

/** What the contact was after the change: stored JSONB. */
export const dataAfter: SQL = sql`coalesce(${foundByNext}, c.data)`

/**
 * Whether a row that undid something put the contact into the trash: an import had created it, or a change of
 * many had restored it.
 */
const undidCreation = (row: string): SQL =>
  sql.raw(`(${row}.kind = 'undo' AND (
    EXISTS (
      SELECT 1 FROM changes o WHERE o.contact_seq = ${row}.contact_seq AND o.version = 1
        AND o.kind = 'create' AND o.import_id = ${row}.import_id)
    OR EXISTS (
      SELECT 1 FROM changes o WHERE o.job_id = ${row}.job_id AND o.contact_seq = ${row}.contact_seq
        AND o.kind = 'restore')))`)

/** Whether a row that undid a change of many took the contact out of the trash. */
const undidDeletion = sql.raw(`(g.kind = 'undo' AND EXISTS (
  SELECT 1 FROM changes o WHERE o.job_id = g.job_id AND o.contact_seq = g.contact_seq
    AND o.kind = 'delete'))`)

/**
 * Whether the contact was in the trash after the change, or merged into another one. `merge` and `unmerge` are
 * of survivors, which may be merged themselves by the time a merge of theirs is undone; `merged` and `unmerged`
 * of those that were merged into them.
 */
const trashedAfter: SQL = sql`CASE
  WHEN g.kind IN ('delete', 'merged') THEN 1
  WHEN g.kind = 'undo' THEN ${undidCreation('g')}
  WHEN g.kind IN ('convert', 'unmerge') THEN coalesce((
    SELECT k.kind IN ('delete', 'merged') OR ${undidCreation('k')} FROM changes k
    WHERE k.contact_seq = g.contact_seq AND k.version < g.version
      AND k.kind IN ('create', 'delete', 'restore', 'undo', 'merged', 'unmerged')
    ORDER BY k.version DESC LIMIT 1), 0)
  ELSE 0 END`

/** Bytes of earlier and later values in one answer, about; a libSQL server's ends at 10 MB. */
const pageBytes = sql.raw('4000000')

/**
 * Some rows of the log, as many as fit one answer, but always one: with what was `before`, what the next
 * change found `later`, if there was one, and what there is `now`. Each says in `found` how many there are
 * with those that do not fit.
 *
 * @param rows numbers of the rows wanted, as `n`
 * @param now whether what there is now is wanted of each, or only where there was no later change
 */
export function loggedRows(rows: SQL, order: 'n' | 'n DESC', now: 'always' | 'unlessLater') {
  const by = sql.raw(order)
  const isWanted = sql.raw(now === 'always' ? '1' : 'later IS NULL')
  const sizeOf = (data: string) => sql.raw(`coalesce(octet_length(${data}), 0)`)
  return sql`
    SELECT n, version, kind, at, actor, ${actorName(sql`actor`)} AS actor_name, via, import_id,
      (SELECT m.file_name FROM imports m WHERE m.id = import_id) AS file_name, request_id,
      json(before) AS before, json(later) AS later, json(now) AS now,
      id, name, created_at, updated_at, deleted_at, version_now, trashed, restored, found
    FROM (
      SELECT *, count(*) OVER () AS found, sum(size) OVER (ORDER BY ${by}) AS bytes FROM (
        SELECT *, ${sizeOf('before')} + ${sizeOf('later')} + ${sizeOf('now')} AS size FROM (
          SELECT *, iif(${isWanted}, present, NULL) AS now FROM (
            SELECT g.n, g.version, g.kind, g.at, g.actor, g.via, g.import_id, g.request_id, g.before,
              ${foundByNext} AS later, c.data AS present, coalesce(g.erased_id, c.id) AS id, ${contactName} AS name,
              c.created_at, c.updated_at, c.deleted_at, c.version AS version_now,
              ${trashedAfter} AS trashed, ${undidDeletion} AS restored
            FROM (${rows}) r JOIN changes g ON g.n = r.n LEFT JOIN contacts c ON c.seq = g.contact_seq))))
    WHERE bytes - size < ${pageBytes} ORDER BY ${by}`
}
