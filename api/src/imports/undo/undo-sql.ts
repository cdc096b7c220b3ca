import { type SQL, sql } from 'drizzle-orm/sql'
import { importColumns } from '../import/sql.ts'
import { contactName, mergedColumns, searchText } from '../../contacts/sql.ts'
import { param, prepare } from '../../db/statement.ts'
import { schemaIsCurrent } from '../../installation/definition-rows.ts'

const each = (name: string): SQL => sql`json_each(${param(name)}) w`
const member = (index: number) => sql.raw(`w.value->>${index}`)

/** What a page of earlier values may hold in bytes: a reply of the database ends at 10 MB. */
const pageBytes = 4_000_000
/** Contacts in one step. */
const undoPage = 1_000

/** The import with its definitions' version. */
export const selectImport = prepare<'importId'>(sql`
  SELECT s.version AS schema_version, ${importColumns}
  FROM schema_state s LEFT JOIN imports m ON m.id = ${param('importId')}`)

const limit = sql.raw(String(undoPage))
const byImport = sql`g.import_id = ${param('importId')} AND g.kind <> 'undo'`

const inPass = (pass: 1 | 2) => sql`
  (SELECT undo_pass FROM imports WHERE id = ${param('importId')}) = ${sql.raw(String(pass))}`
const reached = sql`(SELECT undo_at FROM imports WHERE id = ${param('importId')})`

/**
 * The contacts to look at next. The first pass goes from the newest contact to the oldest: those the
 * import created come first, and give up their keys before older ones want them back.
 */
const page = sql`
  SELECT * FROM (
    SELECT g.contact_seq AS seq, min(g.version) AS first, -g.contact_seq AS position FROM changes g
    WHERE ${inPass(1)} AND ${byImport} AND g.contact_seq < ${reached}
    GROUP BY g.contact_seq ORDER BY g.contact_seq DESC LIMIT ${limit})
  UNION ALL SELECT * FROM (
    SELECT k.contact_seq, (
      SELECT min(g.version) FROM changes g WHERE ${byImport} AND g.contact_seq = k.contact_seq),
      k.contact_seq
    FROM import_kept k
    WHERE ${inPass(2)} AND k.import_id = ${param('importId')} AND k.waiting = 1
      AND k.contact_seq > ${reached}
    ORDER BY k.contact_seq LIMIT ${limit})`

/**
 * True where somebody else changed the contact since. Another import that was undone meanwhile left
 * nothing behind, so it is nobody.
 */
const changedSince = sql`EXISTS (
  SELECT 1 FROM changes o
  WHERE o.contact_seq = c.seq AND o.version >= t.first AND o.import_id IS NOT ${param('importId')}
    AND NOT EXISTS (
      SELECT 1 FROM changes u
      WHERE u.contact_seq = c.seq AND u.kind = 'undo' AND u.import_id = o.import_id))`

const now = sql.raw(`c.data->('$.' || l.value)`)
const then = sql.raw(`g.before->('$.' || l.value)`)

/** Those of the given members which a contact that goes back changes so, as a JSON list. */
const membersWhere = (name: string, changes: SQL) => sql`
  (SELECT json_group_array(l.value) FROM json_each(${param(name)}) l
   WHERE g.kind <> 'create' AND ${changes})`

/**
 * The contacts to look at, with what they were before the import's first change, and the members that
 * would not stay as they are: of fields that are locked to who undoes, that are read only, and that are
 * required and would be empty.
 */
export const selectContacts = prepare<
  'importId' | 'lockedMembers' | 'readOnlyMembers' | 'requiredMembers'
>(sql`
  SELECT seq, version, deleted_at, survivor, name, first, kind, json(before) AS before, changed_since, locked,
    read_only, required FROM (
    SELECT c.seq, c.version, c.deleted_at, ${mergedColumns}, ${contactName} AS name, t.first, t.position, g.kind, g.before,
      ${changedSince} AS changed_since,
      ${membersWhere('lockedMembers', sql`${now} IS NOT ${then}`)} AS locked,
      ${membersWhere('readOnlyMembers', sql`${now} IS NOT ${then}`)} AS read_only,
      ${membersWhere('requiredMembers', sql`${now} IS NOT NULL AND ${then} IS NULL`)} AS required,
      coalesce(octet_length(g.before), 0) AS size,
      sum(coalesce(octet_length(g.before), 0)) OVER (ORDER BY t.position) AS bytes
    FROM (${page}) t JOIN contacts c ON c.seq = t.seq
    JOIN changes g ON g.contact_seq = t.seq AND g.version = t.first
  ) WHERE bytes - size < ${sql.raw(String(pageBytes))} ORDER BY position`)

/** The keys that the same contacts have. */
export const selectClaims = prepare<'importId'>(sql`
  SELECT i.contact_seq AS seq, i.field_id, i.key
  FROM (${page}) t JOIN identities i ON i.contact_seq = t.seq`)

/** Who of others has a key that is wanted back. `pairs`: `[[field id, key], …]`; `page`: numbers. */
export const selectHolders = prepare<'importId' | 'pairs' | 'page'>(sql`
  SELECT i.field_id, i.key, ${contactName} AS name,
    EXISTS (SELECT 1 FROM changes g WHERE ${byImport} AND g.contact_seq = c.seq)
    AND NOT EXISTS (
      SELECT 1 FROM changes u
      WHERE u.contact_seq = c.seq AND u.kind = 'undo' AND u.import_id = ${param('importId')})
    AND NOT EXISTS (
      SELECT 1 FROM import_kept k
      WHERE k.import_id = ${param('importId')} AND k.contact_seq = c.seq AND k.waiting = 0) AS pending
  FROM ${each('pairs')}
  JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
  JOIN contacts c ON c.seq = i.contact_seq
  WHERE c.seq NOT IN (SELECT value FROM json_each(${param('page')}))`)

/**
 * The precondition of a step: moves the import on, only where all that the step was planned on is still so.
 * All other statements of the batch depend on it.
 */
export const moveOn = prepare<
  | 'importId'
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
  UPDATE imports SET state = 'undoing', undo_step = ${param('step')}, undo_at = ${param('to')},
    undone = undone + ${param('undone')}, kept = kept + ${param('kept')}, updated_at = ${param('at')}
  WHERE id = ${param('importId')} AND state IN ('finished', 'cancelled', 'undoing')
    AND undo_pass = ${param('pass')} AND undo_at = ${param('from')} AND ${schemaIsCurrent}
    AND NOT EXISTS (
      SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
      WHERE c.version IS NOT ${member(1)})
    AND NOT EXISTS (
      SELECT 1 FROM ${each('gained')}
      JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
      WHERE i.contact_seq NOT IN (SELECT value FROM json_each(${param('back')})))`)

const moved = sql`EXISTS (
  SELECT 1 FROM imports m WHERE m.id = ${param('importId')} AND m.undo_step = ${param('step')})`

export type Step = 'importId' | 'step'

/** `back`: the numbers of all contacts that go back. */
export const logUndone = prepare<Step | 'at' | 'actor' | 'requestId' | 'back'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, import_id, request_id, before)
  SELECT c.seq, c.version + 1, 'undo', ${param('at')}, ${param('actor')}, 'import',
    ${param('importId')}, ${param('requestId')}, c.data
  FROM ${each('back')} JOIN contacts c ON c.seq = w.value WHERE ${moved}`)

/** `restored`: `[[contact's number, version of the first change], …]` */
export const restoreContacts = prepare<Step | 'at' | 'restored'>(sql`
  UPDATE contacts SET version = version + 1, updated_at = ${param('at')}, data = (
    SELECT g.before FROM changes g WHERE g.contact_seq = contacts.seq AND g.version = ${member(1)})
  FROM ${each('restored')} WHERE contacts.seq = ${member(0)} AND ${moved}`)

/** `trashed`: numbers of contacts that the import created. */
export const trashContacts = prepare<Step | 'at' | 'trashed'>(sql`
  UPDATE contacts SET version = version + 1, updated_at = ${param('at')}, deleted_at = ${param('at')}
  WHERE seq IN (SELECT value FROM json_each(${param('trashed')})) AND ${moved}`)

/** `dropped`: `[[field id, key, contact's number], …]`; the unary plus as in a chunk's statement. */
export const deleteIdentities = prepare<Step | 'dropped'>(sql`
  DELETE FROM identities
  WHERE contact_seq IN (SELECT ${member(2)} FROM ${each('dropped')})
    AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')}) AND ${moved}`)

/** `gained`: `[[field id, key, contact's number], …]` */
export const insertIdentities = prepare<Step | 'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('gained')} WHERE ${moved}`)

export const deleteSearchText = prepare<Step | 'back'>(sql`
  DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(${param('back')})) AND ${moved}`)

export const insertSearchText = prepare<Step | 'restored' | 'searchable'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM ${each('restored')} JOIN contacts c ON c.seq = ${member(0)}
  WHERE ${moved} ORDER BY c.seq`)

export const deleteWaiting = prepare<Step | 'back'>(sql`
  DELETE FROM import_kept
  WHERE import_id = ${param('importId')} AND contact_seq IN (SELECT value FROM json_each(${param('back')}))
    AND ${moved}`)

/** `kept`: `[[contact's number, reason, waiting], …]` */
export const insertKept = prepare<Step | 'kept'>(sql`
  INSERT INTO import_kept (import_id, contact_seq, reason, waiting)
  SELECT ${param('importId')}, ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('kept')}
  WHERE ${moved}
  ON CONFLICT DO UPDATE SET reason = excluded.reason, waiting = excluded.waiting`)

const waiting = sql`SELECT 1 FROM import_kept k WHERE k.import_id = imports.id AND k.waiting = 1`

/** After the last contact of the first pass: those that wait are looked at again. */
export const beginSecondPass = prepare<Step>(sql`
  UPDATE imports SET undo_pass = 2, undo_at = 0
  WHERE id = ${param('importId')} AND undo_step = ${param('step')} AND undo_pass = 1
    AND NOT EXISTS (
      SELECT 1 FROM changes g WHERE g.import_id = imports.id AND g.contact_seq < imports.undo_at)`)

// A round in which one went back begins anew at 0: another may have waited for that one.
const nobodyMoves = sql`undo_pass = 2 AND undo_at > 0
  AND NOT EXISTS (${waiting} AND k.contact_seq > imports.undo_at)`

export const countGivenUp = prepare<Step>(sql`
  UPDATE imports SET kept = kept + (
    SELECT count(*) FROM import_kept k WHERE k.import_id = imports.id AND k.waiting = 1)
  WHERE id = ${param('importId')} AND undo_step = ${param('step')} AND ${nobodyMoves}`)

export const giveUpWaiting = prepare<Step>(sql`
  UPDATE import_kept SET waiting = 0
  WHERE import_id = ${param('importId')} AND waiting = 1 AND EXISTS (
    SELECT 1 FROM imports
    WHERE id = ${param('importId')} AND undo_step = ${param('step')} AND ${nobodyMoves})`)

export const conclude = prepare<Step>(sql`
  UPDATE imports SET state = 'undone'
  WHERE id = ${param('importId')} AND undo_step = ${param('step')} AND undo_pass = 2
    AND NOT EXISTS (${waiting})`)

/** Of a row of `imports`: whether this very step was its undoing's last. */
export const concludedBy = (step: string): SQL => sql`state = 'undone' AND undo_step = ${step}`

export const selectKept = prepare<'importId' | 'after' | 'limit'>(sql`
  SELECT c.seq, c.id, ${contactName} AS name, k.reason
  FROM import_kept k JOIN contacts c ON c.seq = k.contact_seq
  WHERE k.import_id = ${param('importId')} AND k.waiting = 0 AND k.contact_seq > ${param('after')}
  ORDER BY k.contact_seq LIMIT ${param('limit')}`)
