import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../db/statement.ts'
import { contactColumns } from '../contacts/sql.ts'
import { sharedKeys } from './follow-sql.ts'

/** Contacts that are suspected to be the same as one, the surest first, without those that are known not to be. */
export const selectSuspects = prepare<'id' | 'limit'>(sql`
  SELECT ${contactColumns} FROM (
    SELECT p.b AS seq, p.score FROM duplicate_pairs p, contacts o
    WHERE o.id = ${param('id')} AND p.a = o.seq AND p.dismissed = 0
    UNION ALL
    SELECT p.a, p.score FROM duplicate_pairs p, contacts o
    WHERE o.id = ${param('id')} AND p.b = o.seq AND p.dismissed = 0
    ORDER BY score DESC LIMIT ${param('limit')}) f
  JOIN contacts c ON c.seq = f.seq
  WHERE c.deleted_at IS NULL ORDER BY f.score DESC`)

/** Keys of a contact that too many others have as well. */
export const selectPassedOver = prepare<'id'>(sql`
  SELECT s.key FROM contacts c
  JOIN duplicate_keys k ON k.contact_seq = c.seq JOIN duplicate_keys_shared s ON s.key = k.key
  WHERE c.id = ${param('id')}`)

/** Contacts that have one of some keys, of those that few have. @param keys JSON list */
export const selectWithKeys = prepare<'keys' | 'limit'>(sql`
  SELECT ${contactColumns} FROM (
    SELECT k.contact_seq AS seq, count(*) AS n FROM json_each(${param('keys')}) w
    JOIN duplicate_keys k ON k.key = w.value
    WHERE NOT EXISTS (SELECT 1 FROM duplicate_keys_shared s WHERE s.key = k.key)
    GROUP BY k.contact_seq ORDER BY n DESC LIMIT ${param('limit')}) f
  JOIN contacts c ON c.seq = f.seq WHERE c.deleted_at IS NULL`)

/** Those of some keys that too many have. */
export const selectSharedOf = prepare<'keys'>(sql`
  SELECT s.key FROM json_each(${param('keys')}) w JOIN duplicate_keys_shared s ON s.key = w.value`)

export interface Pair {
  a: number
  b: number
}

export interface QueueQuery {
  /** The last pair of the page before. */
  after: (Pair & { score: number }) | null
  /** Bits of the signals of which a pair must have one; null for any. */
  signals: number | null
  least: number
  most: number
  limit: number
}

const one = (seq: string) =>
  sql`(SELECT json_array(c.id, json(c.data), c.version, c.created_at, c.updated_at)
    FROM contacts c WHERE c.seq = ${sql.raw(seq)} AND c.deleted_at IS NULL)`
const both = sql`${one('f.a')} AS first, ${one('f.b')} AS second`

/** Pairs in the order of the queue, with both contacts, as far as these are there. */
export function selectQueue({ after, signals, least, most, limit }: QueueQuery): Statement {
  const behind = after
    ? sql`AND (p.score < ${after.score} OR (p.score = ${after.score} AND (p.a, p.b) > (${after.a}, ${after.b})))
      AND p.score <= ${after.score}`
    : sql``
  const having = signals === null ? sql`` : sql`AND (p.signals & ${signals}) <> 0`
  return compile(sql`
    SELECT f.a, f.b, f.score, ${both} FROM (
      SELECT p.a, p.b, p.score FROM duplicate_pairs p
      WHERE p.dismissed = 0 AND p.score >= ${least} AND p.score <= ${most} ${behind} ${having}
      ORDER BY p.score DESC, p.a, p.b LIMIT ${limit}) f
    ORDER BY f.score DESC, f.a, f.b`)
}

export interface AgeQuery {
  /** The last pair that was looked at. */
  after: Pair
  /** The number of the last contact whose pairs with later ones are looked at. */
  to: number
  limit: number
}

/** The same in an order that tells nothing of what they have in common: by the age of the contacts. */
export function selectByAge({ after, to, limit }: AgeQuery): Statement {
  return compile(sql`
    SELECT f.a, f.b, ${both} FROM (
      SELECT p.a, p.b FROM duplicate_pairs p
      WHERE p.dismissed = 0 AND (p.a, p.b) > (${after.a}, ${after.b}) AND p.a <= ${to}
      ORDER BY p.a, p.b LIMIT ${limit}) f
    ORDER BY f.a, f.b`)
}

/** By which signals how many pairs are suspected, and how many keys tell nothing. */
export const selectCounts: Statement[] = [
  compile(sql`SELECT signals, n FROM duplicate_counts WHERE n > 0`),
  compile(sql`SELECT count(*) AS n FROM duplicate_keys_shared`),
]

const pairOf = sql`
  FROM contacts x JOIN contacts y ON y.id = ${param('other')}
  WHERE x.id = ${param('id')} AND x.deleted_at IS NULL AND y.deleted_at IS NULL AND x.seq <> y.seq`

/** One row where both contacts are there. */
export const selectPair = prepare<'id' | 'other'>(sql`SELECT 1 ${pairOf}`)

/** Remembers that two contacts are two, with what they have in common now. */
export const insertNotDuplicates = prepare<'id' | 'other' | 'at' | 'actor'>(sql`
  INSERT INTO not_duplicates (a, b, shared, at, actor)
  SELECT min(x.seq, y.seq), max(x.seq, y.seq), ${sharedKeys(sql`x.seq`, sql`y.seq`)},
    ${param('at')}, ${param('actor')} ${pairOf}
  ON CONFLICT (a, b) DO UPDATE
    SET shared = excluded.shared, at = excluded.at, actor = excluded.actor`)

export const deleteNotDuplicates = prepare<'id' | 'other'>(sql`
  DELETE FROM not_duplicates WHERE (a, b) IN (SELECT min(x.seq, y.seq), max(x.seq, y.seq) ${pairOf})`)

export const dismissPair = prepare<'id' | 'other' | 'dismissed'>(sql`
  UPDATE duplicate_pairs SET dismissed = ${param('dismissed')}
  WHERE (a, b) IN (SELECT min(x.seq, y.seq), max(x.seq, y.seq) ${pairOf})`)
