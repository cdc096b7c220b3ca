import { type SQL, sql } from 'drizzle-orm/sql'
import { contactColumns } from './sql.ts'

/** The rows of a page by number. */
export interface Numbered {
  limit: number
  offset: number
}

/** Found alone, so few are read whole; more are as dense that the newest are soon found. */
export const mostFew = 100

const areFew = sql`(SELECT count(*) FROM few) <= ${sql.raw(String(mostFew))}`

/** Finds nobody: no text has control characters. */
const noMatch = sql`char(34, 127, 127, 127, 34)`

/**
 * A page of what a search alone finds, newest first. The index is read upwards first, until it is known
 * whether few match, since downwards that takes it three times as long to find out (measured): it
 * then reads each of its pages from behind. Of many, the newest are soon met from above.
 *
 * @param table the index
 */
export function searchPage(
  table: SQL,
  match: string,
  { limit, offset }: Numbered,
  most: number | null,
): SQL {
  const total = sql`(SELECT iif(${areFew}, (SELECT count(*) FROM few), (${countOf(
    sql`${table} WHERE ${table} MATCH ${match}`,
    most,
  )})))`
  const newest = sql`ORDER BY seq DESC LIMIT ${limit} OFFSET ${offset}`
  return sql`
    WITH few AS MATERIALIZED (
      SELECT rowid AS seq FROM ${table} WHERE ${table} MATCH ${match} LIMIT ${mostFew + 1})
    SELECT ${contactColumns}, c.seq AS s0, ${total} AS total FROM (
      SELECT seq FROM (SELECT seq FROM few WHERE ${areFew} ${newest})
      UNION ALL
      SELECT seq FROM (
        SELECT rowid AS seq FROM ${table} WHERE ${table} MATCH iif(${areFew}, ${noMatch}, ${match})
        ORDER BY rowid DESC LIMIT ${limit} OFFSET ${offset})
    ) p CROSS JOIN contacts c ON c.seq = p.seq ORDER BY p.seq DESC`
}

interface Scan {
  from: SQL
  where: SQL
  /** What the rows are sorted by; the last of them is the sequence number. */
  values: readonly SQL[]
  /** Those as they are sorted by, and as they are under their names `s0`, `s1`… */
  byValues: SQL
  byNames: SQL
  /** Whether they are found in another order than that. */
  isSorted: boolean
}

/**
 * A page of contacts that are found by looking at each, with how many there are, in one walk: those found
 * first are noted with what they are sorted by, and are all of them where they are no more than are counted.
 * Of more the count is known by then, and a sorted page is looked for among all.
 *
 * It has one row at least: where the page is empty that has the total alone, and a `seq` of null.
 *
 * @param most as of `countStatement`
 */
export function scannedPage(scan: Scan, { limit, offset }: Numbered, most: number): SQL {
  const { from, where, values, byValues, byNames, isSorted } = scan
  const named = values.map((value, index) => sql`${value} AS ${nameOf(index)}`)
  const found = sql`SELECT ${sql.join(named, sql`, `)} FROM ${from} WHERE ${where}`
  const counted = sql`(SELECT count(*) FROM noted)`
  const ofNoted = (rows: SQL | number) =>
    sql`SELECT * FROM noted ORDER BY ${byNames} LIMIT ${rows} OFFSET ${offset}`
  // A limit of none ends a walk before it begins, which a condition that is false does not.
  const page = isSorted
    ? sql`
      SELECT * FROM (${ofNoted(sql`iif(${counted} > ${most}, 0, ${limit})`)})
      UNION ALL
      SELECT * FROM (${found} ORDER BY ${byValues} LIMIT iif(${counted} > ${most}, ${limit}, 0) OFFSET ${offset})`
    : ofNoted(limit)
  const columns = values.map((_, index) => sql`p.${nameOf(index)}`)
  return sql`
    WITH noted AS MATERIALIZED (
      ${found} ${isSorted ? sql`` : sql`ORDER BY ${byValues}`} LIMIT ${most + 1})
    SELECT ${contactColumns}, ${sql.join(columns, sql`, `)}, t.total
    FROM (SELECT ${counted} AS total) t LEFT JOIN (${page}) p
      LEFT JOIN contacts c ON c.seq = p.${nameOf(values.length - 1)}
    ORDER BY ${byNames}`
}

/** What a value that rows are sorted by is called, in its turn. */
export function nameOf(index: number): SQL {
  return sql.raw(`s${index}`)
}

export function countOf(rows: SQL, limit: number | null): SQL {
  return limit === null
    ? sql`SELECT count(*) AS n FROM ${rows}`
    : sql`SELECT count(*) AS n FROM (SELECT 1 FROM ${rows} LIMIT ${limit + 1})`
}
