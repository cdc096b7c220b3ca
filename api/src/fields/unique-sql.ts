import type { Field } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { contactName } from '../contacts/sql.ts'
import { compile, type Statement } from '../db/statement.ts'
import { hasFolds, memberOf, foldMemberOf } from '../installation/columns.ts'

/** What `uniqueKey` makes of a value, of what is stored of it: a text by its fold, a whole number by its digits. */
function uniqueKeySql(field: Field) {
  const stored = `c.data->>'$.${memberOf(field)}'`
  return sql.raw(
    hasFolds(field)
      ? `lower(coalesce(c.data->>'$.${foldMemberOf(field)}', ${stored}))`
      : `CAST(${stored} AS TEXT)`,
  )
}

const isThere = (field: Field) =>
  sql.raw(`c.deleted_at IS NULL AND c.data->>'$.${memberOf(field)}' IS NOT NULL`)

/** Live contacts that share a value, counted, with some of the values and how many have each. */
export function selectShared(field: Field, most: number): Statement {
  return compile(sql`
    WITH shared AS MATERIALIZED (
      SELECT ${uniqueKeySql(field)} AS key, count(*) AS n, min(c.seq) AS seq
      FROM contacts c WHERE ${isThere(field)} GROUP BY 1 HAVING count(*) > 1)
    SELECT (SELECT sum(n) FROM shared) AS contacts, s.n, c.id, ${contactName} AS name,
      c.data->>${sql.raw(`'$.${memberOf(field)}'`)} AS value
    FROM shared s JOIN contacts c ON c.seq = s.seq ORDER BY s.n DESC, s.seq LIMIT ${most}`)
}

/** Lets every live contact claim its value. Fails the batch where two have one. */
export function claimValues(field: Field): Statement {
  return compile(sql`
    INSERT INTO identities (field_id, key, contact_seq)
    SELECT ${field.id}, ${uniqueKeySql(field)} AS key, c.seq FROM contacts c WHERE ${isThere(field)}
    ORDER BY key`)
}

/** Lets every live contact claim its value that no contact before it has claimed. */
export function claimWhatIsFree(field: Field): Statement {
  return compile(sql`
    INSERT OR IGNORE INTO identities (field_id, key, contact_seq)
    SELECT ${field.id}, ${uniqueKeySql(field)}, c.seq FROM contacts c WHERE ${isThere(field)}
    ORDER BY c.seq`)
}

/** Live contacts that have a value and no claim to it, with whoever has that. */
export function selectUnclaimed(field: Field): Statement {
  return compile(sql`
    SELECT c.id AS contact, o.id AS owner FROM contacts c
    JOIN identities i ON i.field_id = ${field.id} AND i.key = ${uniqueKeySql(field)}
    JOIN contacts o ON o.seq = i.contact_seq
    WHERE ${isThere(field)} AND i.contact_seq <> c.seq ORDER BY c.seq`)
}

export function freeValues({ id }: Pick<Field, 'id'>): Statement {
  return compile(sql`DELETE FROM identities WHERE field_id = ${id}`)
}

/** The same for contacts of a range that have not claimed it themselves, `after` left out. */
export function claimRange(field: Field, after: number, to: number): Statement {
  return compile(sql`
    INSERT INTO identities (field_id, key, contact_seq)
    SELECT ${field.id}, ${uniqueKeySql(field)}, c.seq FROM contacts c
    WHERE c.seq > ${after} AND c.seq <= ${to} AND ${isThere(field)} AND NOT EXISTS (
      SELECT 1 FROM identities i WHERE i.contact_seq = c.seq AND i.field_id = ${field.id})`)
}

export function countClaims({ id }: Pick<Field, 'id'>, most: number): Statement {
  return compile(sql`
    SELECT count(*) AS n FROM (SELECT 1 FROM identities WHERE field_id = ${id} LIMIT ${most})`)
}

export function freeSome({ id }: Pick<Field, 'id'>, most: number): Statement {
  return compile(sql`
    DELETE FROM identities WHERE field_id = ${id} AND key IN (
      SELECT key FROM identities WHERE field_id = ${id} ORDER BY key LIMIT ${most})`)
}

export function unsetUnique({ id }: Pick<Field, 'id'>): Statement {
  return compile(sql`
    UPDATE fields SET settings = json_remove(settings, '$.unique'), version = version + 1
    WHERE id = ${id}`)
}

/** True for a batch that failed since two contacts came to share a value meanwhile. */
export function isShared(error: unknown): boolean {
  return error instanceof Error && /constraint failed: identities/i.test(error.message)
}
