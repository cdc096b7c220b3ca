import type { Field } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'
import { memberOf } from '../installation/columns.ts'
import { keyFieldsOf } from './key-fields.ts'
import { bitOf, mostSharing, signalCodes, signalNumber, threshold, weights } from './signals.ts'

/** How far keys are made, and the end of the log. */
export const selectState: Statement = compile(sql`
  SELECT d.rule, d.step, d.n, d.filled_to, s.version AS schema_version,
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS last_n,
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contacts'), 0) AS last_seq
  FROM duplicate_state d, schema_state s`)

/** The values that keys are made of, as a list in the order of `keyFieldsOf`; null where none count. */
function keyValues(fields: readonly Field[]): SQL {
  const values = keyFieldsOf(fields).map(({ field }) => `c.data->'$.${memberOf(field)}'`)
  return sql.raw(`iif(c.deleted_at IS NULL, json_array(${values.join(', ')}), NULL)`)
}

/** Contacts of the next changes; nothing as long as not all contacts have keys at all. */
export function selectChanged(fields: readonly Field[], limit: number): Statement {
  return compile(sql`
    SELECT g.n, g.changes, g.seq, ${keyValues(fields)} AS "values" FROM (
      SELECT max(n) AS n, count(*) AS changes, contact_seq AS seq FROM (
        SELECT n, contact_seq FROM changes
        WHERE n > (SELECT n FROM duplicate_state WHERE filled_to IS NULL)
        ORDER BY n LIMIT ${limit})
      GROUP BY contact_seq) g
    LEFT JOIN contacts c ON c.seq = g.seq`)
}

/** The next contacts that have no keys yet; nothing where all have. */
export function selectUnfilled(fields: readonly Field[], limit: number): Statement {
  return compile(sql`
    SELECT c.seq, ${keyValues(fields)} AS "values" FROM contacts c
    WHERE c.seq > (SELECT filled_to FROM duplicate_state) ORDER BY c.seq LIMIT ${limit}`)
}

/** Keys of some contacts. @param seqs JSON list of their numbers */
export function selectKeys(seqs: string): Statement {
  return compile(sql`
    SELECT key, contact_seq, signal FROM duplicate_keys
    WHERE contact_seq IN (SELECT value FROM json_each(${seqs}))`)
}

/**
 * Of those keys and of others how many contacts have each, as far as it matters, and whether they are known to
 * be too many.
 *
 * @param keys JSON list
 * @param changes how many contacts may gain or lose a key in this step
 */
export function selectSizes(seqs: string, keys: string, changes: number): Statement {
  return compile(sql`
    SELECT k.key, EXISTS (SELECT 1 FROM duplicate_keys_shared s WHERE s.key = k.key) AS shared,
      (SELECT count(*) FROM (
        SELECT 1 FROM duplicate_keys d WHERE d.key = k.key LIMIT ${mostSharing + 1 + changes})) AS n
    FROM (
      SELECT key FROM duplicate_keys WHERE contact_seq IN (SELECT value FROM json_each(${seqs}))
      UNION SELECT value FROM json_each(${keys})) k`)
}

/** Fails the batch unless keys stand where the step was planned, by the definitions it was planned by. */
export function guardStep(step: number, schemaVersion: number): Statement {
  return compile(sql`
    INSERT INTO guard (values_changed) SELECT 1 WHERE NOT EXISTS (
      SELECT 1 FROM duplicate_state d, schema_state s
      WHERE d.step = ${step} AND s.version = ${schemaVersion})`)
}

export function moveState(to: { rule: string; n: number; filledTo: number | null }): Statement {
  return compile(sql`
    UPDATE duplicate_state SET step = step + 1, rule = ${to.rule}, n = ${to.n}, filled_to = ${to.filledTo}`)
}

export interface KeyChanges {
  /** Numbers of contacts whose keys differ. */
  seqs: readonly number[]
  added: readonly (readonly [key: number, seq: number, signal: number])[]
  removed: readonly (readonly [key: number, seq: number])[]
  /** Keys that more contacts have by now than may, and those that no longer do. */
  tooMany: readonly number[]
  fewEnough: readonly number[]
}

/** Writes keys, and the pairs that follow from them. */
export function writeKeys({ seqs, added, removed, tooMany, fewEnough }: KeyChanges): Statement[] {
  const [changed, crossed] = [JSON.stringify(seqs), JSON.stringify([...tooMany, ...fewEnough])]
  const affected = sql`(
    SELECT value FROM json_each(${changed})
    UNION SELECT contact_seq FROM duplicate_keys WHERE key IN (SELECT value FROM json_each(${crossed})))`
  return [
    sql`
      DELETE FROM duplicate_keys WHERE (key, contact_seq) IN (
        SELECT value->>0, value->>1 FROM json_each(${JSON.stringify(removed)}))`,
    sql`
      INSERT INTO duplicate_keys (key, contact_seq, signal)
      SELECT value->>0, value->>1, value->>2 FROM json_each(${JSON.stringify(added)}) WHERE 1
      ON CONFLICT (key, contact_seq) DO UPDATE SET signal = excluded.signal`,
    sql`
      DELETE FROM duplicate_keys_shared
      WHERE key IN (SELECT value FROM json_each(${JSON.stringify(fewEnough)}))`,
    sql`
      INSERT INTO duplicate_keys_shared (key)
      SELECT value FROM json_each(${JSON.stringify(tooMany)}) WHERE 1 ON CONFLICT DO NOTHING`,
    sql`
      DELETE FROM not_duplicates
      WHERE (a IN (SELECT value FROM json_each(${changed}))
          OR b IN (SELECT value FROM json_each(${changed})))
        AND shared <> ${sharedKeys(sql`not_duplicates.a`, sql`not_duplicates.b`)}
        AND ${hasKeys(sql`not_duplicates.a`)} AND ${hasKeys(sql`not_duplicates.b`)}`,
    sql`DELETE FROM duplicate_pairs WHERE a IN ${affected}`,
    sql`DELETE FROM duplicate_pairs WHERE b IN ${affected}`,
    sql`
      INSERT INTO duplicate_pairs (a, b, score, signals, dismissed)
      SELECT p.a, p.b, min(100, ${sumOf((signal) => weights[signal])}),
        ${sumOf(bitOf)},
        EXISTS (SELECT 1 FROM not_duplicates d WHERE d.a = p.a AND d.b = p.b)
      FROM (
        SELECT DISTINCT min(m.contact_seq, o.contact_seq) AS a, max(m.contact_seq, o.contact_seq) AS b,
          min(m.signal, o.signal) AS signal
        FROM ${affected} f
        JOIN duplicate_keys m ON m.contact_seq = f.value
        JOIN duplicate_keys o ON o.key = m.key AND o.contact_seq <> m.contact_seq
        WHERE m.key NOT IN (SELECT key FROM duplicate_keys_shared)) p
      GROUP BY p.a, p.b HAVING ${sumOf((signal) => weights[signal])} >= ${threshold}`,
  ].map(compile)
}

/** Of the signals of a pair, each counted once, a sum of something of each. */
function sumOf(part: (signal: (typeof signalCodes)[number]) => number): SQL {
  const parts = signalCodes.map(
    (signal) => `max(iif(p.signal = ${signalNumber(signal)}, ${part(signal)}, 0))`,
  )
  return sql.raw(`(${parts.join(' + ')})`)
}

/** The keys that two contacts have in common, as text. */
export function sharedKeys(a: SQL, b: SQL): SQL {
  return sql`(
    SELECT coalesce(group_concat(key, ' '), '') FROM (
      SELECT m.key FROM duplicate_keys m JOIN duplicate_keys o ON o.key = m.key AND o.contact_seq = ${b}
      WHERE m.contact_seq = ${a} ORDER BY m.key))`
}

/** One in the trash has none: whoever brings it back finds decided what was decided. */
const hasKeys = (seq: SQL): SQL =>
  sql`EXISTS (SELECT 1 FROM duplicate_keys k WHERE k.contact_seq = ${seq})`
