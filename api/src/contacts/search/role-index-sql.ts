import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../../db/statement.ts'
import { searchTextWith } from '../sql.ts'

/** The number of an index, under which its table and triggers are named. */
type RoleIndexId = number

export const tableOf = (id: RoleIndexId) => `search_${id}` as const

/** Contacts that go into an index in one batch at most, which takes a fifth of a second. */
export const contactsAtOnce = 1_000

/**
 * The index over these fields if there is one, and the number of a new one. `filled` is the contact up to
 * which it is made, null where it is whole; `to` the one that the next step makes it up to, `last` the last
 * there is. `stale` says whether it lacks what was written since. `most` is how many contacts a step takes.
 */
export const selectRoleIndex = prepare<'fields' | 'most'>(sql`
  SELECT s.id, s.filled_to AS filled, s.id IS NOT NULL AND EXISTS (
      SELECT 1 FROM sights_stale t WHERE t.sight = s.id) AS stale,
    (SELECT max(seq) FROM (
      SELECT seq FROM contacts WHERE seq > s.filled_to ORDER BY seq LIMIT ${param('most')})) AS "to",
    (SELECT max(seq) FROM contacts) AS last,
    (SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'sights') AS next
  FROM (SELECT ${param('fields')} AS fields) f LEFT JOIN sights s ON s.fields = f.fields`)

/** What an index holds: JSON lists of members of the stored JSON, and of identity fields' ids. */
export interface IndexedText {
  searchable: string
  identityFields: string
}

const text = searchTextWith(
  sql`i.field_id IN (SELECT value FROM json_each(${param('identityFields')}))`,
)

/**
 * Makes an index, which `fillRoleIndex` fills. From then on triggers keep it from holding what is no
 * longer so, and note what it lacks: whatever way a contact is written, no writer needs to know of it.
 *
 * @param fields ids of the fields it is over, as JSON; no two indexes are over the same
 */
export function makeRoleIndex(id: RoleIndexId, fields: string): Statement[] {
  const table = tableOf(id)
  const raw = (text: string): Statement => ({ sql: text, args: [] })
  const lacks = (seq: string) =>
    `INSERT OR IGNORE INTO sights_stale (sight, seq) VALUES (${id}, ${seq});`
  const drop = (seq: string) => `DELETE FROM ${table} WHERE rowid = ${seq};`
  return [
    compile(sql`INSERT INTO sights (id, fields, filled_to) VALUES (${id}, ${fields}, 0)`),
    raw(`CREATE VIRTUAL TABLE ${table} USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')`),
    raw(`CREATE TRIGGER ${table}_in AFTER INSERT ON contacts BEGIN ${lacks('new.seq')} END`),
    raw(`CREATE TRIGGER ${table}_over AFTER UPDATE OF data, deleted_at ON contacts BEGIN
      ${drop('new.seq')} ${lacks('new.seq')} END`),
    raw(`CREATE TRIGGER ${table}_out AFTER DELETE ON contacts BEGIN
      ${drop('old.seq')} DELETE FROM sights_stale WHERE sight = ${id} AND seq = old.seq; END`),
  ]
}

/**
 * Fills an index by one step, unless somebody else has done it already: then the batch fails.
 *
 * @param to the last contact of the step
 * @param isWhole whether nothing is left behind it
 */
export function fillRoleIndex(
  id: RoleIndexId,
  { from, to, isWhole }: { from: number; to: number; isWhole: boolean },
  held: IndexedText,
): Statement[] {
  const some = sql`SELECT seq FROM contacts WHERE seq > ${from} AND seq <= ${to}`
  return [
    compile(sql`
      INSERT INTO guard (values_changed) SELECT 1 WHERE NOT EXISTS (
        SELECT 1 FROM sights WHERE id = ${id} AND filled_to = ${from})`),
    insertTexts(id, sql`(${some}) w JOIN contacts c ON c.seq = w.seq`, held),
    compile(sql`UPDATE sights SET filled_to = ${isWhole ? null : to} WHERE id = ${id}`),
  ]
}

/** Whoever is about to look into it is told by `isMissingSearchIndex`, and makes another one. */
export function dropRoleIndex(id: RoleIndexId): Statement[] {
  const table = tableOf(id)
  return [
    ...['in', 'over', 'out'].map((name) => `DROP TRIGGER ${table}_${name}`),
    `DROP TABLE ${table}`,
    `DELETE FROM sights_stale WHERE sight = ${id}`,
    `DELETE FROM sights WHERE id = ${id}`,
  ].map((text) => ({ sql: text, args: [] }))
}

/** Brings an index up to date with the contacts that are longest behind, `most` of them. */
export function catchUp(id: RoleIndexId, held: IndexedText, most: number): Statement[] {
  const some = sql`SELECT seq FROM sights_stale WHERE sight = ${id} ORDER BY seq LIMIT ${most}`
  return [
    compile(sql`DELETE FROM ${sql.raw(tableOf(id))} WHERE rowid IN (${some})`),
    insertTexts(id, sql`(${some}) w JOIN contacts c ON c.seq = w.seq`, held),
    compile(sql`DELETE FROM sights_stale WHERE sight = ${id} AND seq IN (${some})`),
  ]
}

export const selectRoleIndexes: Statement = compile(sql`SELECT id, fields FROM sights`)

function insertTexts(id: RoleIndexId, from: ReturnType<typeof sql>, held: IndexedText): Statement {
  return prepare<keyof IndexedText>(sql`
    INSERT INTO ${sql.raw(tableOf(id))} (rowid, text)
    SELECT c.seq, ${text} FROM ${from} WHERE c.deleted_at IS NULL ORDER BY c.seq`)({ ...held })
}
