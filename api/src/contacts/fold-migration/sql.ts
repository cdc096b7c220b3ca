import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../../db/statement.ts'
import { searchText } from '../sql.ts'

export const selectRule: Statement = compile(
  sql`SELECT fold_rule AS rule FROM schema_state WHERE id = 1`,
)

export function updateRule(rule: number): Statement {
  return compile(sql`UPDATE schema_state SET fold_rule = ${rule} WHERE id = 1`)
}

/** The last contact of a page; null behind the last of all. */
export const selectEnd = prepare<'after' | 'size'>(sql`
  SELECT max(seq) AS last FROM (
    SELECT seq FROM contacts WHERE seq > ${param('after')} ORDER BY seq LIMIT ${param('size')})`)

/** True for stored JSON in which a text may have a fold that SQLite does not make of it. */
const mayDiffer = (json: string) =>
  sql.raw(
    `(octet_length(${json}) <> length(${json}) OR instr(${json}, '\`') OR instr(${json}, '\\u'))`,
  )

/** Contacts of a page, and what they were before, as far as they may need folds. */
export const selectTexts = prepare<'after' | 'to'>(sql`
  SELECT seq, version, data, was FROM (
    SELECT c.seq, c.version, json(c.data) AS data, 0 AS was
    FROM contacts c WHERE c.seq > ${param('after')} AND c.seq <= ${param('to')}
    UNION ALL
    SELECT g.contact_seq, g.version, json(g.before), 1
    FROM changes g WHERE g.contact_seq > ${param('after')} AND g.contact_seq <= ${param('to')}
      AND g.before IS NOT NULL
  ) WHERE ${mayDiffer('data')}`)

type Rewritten = 'after' | 'to' | 'contacts' | 'changes' | 'searchable'

const each = (name: 'contacts' | 'changes') => sql`
  (SELECT value->>0 AS seq, value->>1 AS version, value->2 AS patch
  FROM json_each(${param(name)})) w`
const inPage = (seq: string) =>
  sql`${sql.raw(seq)} > ${param('after')} AND ${sql.raw(seq)} <= ${param('to')}`

const statements = [
  // Fails the batch where one of the contacts is another version by now.
  prepare<Rewritten>(sql`
    INSERT INTO guard (values_changed)
    SELECT 1 FROM ${each('contacts')} LEFT JOIN contacts c ON c.seq = w.seq
    WHERE c.version IS NOT w.version LIMIT 1`),
  prepare<Rewritten>(sql`
    UPDATE contacts SET data = jsonb_patch(data, jsonb(w.patch))
    FROM ${each('contacts')} WHERE contacts.seq = w.seq`),
  prepare<Rewritten>(sql`
    UPDATE changes SET before = jsonb_patch(before, jsonb(w.patch))
    FROM ${each('changes')} WHERE changes.contact_seq = w.seq AND changes.version = w.version`),
  prepare<Rewritten>(sql`DELETE FROM search WHERE ${inPage('rowid')}`),
  prepare<Rewritten>(sql`
    INSERT INTO search (rowid, text)
    SELECT c.seq, ${searchText} FROM contacts c
    WHERE ${inPage('c.seq')} AND c.deleted_at IS NULL ORDER BY c.seq`),
]

/**
 * Writes the folds of a page and its search texts, all or none of them.
 *
 * @param values `contacts` and `changes`: `[[seq, version, patch of the stored JSON], …]`
 */
export function rewritePage(
  values: Record<'after' | 'to', number> & Record<'contacts' | 'changes' | 'searchable', string>,
): Statement[] {
  return statements.map((statement) => statement(values))
}
