import { type SQL, sql } from 'drizzle-orm/sql'
import { contactColumns, mergedColumns, withMerged } from '../contacts/sql.ts'
import { param, prepare } from '../db/statement.ts'

/** The contact with its definitions' version; empty columns where there is none. */
export const selectContact = prepare<'id'>(sql`
  SELECT s.version AS schema_version, ${contactColumns}, ${mergedColumns}
  FROM schema_state s LEFT JOIN contacts c ON c.id = ${param('id')}`)

/** Rows of one answer, behind so many others. */
type Part = 'limit' | 'offset'

/** All of them in one answer. */
export const whole = { limit: -1, offset: 0 }

export const selectChanges = prepare<'id' | Part>(sql`
  SELECT c.id AS contact_id, g.version, g.kind, g.at, g.actor, g.via, g.import_id,
    json(g.before) AS before
  FROM changes g JOIN contacts c ON c.seq = g.contact_seq
  WHERE g.contact_seq IN ${withMerged(param('id'))} ORDER BY g.n LIMIT ${param('limit')} OFFSET ${param('offset')}`)

/** Contacts that were merged into it, as they were then. */
export const selectMerged = prepare<'id' | Part>(sql`
  SELECT ${contactColumns}, ${mergedColumns} FROM contacts c
  WHERE c.seq IN ${withMerged(param('id'))} AND c.id <> ${param('id')}
  ORDER BY c.seq LIMIT ${param('limit')} OFFSET ${param('offset')}`)

/** What people wrote about it, and about what was merged into it. */
export const selectNotes = prepare<'id' | Part>(sql`
  SELECT n.id, c.id AS contact_id, n.author, n.text, n.created_at, n.updated_at
  FROM notes n JOIN contacts c ON c.seq = n.contact_seq
  WHERE n.contact_seq IN ${withMerged(param('id'))}
  ORDER BY n.seq LIMIT ${param('limit')} OFFSET ${param('offset')}`)

export const selectKeys = prepare<'id'>(sql`
  SELECT i.field_id, i.key FROM contacts c JOIN identities i ON i.contact_seq = c.seq
  WHERE c.id = ${param('id')}`)

const outcome = sql`k.import_id, k.number, m.file_name, m.mode, m.dry_run, m.started_at, m.actor,
  o.value->>0 AS "row", o.value->>1 AS outcome, o.value->3 AS changes, o.value->>5 AS notes`

/** What the rows of imports, and of dry runs, did or would have done to the contact. */
export const selectOutcomes = prepare<'id' | Part>(sql`
  SELECT ${outcome}
  FROM import_chunks k JOIN imports m ON m.id = k.import_id JOIN json_each(k.outcomes) o
  WHERE o.value->>2 IN (SELECT id FROM contacts WHERE seq IN ${withMerged(param('id'))})
    AND EXISTS (
      SELECT 1 FROM contacts e
      WHERE e.seq IN ${withMerged(param('id'))} AND instr(k.outcomes, e.id))
  ORDER BY k.import_id, k.number, o.key LIMIT ${param('limit')} OFFSET ${param('offset')}`)

/** Any of the texts somebody is known by, in a text; `needles` is a JSON list in lower case. */
export const mentions = (text: SQL, needles: SQL): SQL => sql`EXISTS (
  SELECT 1 FROM json_each(${needles}) w WHERE instr(lower(${text}), w.value))`

/** Rows that failed are of no contact, but may be about one. */
export const selectFailedRows = prepare<'needles' | Part>(sql`
  SELECT r.import_id, r."row", r.cells, r.reasons FROM import_rows r
  WHERE ${mentions(sql`r.cells || ' ' || r.reasons`, sql`${param('needles')}`)}
  ORDER BY r.import_id, r."row" LIMIT ${param('limit')} OFFSET ${param('offset')}`)

/** Any of the texts somebody is known by, in a text that is in lower case already. */
const names = (text: SQL, needles: SQL): SQL => sql`EXISTS (
  SELECT 1 FROM json_each(${needles}) w WHERE instr(${text}, w.value))`

/** Contacts that dry runs alone have made, of rows with any of these identities: `import_id` and `id`. */
export const selectMadeUp = (needles: SQL): SQL => sql`
  SELECT DISTINCT k.import_id, o.value->>2 AS id
  FROM imports m JOIN import_chunks k ON k.import_id = m.id JOIN json_each(k.outcomes) o
  WHERE m.dry_run = 1 AND ${names(sql`k.outcomes`, needles)} AND ${names(sql`o.value->6`, needles)}`

/** What rows of dry runs would have done to such contacts. */
export const selectMadeUpOutcomes = prepare<'needles' | Part>(sql`
  WITH made_up AS MATERIALIZED (${selectMadeUp(sql`${param('needles')}`)})
  SELECT ${outcome}
  FROM made_up u JOIN import_chunks k ON k.import_id = u.import_id AND instr(k.outcomes, u.id)
  JOIN imports m ON m.id = k.import_id JOIN json_each(k.outcomes) o
  WHERE o.value->>2 = u.id
  ORDER BY k.import_id, k.number, o.key LIMIT ${param('limit')} OFFSET ${param('offset')}`)
