import { type SQL, sql } from 'drizzle-orm/sql'
import { conditionSql } from './filter-sql.ts'
import { type ListRequest, nameBegins } from './list-sql.ts'

/** A stretch of contacts in the order of their numbers, which is that of creation. */
export interface Stretch {
  after: number
  bound: number
}

/** Of contacts `c` of a list that stand in a stretch. Numbers never change, so none is met twice or missed. */
export function stretchSource(
  { condition, q, match: query, index, narrowsTexts, trashed }: ListRequest,
  { after, bound }: Stretch,
): { from: SQL; where: SQL[]; seq: SQL } {
  const table = sql.raw(index)
  const seq = query === null ? sql`c.seq` : sql`s.rowid`
  return {
    from:
      query === null ? sql`contacts c` : sql`${table} s CROSS JOIN contacts c ON c.seq = s.rowid`,
    where: [
      trashed ? sql`c.deleted_at IS NOT NULL AND c.merged_into IS NULL` : sql`c.deleted_at IS NULL`,
      sql`${seq} > ${after} AND ${seq} <= ${bound}`,
      ...(condition
        ? [conditionSql(condition, { index: trashed ? null : index, narrowsTexts })]
        : []),
      ...(query === null ? [] : [sql`${table} MATCH ${query}`]),
      ...(q !== '' && query === null ? [nameBegins(q)] : []),
    ],
    seq,
  }
}
