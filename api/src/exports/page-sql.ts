import { sql } from 'drizzle-orm/sql'
import type { ListRequest } from '../contacts/list-sql.ts'
import { type Stretch, stretchSource } from '../contacts/stretch-sql.ts'
import { contactColumns } from '../contacts/sql.ts'
import { compile, param, prepare, type Statement } from '../db/statement.ts'

/** The highest number a contact has now: those that come later are beyond an export's bound. */
export const selectBound: Statement = compile(
  sql`SELECT coalesce(max(seq), 0) AS bound FROM contacts`,
)

/** A stretch of contacts in the order they were created. */
interface PagedStretch extends Stretch {
  limit: number
  /** Only those changed at this time or later. */
  changedSince?: number
}

/**
 * Those of a hundred numbers go into one row: so many rows of their own would take longer to hand over
 * than to find, and all in one could be more than a row of a reply may hold.
 */
const numbersPerRow = 100

/**
 * Contacts of a list that stand in a stretch, in rows of `n`, how many, `last`, the highest number, and
 * `contacts`, a JSON list of `[seq, createdAt, updatedAt, data]` in whatever order. Numbers never change,
 * so no contact is met twice or missed.
 */
export function stretchStatement(
  request: ListRequest,
  { limit, changedSince, ...stretch }: PagedStretch,
): Statement {
  const { from, where, seq } = stretchSource(request, stretch)
  const conditions = [
    ...where,
    ...(changedSince === undefined ? [] : [sql`c.updated_at >= ${changedSince}`]),
  ]
  // Few contacts change during an export: found by their time and sorted, not by walking all.
  const order = changedSince === undefined ? seq : sql`+${seq}`
  return compile(sql`
    SELECT count(*) AS n, max(seq) AS last,
      json_group_array(json_array(seq, created_at, updated_at, json(data))) AS contacts
    FROM (
      SELECT c.seq, c.created_at, c.updated_at, c.data FROM ${from}
      WHERE ${sql.join(conditions, sql` AND `)} ORDER BY ${order} LIMIT ${limit}
    )
    GROUP BY seq / ${sql.raw(String(numbersPerRow))} ORDER BY last`)
}

/** Contacts by id, in the order of the ids; those that are gone are left out. */
export const selectByIds = prepare<'ids'>(sql`
  SELECT ${contactColumns} FROM json_each(${param('ids')}) w
  JOIN contacts c ON c.id = w.value AND c.deleted_at IS NULL ORDER BY w.key`)
