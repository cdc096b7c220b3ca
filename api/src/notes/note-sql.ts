import { type SQL, sql } from 'drizzle-orm/sql'
import { contactName, mergedColumns, withMerged } from '../contacts/sql.ts'
import { compile, param, prepare, type Statement } from '../db/statement.ts'
import { actorName } from '../installation/actor.ts'
import { schemaIs } from '../installation/definition-rows.ts'

/** When the contact that has it by now, along its merges, went to the trash; null where it is live. */
const trashedAt: SQL = sql`(
  WITH RECURSIVE up (seq, further) AS (
    SELECT c.seq, c.merged_into UNION ALL
    SELECT m.seq, m.merged_into FROM up JOIN contacts m ON m.seq = up.further)
  SELECT m.deleted_at FROM up JOIN contacts m ON m.seq = up.seq WHERE up.further IS NULL)`

const note: SQL = sql`n.seq, n.id, n.author, ${actorName(sql`n.author`)} AS author_name, n.text,
  n.version, n.created_at, n.updated_at, c.id AS contact_id, ${contactName} AS contact_name`

/** The contact with its definitions' version; empty columns where there is none. */
export const selectContact = prepare<'id'>(sql`
  SELECT s.version AS schema_version, c.id, c.deleted_at, ${mergedColumns}
  FROM schema_state s LEFT JOIN contacts c ON c.id = ${param('id')}`)

/** Notes of a contact and of all that were merged into it, newest first. */
export const selectPage = prepare<'id' | 'before' | 'limit'>(sql`
  SELECT ${note} FROM notes n JOIN contacts c ON c.seq = n.contact_seq
  WHERE n.contact_seq IN ${withMerged(param('id'))} AND n.seq < ${param('before')}
  ORDER BY n.seq DESC LIMIT ${param('limit')}`)

/** A note with the definitions' version; empty columns where there is none. */
export const selectNote = prepare<'id'>(sql`
  SELECT s.version AS schema_version, ${note}, ${trashedAt} AS trashed_at
  FROM schema_state s LEFT JOIN notes n ON n.id = ${param('id')}
  LEFT JOIN contacts c ON c.seq = n.contact_seq`)

export const noteExists = (id: string): SQL => sql`EXISTS (SELECT 1 FROM notes WHERE id = ${id})`

/** The id of the contact that a note is about. */
export const contactOf = (id: string): SQL => sql`(
  SELECT c.id FROM notes n JOIN contacts c ON c.seq = n.contact_seq WHERE n.id = ${id})`

interface NewNote {
  id: string
  contactId: string
  author: string | null
  text: string
  /** Milliseconds since 1970. */
  at: number
}

/** Nothing where the contact is not live, or the definitions are no longer those that were looked at. */
export function insertNote(
  { id, contactId, author, text, at }: NewNote,
  schemaVersion: number,
  idempotencyKey: string | null,
): Statement {
  return compile(sql`
    INSERT INTO notes (id, contact_seq, author, text, created_at, updated_at)
    SELECT ${id}, c.seq, ${author}, ${text}, ${at}, ${at} FROM contacts c
    WHERE c.id = ${contactId} AND c.deleted_at IS NULL AND ${schemaIs(schemaVersion)}
      AND NOT EXISTS (SELECT 1 FROM idempotency WHERE key = ${idempotencyKey})`)
}

/** What a note must be to be changed or deleted. */
interface Meant {
  id: string
  /** The version it is meant for, or null for any. */
  expected: number | null
  /** Whose it must be; left out where anybody's will do. */
  author?: string | null
}

/** Whether a note is as it is meant, and its contact live. */
export function isAsMeant({ id, expected, author }: Meant, schemaVersion: number): SQL {
  const isTheirs = author === undefined ? sql`1` : sql`n.author IS ${author}`
  return sql`(${schemaIs(schemaVersion)} AND EXISTS (
    SELECT 1 FROM notes n JOIN contacts c ON c.seq = n.contact_seq
    WHERE n.id = ${id} AND n.version = coalesce(${expected}, n.version) AND ${isTheirs}
      AND ${trashedAt} IS NULL))`
}

/** Nothing where the text is the same. */
export const updateNote = (id: string, text: string, at: number, onlyIf: SQL): Statement =>
  compile(sql`
    UPDATE notes SET text = ${text}, version = version + 1, updated_at = ${at}
    WHERE id = ${id} AND text <> ${text} AND ${onlyIf}`)

export const deleteNote = (id: string, onlyIf: SQL): Statement =>
  compile(sql`DELETE FROM notes WHERE id = ${id} AND ${onlyIf}`)
