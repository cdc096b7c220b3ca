import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../../db/statement.ts'
import { searchTextWith } from '../sql.ts'

/** The number of an index, under which its table and triggers are named. */
type RoleIndexId = number

export const tableOf = (id: RoleIndexId) => `search_${id}` as const

/** The index over these fields if there is one, whether it is behind, and the number of a new one. */
export const selectRoleIndex = prepare<'fields'>(sql`
  SELECT (SELECT id FROM sights WHERE fields = ${param('fields')}) AS id,
    EXISTS (
      SELECT 1 FROM sights_stale t JOIN sights s ON s.id = t.sight
      WHERE s.fields = ${param('fields')}) AS stale,
    (SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'sights') AS next`)

/** What an index holds: JSON lists of members of the stored JSON, and of identity fields' ids. */
export interface IndexedText {
  searchable: string
  identityFields: string
}

const text = searchTextWith(
  sql`i.field_id IN (SELECT value FROM json_each(${param('identityFields')}))`,
)

/**
 * Makes an index and fills it. From then on triggers keep it from holding what is no longer so, and
 * note what it lacks: whatever way a contact is written, no writer needs to know of it.
 *
 * @param fields ids of the fields it is over, as JSON; no two indexes are over the same
 */
export function makeRoleIndex(id: RoleIndexId, fields: string, held: IndexedText): Statement[] {
  const table = tableOf(id)
  const raw = (text: string): Statement => ({ sql: text, args: [] })
  const lacks = (seq: string) =>
    `INSERT OR IGNORE INTO sights_stale (sight, seq) VALUES (${id}, ${seq});`
  const drop = (seq: string) => `DELETE FROM ${table} WHERE rowid = ${seq};`
  return [
    compile(sql`INSERT INTO sights (id, fields) VALUES (${id}, ${fields})`),
    raw(`CREATE VIRTUAL TABLE ${table} USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1')`),
    raw(`CREATE TRIGGER ${table}_in AFTER INSERT ON contacts BEGIN ${lacks('new.seq')} END`),
    raw(`CREATE TRIGGER ${table}_over AFTER UPDATE OF data, deleted_at ON contacts BEGIN
      ${drop('new.seq')} ${lacks('new.seq')} END`),
    raw(`CREATE TRIGGER ${table}_out AFTER DELETE ON contacts BEGIN
      ${drop('old.seq')} DELETE FROM sights_stale WHERE sight = ${id} AND seq = old.seq; END`),
    insertTexts(id, sql`contacts c`, held),
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

/** Contacts brought up to date in one trip. */
const stepSize = sql.raw('5000')

/** Brings an index up to date with the contacts that are longest behind. */
export function catchUp(id: RoleIndexId, held: IndexedText): Statement[] {
  const some = sql`SELECT seq FROM sights_stale WHERE sight = ${id} ORDER BY seq LIMIT ${stepSize}`
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
