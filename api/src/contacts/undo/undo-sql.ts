import { type SQL, sql } from 'drizzle-orm/sql'
import { param, prepare } from '../../db/statement.ts'
import { schemaIsCurrent } from '../../installation/definition-rows.ts'
import { contactName, mergedColumns } from '../sql.ts'
import type { UndoSource } from './source.ts'

const each = (name: string): SQL => sql`json_each(${param(name)}) w`
const member = (index: number) => sql.raw(`w.value->>${index}`)

/** What a page of earlier values may hold in bytes: a reply of the database ends at 10 MB. */
const pageBytes = 4_000_000
/** Contacts in one step. */
const undoPage = 1_000

const limit = sql.raw(String(undoPage))

const now = sql.raw(`c.data->('$.' || l.value)`)
const then = sql.raw(`g.before->('$.' || l.value)`)
/** What the contact has now, where that is asked for. */
const present = sql`iif(${param('whole')}, c.data, NULL)`
const bytes = sql`coalesce(octet_length(g.before), 0) + coalesce(octet_length(${present}), 0)`

/** Those of the given members which a contact that goes back changes so, as a JSON list. */
const membersWhere = (name: string, changes: SQL) => sql`
  (SELECT json_group_array(l.value) FROM json_each(${param(name)}) l
   WHERE g.kind <> 'create' AND ${changes})`

const reads = (source: UndoSource) => {
  const { table, column, keptColumn, kept } = source
  const ofIt = (alias: string) => sql`${sql.raw(alias)}.${column} = ${param('id')}`
  const byIt = sql`${ofIt('g')} AND g.kind <> 'undo'`
  const keptOfIt = sql`k.${keptColumn} = ${param('id')}`
  const inPass = (pass: 1 | 2) => sql`
    (SELECT undo_pass FROM ${table} WHERE id = ${param('id')}) = ${sql.raw(String(pass))}`
  const reached = sql`(SELECT undo_at FROM ${table} WHERE id = ${param('id')})`

  /**
   * The contacts to look at next. The first pass goes from the newest contact to the oldest: those that
   * were created come first, and give up their keys before older ones want them back.
   */
  const page = sql`
    SELECT * FROM (
      SELECT g.contact_seq AS seq, min(g.version) AS first, -g.contact_seq AS position FROM changes g
      WHERE ${inPass(1)} AND ${byIt} AND g.contact_seq < ${reached}
      GROUP BY g.contact_seq ORDER BY g.contact_seq DESC LIMIT ${limit})
    UNION ALL SELECT * FROM (
      SELECT k.contact_seq, (
        SELECT min(g.version) FROM changes g WHERE ${byIt} AND g.contact_seq = k.contact_seq),
        k.contact_seq
      FROM ${kept} k
      WHERE ${inPass(2)} AND ${keptOfIt} AND k.waiting = 1 AND k.contact_seq > ${reached}
      ORDER BY k.contact_seq LIMIT ${limit})`

  /**
   * True where somebody else changed the contact since. Others of its like that were undone meanwhile left
   * nothing behind, so they are nobody.
   */
  const changedSince = sql`EXISTS (
    SELECT 1 FROM changes o
    WHERE o.contact_seq = c.seq AND o.version >= t.first AND o.${column} IS NOT ${param('id')}
      AND NOT EXISTS (
        SELECT 1 FROM changes u
        WHERE u.contact_seq = c.seq AND u.kind = 'undo' AND u.import_id IS o.import_id
          AND u.job_id IS o.job_id))`

  return {
    /**
     * The contacts to look at, with what they were before the first change, and the members that would not
     * stay as they are: of fields that are locked to who undoes, that are read only, and that are required
     * and would be empty; with what they are now where `whole` is 1.
     */
    selectContacts: prepare<
      'id' | 'lockedMembers' | 'readOnlyMembers' | 'requiredMembers' | 'whole'
    >(sql`
      SELECT seq, version, deleted_at, survivor, name, first, kind, json(before) AS before,
        json(present) AS present, changed_since, locked, read_only, required FROM (
        SELECT c.seq, c.version, c.deleted_at, ${mergedColumns}, ${contactName} AS name, t.first, t.position, g.kind, g.before,
          ${present} AS present,
          ${changedSince} AS changed_since,
          ${membersWhere('lockedMembers', sql`${now} IS NOT ${then}`)} AS locked,
          ${membersWhere('readOnlyMembers', sql`${now} IS NOT ${then}`)} AS read_only,
          ${membersWhere('requiredMembers', sql`${now} IS NOT NULL AND ${then} IS NULL`)} AS required,
          ${bytes} AS size,
          sum(${bytes}) OVER (ORDER BY t.position) AS bytes
        FROM (${page}) t JOIN contacts c ON c.seq = t.seq
        JOIN changes g ON g.contact_seq = t.seq AND g.version = t.first
      ) WHERE bytes - size < ${sql.raw(String(pageBytes))} ORDER BY position`),

    /** The keys that the same contacts have. */
    selectClaims: prepare<'id'>(sql`
      SELECT i.contact_seq AS seq, i.field_id, i.key
      FROM (${page}) t JOIN identities i ON i.contact_seq = t.seq`),

    /** Who of others has a key that is wanted back. `pairs`: `[[field id, key], …]`; `page`: numbers. */
    selectHolders: prepare<'id' | 'pairs' | 'page'>(sql`
      SELECT i.field_id, i.key, ${contactName} AS name,
        EXISTS (SELECT 1 FROM changes g WHERE ${byIt} AND g.contact_seq = c.seq)
        AND NOT EXISTS (
          SELECT 1 FROM changes u WHERE u.contact_seq = c.seq AND u.kind = 'undo' AND ${ofIt('u')})
        AND NOT EXISTS (
          SELECT 1 FROM ${kept} k
          WHERE ${keptOfIt} AND k.contact_seq = c.seq AND k.waiting = 0) AS pending
      FROM ${each('pairs')}
      JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
      JOIN contacts c ON c.seq = i.contact_seq
      WHERE c.seq NOT IN (SELECT value FROM json_each(${param('page')}))`),
  }
}

export type Step = 'id' | 'step'

const writes = (source: UndoSource) => {
  const { table, column, keptColumn, kept } = source
  const moved = sql`EXISTS (
    SELECT 1 FROM ${table} m WHERE m.id = ${param('id')} AND m.undo_step = ${param('step')})`
  const waiting = sql`
    SELECT 1 FROM ${kept} k WHERE k.${keptColumn} = ${table}.id AND k.waiting = 1`
  // A round in which one went back begins anew at 0: another may have waited for that one.
  const nobodyMoves = sql`undo_pass = 2 AND undo_at > 0
    AND NOT EXISTS (${waiting} AND k.contact_seq > ${table}.undo_at)`
  const ofStep = sql`id = ${param('id')} AND undo_step = ${param('step')}`

  return {
    /**
     * The precondition of a step: moves on, only where all that the step was planned on is still so. All
     * other statements of the batch depend on it.
     */
    moveOn: prepare<
      | 'id'
      | 'step'
      | 'at'
      | 'pass'
      | 'from'
      | 'to'
      | 'undone'
      | 'kept'
      | 'schemaVersion'
      | 'versions'
      | 'gained'
      | 'back'
    >(sql`
      UPDATE ${table} SET ${source.undoing}, undo_step = ${param('step')}, undo_at = ${param('to')},
        undone = undone + ${param('undone')}, kept = kept + ${param('kept')}, updated_at = ${param('at')}
      WHERE id = ${param('id')} AND ${source.isUndoable}
        AND undo_pass = ${param('pass')} AND undo_at = ${param('from')} AND ${schemaIsCurrent}
        AND NOT EXISTS (
          SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
          WHERE c.version IS NOT ${member(1)})
        AND NOT EXISTS (
          SELECT 1 FROM ${each('gained')}
          JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
          WHERE i.contact_seq NOT IN (SELECT value FROM json_each(${param('back')})))`),

    /** `back`: the numbers of all contacts that go back. */
    logUndone: prepare<Step | 'at' | 'actor' | 'requestId' | 'back'>(sql`
      INSERT INTO changes (contact_seq, version, kind, at, actor, via, ${column}, request_id, before)
      SELECT c.seq, c.version + 1, 'undo', ${param('at')}, ${param('actor')}, ${sql.raw(`'${source.via}'`)},
        ${param('id')}, ${param('requestId')}, c.data
      FROM ${each('back')} JOIN contacts c ON c.seq = w.value WHERE ${moved}`),

    /** `restored`: `[[contact's number, version of the first change], …]`, out of the trash too */
    restoreContacts: prepare<Step | 'at' | 'restored'>(sql`
      UPDATE contacts SET version = version + 1, updated_at = ${param('at')}, deleted_at = NULL, data = (
        SELECT g.before FROM changes g WHERE g.contact_seq = contacts.seq AND g.version = ${member(1)})
      FROM ${each('restored')} WHERE contacts.seq = ${member(0)} AND ${moved}`),

    /** `trashed`: numbers of contacts that were created, or restored. */
    trashContacts: prepare<Step | 'at' | 'trashed'>(sql`
      UPDATE contacts SET version = version + 1, updated_at = ${param('at')}, deleted_at = ${param('at')}
      WHERE seq IN (SELECT value FROM json_each(${param('trashed')})) AND ${moved}`),

    /** `dropped`: `[[field id, key, contact's number], …]`; the unary plus as in a chunk's statement. */
    deleteIdentities: prepare<Step | 'dropped'>(sql`
      DELETE FROM identities
      WHERE contact_seq IN (SELECT ${member(2)} FROM ${each('dropped')})
        AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')}) AND ${moved}`),

    /** `gained`: `[[field id, key, contact's number], …]` */
    insertIdentities: prepare<Step | 'gained'>(sql`
      INSERT INTO identities (field_id, key, contact_seq)
      SELECT ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('gained')} WHERE ${moved}`),

    /** Of contacts that go to the trash. */
    deleteSearchText: prepare<Step | 'trashed'>(sql`
      DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(${param('trashed')})) AND ${moved}`),

    /** `texts`: `[[contact's number, text], …]` as bytes, by ascending number. */
    putSearchTexts: prepare<Step | 'texts'>(sql`
      INSERT OR REPLACE INTO search (rowid, text)
      SELECT ${member(0)}, ${member(1)} FROM json_each(CAST(${param('texts')} AS TEXT)) w WHERE ${moved}`),

    deleteWaiting: prepare<Step | 'back'>(sql`
      DELETE FROM ${kept}
      WHERE ${keptColumn} = ${param('id')}
        AND contact_seq IN (SELECT value FROM json_each(${param('back')})) AND ${moved}`),

    /** `kept`: `[[contact's number, reason, waiting], …]` */
    insertKept: prepare<Step | 'kept'>(sql`
      INSERT INTO ${kept} (${keptColumn}, contact_seq, reason, waiting)
      SELECT ${param('id')}, ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('kept')}
      WHERE ${moved}
      ON CONFLICT DO UPDATE SET reason = excluded.reason, waiting = excluded.waiting`),

    /** After the last contact of the first pass: those that wait are looked at again. */
    beginSecondPass: prepare<Step>(sql`
      UPDATE ${table} SET undo_pass = 2, undo_at = 0
      WHERE ${ofStep} AND undo_pass = 1 AND NOT EXISTS (
        SELECT 1 FROM changes g WHERE g.${column} = ${table}.id AND g.contact_seq < ${table}.undo_at)`),

    countGivenUp: prepare<Step>(sql`
      UPDATE ${table} SET kept = kept + (
        SELECT count(*) FROM ${kept} k WHERE k.${keptColumn} = ${table}.id AND k.waiting = 1)
      WHERE ${ofStep} AND ${nobodyMoves}`),

    giveUpWaiting: prepare<Step>(sql`
      UPDATE ${kept} SET waiting = 0
      WHERE ${keptColumn} = ${param('id')} AND waiting = 1 AND EXISTS (
        SELECT 1 FROM ${table} WHERE ${ofStep} AND ${nobodyMoves})`),

    conclude: prepare<Step>(sql`
      UPDATE ${table} SET ${source.undone}
      WHERE ${ofStep} AND undo_pass = 2 AND NOT EXISTS (${waiting})`),
  }
}

/** The statements that undo what a source changed. */
export function undoSql(source: UndoSource) {
  return { source, ...reads(source), ...writes(source) }
}

export type UndoSql = ReturnType<typeof undoSql>

/** Whether this very step was the last of an undoing; of its row. */
export const concludedBy = (step: string): SQL => sql`state = 'undone' AND undo_step = ${step}`
