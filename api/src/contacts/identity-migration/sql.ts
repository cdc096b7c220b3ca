import type { Field } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { compile, prepare, param, type Statement } from '../../db/statement.ts'
import { memberOf } from '../../installation/columns.ts'
import { lastIdentityField, searchText } from '../sql.ts'

export const selectRule: Statement = compile(
  sql`SELECT identity_rule AS rule FROM schema_state WHERE id = 1`,
)

export function updateRule(rule: number): Statement {
  return compile(sql`UPDATE schema_state SET identity_rule = ${rule} WHERE id = 1`)
}

/** Contacts with their identities, `[values, …]` in the order of the fields and `[[field id, key], …]`. */
export function selectPage(fields: readonly Field[], after: number, limit: number): Statement {
  const members = sql.raw(fields.map((field) => `c.data->'$.${memberOf(field)}'`).join(', '))
  return compile(sql`
    SELECT c.seq, c.id, c.version, c.deleted_at IS NOT NULL AS in_trash,
      json_array(${members}) AS identities,
      (SELECT json_group_array(json_array(i.field_id, i.key)) FROM identities i
        WHERE i.contact_seq = c.seq AND i.field_id <= ${sql.raw(String(lastIdentityField))}) AS claims
    FROM contacts c WHERE c.seq > ${after} ORDER BY c.seq LIMIT ${limit}`)
}

/** Who has keys now. @param claims `[[field id, key], …]` */
export const selectOwners = prepare<'claims'>(sql`
  SELECT i.field_id, i.key, i.contact_seq AS seq, c.id FROM json_each(${param('claims')}) w
  JOIN identities i ON i.field_id = w.value->>0 AND i.key = w.value->>1
  JOIN contacts c ON c.seq = i.contact_seq`)

type Written = 'written' | 'at' | 'requestId' | 'claims' | 'searchable'

const each = sql`(SELECT value->>0 AS seq, value->>1 AS version, value->2 AS patch
  FROM json_each(${param('written')})) w`
const isPatched = sql`w.patch <> '{}'`
const seqs = sql`(SELECT value->>0 FROM json_each(${param('written')}))`

const statements = [
  // Fails the batch where one of the contacts is another version by now.
  prepare<Written>(sql`
    INSERT INTO guard (values_changed)
    SELECT 1 FROM ${each} LEFT JOIN contacts c ON c.seq = w.seq WHERE c.version IS NOT w.version LIMIT 1`),
  prepare<Written>(sql`
    INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
    SELECT c.seq, c.version + 1, 'convert', ${param('at')}, NULL, 'fields', ${param('requestId')}, c.data
    FROM ${each} JOIN contacts c ON c.seq = w.seq WHERE ${isPatched}`),
  // Also where only keys change: it is what tells the search indexes of roles that they are behind.
  prepare<Written>(sql`
    UPDATE contacts SET data = jsonb_patch(data, jsonb(w.patch)), version = contacts.version + (${isPatched}),
      updated_at = iif(${isPatched}, ${param('at')}, updated_at)
    FROM ${each} WHERE contacts.seq = w.seq`),
  prepare<Written>(sql`
    DELETE FROM identities
    WHERE contact_seq IN ${seqs} AND field_id <= ${sql.raw(String(lastIdentityField))}`),
  prepare<Written>(sql`
    INSERT INTO identities (contact_seq, field_id, key)
    SELECT value->>0, value->>1, value->>2 FROM json_each(${param('claims')})`),
  prepare<Written>(sql`DELETE FROM search WHERE rowid IN ${seqs}`),
  prepare<Written>(sql`
    INSERT INTO search (rowid, text)
    SELECT c.seq, ${searchText} FROM contacts c WHERE c.seq IN ${seqs} AND c.deleted_at IS NULL`),
]

/**
 * Writes contacts anew, all or none of them.
 *
 * @param values `written`: `[[seq, version it has, patch of its data], …]`; `claims`: all that they have
 *   from now on, `[[seq, field id, key], …]`; `searchable`: members of the data that are searched
 */
export function rewriteContacts(
  values: Record<Exclude<Written, 'at'>, string> & { at: number },
): Statement[] {
  return statements.map((statement) => statement(values))
}
