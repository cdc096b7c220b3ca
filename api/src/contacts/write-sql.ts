import { sql } from 'drizzle-orm/sql'
import { joinable, param, prepare } from '../db/statement.ts'
import { schemaIsCurrent } from '../installation/definition-rows.ts'
import {
  contactColumns,
  contactName,
  mergedColumns,
  searchText,
  takenBy,
  writtenHere,
} from './sql.ts'

const ofContact = sql`c.id = ${param('id')}`

/** The row as it stands when the batch begins, with the definitions' version. */
export const selectForWrite = prepare<'id'>(sql`
  SELECT s.version AS schema_version, ${contactColumns}, ${mergedColumns}
  FROM schema_state s LEFT JOIN contacts c ON ${ofContact}`)

export const selectTaken = prepare<'pairs' | 'id'>(
  sql`SELECT i.field_id, i.key, c.id, ${contactName} AS name ${takenBy(param('pairs'), param('id'))}`,
)

/** A new contact, unless an identity is taken, the definitions moved or the key was used before. */
export const insertContact = prepare<
  'id' | 'data' | 'at' | 'pairs' | 'schemaVersion' | 'idempotencyKey'
>(sql`
  INSERT INTO contacts (id, data, version, created_at, updated_at)
  SELECT ${param('id')}, jsonb(${param('data')}), 1, ${param('at')}, ${param('at')}
  WHERE ${schemaIsCurrent}
    AND NOT EXISTS (SELECT 1 ${takenBy(param('pairs'))})
    AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${param('idempotencyKey')})`)

export const insertCreated = prepare<'id' | 'at' | 'actor' | 'via' | 'requestId'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id)
  SELECT c.seq, 1, 'create', ${param('at')}, ${param('actor')}, ${param('via')}, ${param('requestId')}
  FROM contacts c WHERE ${ofContact}`)

/** Logs what a contact was before, if it is the version meant and nothing else stands against it. */
export const insertChange = prepare<
  'id' | 'kind' | 'at' | 'actor' | 'via' | 'requestId' | 'version' | 'schemaVersion' | 'trashed'
>(changeOf(sql`1`))

/** As `insertChange`, for a patch: what depends on the present values is asked here. */
export const insertPatchChange = prepare<
  | 'id'
  | 'kind'
  | 'at'
  | 'actor'
  | 'via'
  | 'requestId'
  | 'version'
  | 'schemaVersion'
  | 'trashed'
  | 'patch'
  | 'pairs'
  | 'readOnly'
  | 'otherIdentityFields'
  | 'gainsIdentity'
>(
  changeOf(sql`
    jsonb_patch(c.data, jsonb(${param('patch')})) IS NOT c.data
    AND NOT EXISTS (SELECT 1 ${takenByOther()})
    AND NOT EXISTS (
      SELECT 1 FROM json_each(${param('readOnly')}) r
      WHERE (c.data->('$.' || r.key)) IS NOT (CASE r.type WHEN 'null' THEN NULL ELSE ${param('patch')}->('$.' || r.key) END))
    AND (${param('gainsIdentity')} OR EXISTS (
      SELECT 1 FROM identities i WHERE i.contact_seq = c.seq
        AND i.field_id IN (SELECT value FROM json_each(${param('otherIdentityFields')}))))`),
)

/** As `insertChange`, for a contact coming back from the trash with the identities it had. */
export const insertRestoreChange = prepare<
  | 'id'
  | 'kind'
  | 'at'
  | 'actor'
  | 'via'
  | 'requestId'
  | 'version'
  | 'schemaVersion'
  | 'trashed'
  | 'pairs'
>(changeOf(sql`NOT EXISTS (SELECT 1 ${takenByOther()})`))

function takenByOther() {
  return sql`FROM json_each(${param('pairs')}) w
    JOIN identities i ON i.field_id = w.value->>0 AND i.key = w.value->>1
    WHERE i.contact_seq <> c.seq`
}

function changeOf(onlyIf: ReturnType<typeof sql>) {
  return sql`
    INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
    SELECT c.seq, c.version + 1, ${param('kind')}, ${param('at')}, ${param('actor')}, ${param('via')},
      ${param('requestId')}, c.data
    FROM contacts c
    WHERE ${ofContact} AND c.version = coalesce(${param('version')}, c.version)
      AND (c.deleted_at IS NOT NULL) = ${param('trashed')} AND ${schemaIsCurrent} AND ${onlyIf}`
}

const changeLogged = sql`EXISTS (
  SELECT 1 FROM changes g
  WHERE g.contact_seq = contacts.seq AND g.version = contacts.version + 1 AND g.request_id = ${param('requestId')})`

export const updatePatched = prepare<'id' | 'patch' | 'at' | 'requestId'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb(${param('patch')})), version = version + 1,
    updated_at = ${param('at')}
  WHERE id = ${param('id')} AND ${changeLogged}`)

export const updateTrashed = prepare<'id' | 'deletedAt' | 'at' | 'requestId'>(sql`
  UPDATE contacts SET deleted_at = ${param('deletedAt')}, version = version + 1, updated_at = ${param('at')}
  WHERE id = ${param('id')} AND ${changeLogged}`)

export const insertIdentities = prepare<'id' | 'pairs' | 'requestId'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT w.value->>0, w.value->>1, c.seq FROM contacts c, json_each(${param('pairs')}) w
  WHERE ${ofContact} AND ${writtenHere}`)

/** Frees the keys of the given identity fields, those that the change touches. */
export const deleteIdentities = prepare<'id' | 'fieldIds' | 'requestId'>(sql`
  DELETE FROM identities
  WHERE contact_seq = (SELECT c.seq FROM contacts c WHERE ${ofContact} AND ${writtenHere})
    AND field_id IN (SELECT value FROM json_each(${param('fieldIds')}))`)

export const deleteSearchText = prepare<'id' | 'requestId'>(sql`
  DELETE FROM search
  WHERE rowid = (SELECT c.seq FROM contacts c WHERE ${ofContact} AND ${writtenHere})`)

export const insertSearchText = prepare<'id' | 'searchable' | 'requestId'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM contacts c WHERE ${ofContact} AND ${writtenHere}`)

/**
 * `texts`: `{"<id>": text}` of contacts that may have been created just now: those that were, are there. The index
 * begins a part of itself with each statement, which costs more than the text.
 */
export const insertSearchTexts = joinable(
  prepare<'texts'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, w.value FROM json_each(${param('texts')}) w CROSS JOIN contacts c ON c.id = w.key`),
)
