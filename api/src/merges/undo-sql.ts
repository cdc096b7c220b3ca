import { sql } from 'drizzle-orm/sql'
import { dataAfter } from '../contacts/changes/logged-sql.ts'
import { contactColumns, contactName, searchText } from '../contacts/sql.ts'
import { param, prepare } from '../db/statement.ts'
import { actorName } from '../installation/actor.ts'
import { schemaIsCurrent } from '../installation/definition-rows.ts'

const each = (name: string) => sql`json_each(${param(name)}) w`
const member = (index: number, kind: '->' | '->>' = '->>') => sql.raw(`w.value${kind}${index}`)

/**
 * The survivor of a merge with that merge, then the contact it was merged into in turn with the merge it came
 * by, and so on to the one that is there.
 */
const chain = sql`
  WITH RECURSIVE up (depth, seq, merge_id) AS (
    SELECT 0, survivor_seq, id FROM merges WHERE id = ${param('mergeId')} UNION ALL
    SELECT up.depth + 1, m.survivor_seq, m.id
    FROM up JOIN contacts c ON c.seq = up.seq AND c.merged_into IS NOT NULL
    JOIN merge_sources s ON s.contact_seq = c.seq
    JOIN merges m ON m.id = s.merge_id AND m.survivor_seq = c.merged_into AND m.undone_at IS NULL)`

export const selectHolders = prepare<'mergeId'>(sql`
  ${chain}
  SELECT up.depth, m.id AS merge_id, m.version AS merge_version, m.at AS merged_at, m.undone_at,
    json(m.before) AS effect_before, json(m.after) AS effect_after, ${contactColumns}, c.merged_into AS into_seq
  FROM up JOIN merges m ON m.id = up.merge_id JOIN contacts c ON c.seq = up.seq ORDER BY up.depth`)

/** Merges of the same contacts that came later and stand. */
export const selectLater = prepare<'mergeId'>(sql`
  ${chain}
  SELECT up.seq, l.id, json(l.before) AS before, json(l.after) AS after
  FROM up JOIN merges m ON m.id = up.merge_id
  JOIN merges l ON l.survivor_seq = up.seq AND l.version > m.version AND l.undone_at IS NULL
  ORDER BY up.depth, l.version`)

export const selectSources = prepare<'mergeId' | 'after' | 'limit'>(sql`
  SELECT ${contactColumns} FROM merge_sources s JOIN contacts c ON c.seq = s.contact_seq
  WHERE s.merge_id = ${param('mergeId')} AND c.seq > ${param('after')}
  ORDER BY c.seq LIMIT ${param('limit')}`)

/** Who has identities by now. `pairs`: `[[field id, key], …]` */
export const selectOwners = prepare<'pairs'>(sql`
  SELECT i.field_id, i.key, c.seq, c.id, ${contactName} AS name
  FROM ${each('pairs')} JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
  JOIN contacts c ON c.seq = i.contact_seq`)

/** Who last changed values. `values`: `[[contact's number, version, member], …]`, each behind that version */
export const selectChangers = prepare<'values'>(sql`
  SELECT w.key AS place, g.kind, g.at, g.actor, ${actorName(sql`g.actor`)} AS actor_name, g.via
  FROM ${each('values')} JOIN changes g ON g.n = (
    SELECT g.n FROM changes g JOIN contacts c ON c.seq = g.contact_seq
    WHERE g.contact_seq = ${member(0)} AND g.version > ${member(1)}
      AND (g.before->('$.' || (${member(2)}))) IS NOT (${dataAfter}->('$.' || (${member(2)})))
    ORDER BY g.version DESC LIMIT 1)`)

/**
 * The precondition of taking a merge back: it stands, and all contacts are at the versions it was worked out
 * by; identities that somebody is to have are free, or the live survivor's. `versions`:
 * `[[contact's number, version], …]`; `gained`: `[[field id, key, contact's number], …]`
 */
export const markUndone = prepare<
  | 'mergeId'
  | 'at'
  | 'actor'
  | 'requestId'
  | 'versions'
  | 'gained'
  | 'survivor'
  | 'schemaVersion'
  | 'idempotencyKey'
>(sql`
  UPDATE merges SET undone_at = ${param('at')}, undone_by = ${param('actor')},
    undo_request_id = ${param('requestId')}
  WHERE id = ${param('mergeId')} AND undone_at IS NULL AND ${schemaIsCurrent}
    AND NOT EXISTS (
      SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
      WHERE c.version IS NOT ${member(1)})
    AND NOT EXISTS (
      SELECT 1 FROM ${each('gained')}
      JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
      WHERE i.contact_seq <> ${param('survivor')})
    AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${param('idempotencyKey')})`)

const undone = sql`EXISTS (
  SELECT 1 FROM merges WHERE id = ${param('mergeId')} AND undo_request_id = ${param('requestId')})`

type Undone = 'mergeId' | 'requestId'

/** `changed`: `[[contact's number, patch], …]` */
export const logUndone = prepare<Undone | 'kind' | 'at' | 'actor' | 'changed'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
  SELECT c.seq, c.version + 1, ${param('kind')}, ${param('at')}, ${param('actor')}, 'unmerge',
    ${param('requestId')}, c.data
  FROM ${each('changed')} JOIN contacts c ON c.seq = ${member(0)} WHERE ${undone}`)

export const updateHolders = prepare<Undone | 'at' | 'changed'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb(${member(1, '->')})), version = version + 1,
    updated_at = ${param('at')}
  FROM ${each('changed')} WHERE contacts.seq = ${member(0)} AND ${undone}`)

export const restoreSources = prepare<Undone | 'at' | 'changed'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb(${member(1, '->')})), version = version + 1,
    updated_at = ${param('at')}, deleted_at = NULL, merged_into = NULL
  FROM ${each('changed')} WHERE contacts.seq = ${member(0)} AND ${undone}`)

/** `effects`: `[[merge's id, patch of before, patch of after], …]` */
export const updateEffects = prepare<Undone | 'effects'>(sql`
  UPDATE merges SET before = jsonb_patch(before, jsonb(${member(1, '->')})),
    after = jsonb_patch(after, jsonb(${member(2, '->')}))
  FROM ${each('effects')} WHERE merges.id = ${member(0)} AND ${undone}`)

/** `dropped`: `[[field id, key], …]`, of the live survivor */
export const deleteIdentities = prepare<Undone | 'dropped' | 'survivor'>(sql`
  DELETE FROM identities WHERE contact_seq = ${param('survivor')} AND ${undone}
    AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')})`)

export const insertIdentities = prepare<Undone | 'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('gained')} WHERE ${undone}`)

export const deleteSearchText = prepare<Undone | 'survivor'>(sql`
  DELETE FROM search WHERE rowid = ${param('survivor')} AND ${undone}`)

/** `seqs`: a JSON list of contacts' numbers */
export const insertSearchTexts = prepare<Undone | 'seqs' | 'searchable'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM ${each('seqs')} JOIN contacts c ON c.seq = w.value
  WHERE ${undone} ORDER BY c.seq`)

/** Merges of a contact that stand or were taken back, newest first, with the contacts of each. */
export const selectMerges = prepare<'id'>(sql`
  SELECT m.id, m.at, m.actor, ${actorName(sql`m.actor`)} AS actor_name, m.undone_at,
    (SELECT json_group_array(json_array(c.id, ${contactName}))
     FROM merge_sources o JOIN contacts c ON c.seq = o.contact_seq WHERE o.merge_id = m.id) AS sources
  FROM contacts s JOIN merges m ON m.survivor_seq = s.seq
  WHERE s.id = ${param('id')} ORDER BY m.version DESC LIMIT 100`)
