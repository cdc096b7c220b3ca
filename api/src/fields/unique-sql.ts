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

export function freeValues({ id }: Pick<Field, 'id'>): Statement {
  return compile(sql`DELETE FROM identities WHERE field_id = ${id}`)
}
