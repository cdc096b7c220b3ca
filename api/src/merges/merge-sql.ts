import { sql } from 'drizzle-orm/sql'
import { contactColumns, mergedColumns, searchText } from '../contacts/sql.ts'
import { param, prepare } from '../db/statement.ts'
import { schemaIsCurrent } from '../installation/definition-rows.ts'

const each = (name: string) => sql`json_each(${param(name)}) w`
const member = (index: number) => sql.raw(`w.value->>${index}`)

/** Some of the contacts with these ids, in their order. `ids`: a JSON list; `after`: the place of the last that is known */
export const selectParts = prepare<'ids' | 'after' | 'limit'>(sql`
  SELECT w.key AS place, ${contactColumns}, ${mergedColumns}
  FROM ${each('ids')} JOIN contacts c ON c.id = w.value
  WHERE w.key > ${param('after')} ORDER BY w.key LIMIT ${param('limit')}`)

/**
 * The precondition of a merge: its own row, if all contacts are live and at the versions meant, definitions
 * those it was worked out by, identities that none of them has free, and its key not used before. All other
 * statements of the batch depend on it. `versions`: `[[contact's number, version], …]`; `gained`:
 * `[[field id, key], …]`
 */
export const insertMerge = prepare<
  | 'mergeId'
  | 'survivor'
  | 'at'
  | 'actor'
  | 'requestId'
  | 'before'
  | 'after'
  | 'versions'
  | 'gained'
  | 'schemaVersion'
  | 'idempotencyKey'
>(sql`
  INSERT INTO merges (id, survivor_seq, version, at, actor, request_id, before, after)
  SELECT ${param('mergeId')}, s.seq, s.version + 1, ${param('at')}, ${param('actor')}, ${param('requestId')},
    jsonb(${param('before')}), jsonb(${param('after')})
  FROM contacts s WHERE s.seq = ${param('survivor')} AND ${schemaIsCurrent}
    AND NOT EXISTS (
      SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
      WHERE c.version IS NOT ${member(1)} OR c.deleted_at IS NOT NULL)
    AND NOT EXISTS (
      SELECT 1 FROM ${each('gained')}
      JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)})
    AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${param('idempotencyKey')})`)

const merged = sql`EXISTS (SELECT 1 FROM merges WHERE id = ${param('mergeId')})`

/** `sources`: a JSON list of contacts' numbers */
export const insertSources = prepare<'mergeId' | 'sources'>(sql`
  INSERT INTO merge_sources (merge_id, contact_seq)
  SELECT ${param('mergeId')}, w.value FROM ${each('sources')} WHERE ${merged}`)

/** `seqs`: a JSON list of contacts' numbers */
export const logMerged = prepare<'mergeId' | 'kind' | 'at' | 'actor' | 'requestId' | 'seqs'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
  SELECT c.seq, c.version + 1, ${param('kind')}, ${param('at')}, ${param('actor')}, 'merge',
    ${param('requestId')}, c.data
  FROM ${each('seqs')} JOIN contacts c ON c.seq = w.value WHERE ${merged}`)

export const updateSurvivor = prepare<'mergeId' | 'survivor' | 'patch' | 'at'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb(${param('patch')})), version = version + 1,
    updated_at = ${param('at')}
  WHERE seq = ${param('survivor')} AND ${merged}`)

export const updateSources = prepare<'mergeId' | 'survivor' | 'sources' | 'at'>(sql`
  UPDATE contacts SET merged_into = ${param('survivor')}, deleted_at = ${param('at')}, version = version + 1,
    updated_at = ${param('at')}
  WHERE seq IN (SELECT value FROM json_each(${param('sources')})) AND ${merged}`)

/** Identities that are left out. `dropped`: `[[field id, key], …]`; `seqs`: of all contacts that take part */
export const deleteIdentities = prepare<'mergeId' | 'dropped' | 'seqs'>(sql`
  DELETE FROM identities
  WHERE contact_seq IN (SELECT value FROM json_each(${param('seqs')})) AND ${merged}
    AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')})`)

export const moveIdentities = prepare<'mergeId' | 'survivor' | 'sources'>(sql`
  UPDATE identities SET contact_seq = ${param('survivor')}
  WHERE contact_seq IN (SELECT value FROM json_each(${param('sources')})) AND ${merged}`)

export const insertIdentities = prepare<'mergeId' | 'survivor' | 'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(0)}, ${member(1)}, ${param('survivor')} FROM ${each('gained')} WHERE ${merged}`)

export const deleteSearchTexts = prepare<'mergeId' | 'seqs'>(sql`
  DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(${param('seqs')})) AND ${merged}`)

export const insertSearchText = prepare<'mergeId' | 'survivor' | 'searchable'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM contacts c WHERE c.seq = ${param('survivor')} AND ${merged}`)
