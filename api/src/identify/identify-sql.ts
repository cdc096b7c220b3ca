import { type SQL, sql } from 'drizzle-orm/sql'
import { searchText } from '../contacts/sql.ts'
import { param, prepare } from '../db/statement.ts'

const each = (name: string): SQL => sql`json_each(CAST(${param(name)} AS TEXT)) w`
const member = (index: number, kind: '->' | '->>' = '->>') => sql.raw(`w.value${kind}${index}`)

const claims = sql`(SELECT json_group_array(json_array(i.field_id, i.key)) FROM identities i
  WHERE i.contact_seq = c.seq) AS claims`

/** Contacts that have one of the identities, each with all it has. `pairs`: `[[field id, key], …]` */
export const selectMet = prepare<'pairs' | 'after' | 'limit'>(sql`
  SELECT c.seq, c.id, c.version, json(c.data) AS data, c.created_at, c.updated_at, ${claims}
  FROM (
    SELECT DISTINCT i.contact_seq AS seq FROM ${each('pairs')}
    CROSS JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
    WHERE i.contact_seq > ${param('after')} ORDER BY 1 LIMIT ${param('limit')}
  ) f CROSS JOIN contacts c ON c.seq = f.seq ORDER BY c.seq`)

/**
 * Fails the batch unless all that it was made of is still so: whose each identity is, and the version of
 * each contact. `free`: `[[field id, key], …]`; `owners`: the same with the contact's number; `versions`:
 * `[[number, version], …]`
 */
export const guardMet = prepare<'free' | 'owners' | 'versions'>(sql`
  INSERT INTO guard (values_changed) SELECT 1
  WHERE EXISTS (
    SELECT 1 FROM ${each('free')}
    CROSS JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)})
  OR EXISTS (
    SELECT 1 FROM ${each('owners')}
    LEFT JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
    WHERE i.contact_seq IS NOT ${member(2)})
  OR EXISTS (
    SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
    WHERE c.version IS NOT ${member(1)})`)

/** `created`: `[[id, data], …]` */
export const insertContacts = prepare<'created' | 'at'>(sql`
  INSERT INTO contacts (id, data, version, created_at, updated_at)
  SELECT ${member(0)}, jsonb(${member(1, '->')}), 1, ${param('at')}, ${param('at')} FROM ${each('created')}`)

type Logged = 'at' | 'actor' | 'requestId'
const how = sql`${param('at')}, ${param('actor')}, 'api', ${param('requestId')}`

export const logCreated = prepare<'created' | Logged>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id)
  SELECT c.seq, 1, 'create', ${how} FROM ${each('created')} CROSS JOIN contacts c ON c.id = ${member(0)}`)

/** `steps`: `[[id, version, patch that makes what was before of what there is], …]` */
export const logSteps = prepare<'steps' | Logged>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
  SELECT c.seq, ${member(1)}, 'update', ${how}, jsonb_patch(c.data, jsonb(${member(2, '->')}))
  FROM ${each('steps')} CROSS JOIN contacts c ON c.id = ${member(0)}`)

/** `changed`: `[[id, version, patch], …]` */
export const updateContacts = prepare<'changed' | 'at'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb(${member(2, '->')})), version = ${member(1)},
    updated_at = ${param('at')}
  FROM ${each('changed')} WHERE contacts.id = ${member(0)}`)

/** `dropped`: `[[id, field id, key], …]` */
export const deleteIdentities = prepare<'dropped'>(sql`
  DELETE FROM identities WHERE (field_id, key, contact_seq) IN (
    SELECT ${member(1)}, ${member(2)}, c.seq FROM ${each('dropped')} CROSS JOIN contacts c ON c.id = ${member(0)})`)

/** `gained`: `[[id, field id, key], …]` */
export const insertIdentities = prepare<'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(1)}, ${member(2)}, c.seq FROM ${each('gained')} CROSS JOIN contacts c ON c.id = ${member(0)}`)

/** `ids`: a JSON list */
export const deleteSearchTexts = prepare<'ids'>(sql`
  DELETE FROM search WHERE rowid IN (
    SELECT c.seq FROM json_each(${param('ids')}) w CROSS JOIN contacts c ON c.id = w.value)`)

export const insertSearchTexts = prepare<'ids' | 'searchable'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${searchText} FROM contacts c
  WHERE c.id IN (SELECT value FROM json_each(${param('ids')})) ORDER BY c.seq`)

export const selectByIdentity = prepare<'fieldId' | 'key'>(sql`
  SELECT s.version AS schema_version, c.id, json(c.data) AS data, c.version, c.created_at,
    c.updated_at, c.deleted_at
  FROM schema_state s
  LEFT JOIN identities i ON i.field_id = ${param('fieldId')} AND i.key = ${param('key')}
  LEFT JOIN contacts c ON c.seq = i.contact_seq`)
