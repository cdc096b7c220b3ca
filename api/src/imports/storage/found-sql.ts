import { type SQL, sql } from 'drizzle-orm/sql'
import { param } from '../../db/statement.ts'

/** What one reply may hold of contacts' values, in bytes: a reply of the database ends at 10 MB. */
const mostBytes = sql.raw('4000000')

/**
 * The contacts that a chunk's rows can meet, in one row: lists joined by commas, and JSON lists, all in
 * the same order. A row for each would take twice as long. Beyond what a reply may hold there is their
 * number alone, and `pageOf` gives them.
 *
 * @param contacts selects seq, id, version and data
 * @param claimsOf a JSON list of the claims of `c.seq`
 */
export function wholeOf(contacts: SQL, claimsOf: SQL): SQL {
  return sql`
    WITH c AS MATERIALIZED (${contacts})
    SELECT (SELECT count(*) FROM c) AS n, group_concat(c.seq) AS seqs, group_concat(c.id) AS ids,
      group_concat(c.version) AS versions, '[' || group_concat(json(c.data)) || ']' AS data,
      '[' || group_concat(${claimsOf}) || ']' AS claims
    FROM c WHERE (SELECT sum(octet_length(data)) FROM c) < ${mostBytes}`
}

/** The same a page at a time, a row for each. `remaining` counts them from this page on. */
export function pageOf(contacts: SQL, claimsOf: SQL): SQL {
  return sql`
    SELECT c.seq, c.id, c.version, json(c.data) AS data, ${claimsOf} AS claims, c.remaining FROM (
      SELECT seq, id, version, data, count(*) OVER () AS remaining,
        octet_length(data) AS size, sum(octet_length(data)) OVER (ORDER BY seq) AS bytes
      FROM (${contacts}) WHERE seq > ${param('after')}
    ) c WHERE c.bytes - c.size < ${mostBytes} ORDER BY c.seq`
}
