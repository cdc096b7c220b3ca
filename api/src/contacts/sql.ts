import { nameKey, prebuiltFields } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { param } from '../db/statement.ts'
import { memberOf, numberSigns, valueExpression } from '../installation/columns.ts'

const nameField = prebuiltFields.find(({ key }) => key === nameKey)
if (!nameField) throw new Error('the pre-built fields lack a name')

/** The pieces every statement on contacts is made of; `c` is the row of `contacts`. */
export const contactName: SQL = sql.raw(`(c.data->>'$.${memberOf(nameField)}')`)

/** The name as names are compared. */
export const comparableName: SQL = valueExpression(nameField)

export const contactColumns = sql.raw(
  'c.seq, c.id, json(c.data) AS data, c.version, c.created_at, c.updated_at, c.deleted_at',
)

/**
 * Of a contact that was merged: the id of the one it was merged into, and as JSON id and name of the one that
 * has it by now, where that was merged in turn.
 */
export const mergedColumns: SQL = sql`
  (SELECT m.id FROM contacts m WHERE m.seq = c.merged_into) AS merged_into,
  (WITH RECURSIVE up (seq) AS (
    SELECT c.merged_into UNION ALL
    SELECT m.merged_into FROM up JOIN contacts m ON m.seq = up.seq WHERE m.merged_into IS NOT NULL)
  SELECT json_array(m.id, m.data->>${sql.raw(`'$.${memberOf(nameField)}'`)})
  FROM up JOIN contacts m ON m.seq = up.seq WHERE m.merged_into IS NULL) AS survivor`

/** Numbers of a contact and of all that were merged into it, directly or not. @param id of the contact */
export function withMerged(id: unknown): SQL {
  return sql`(
    WITH RECURSIVE tree (seq) AS (
      SELECT seq FROM contacts WHERE id = ${id} UNION ALL
      SELECT m.seq FROM tree JOIN contacts m ON m.merged_into = tree.seq)
    SELECT seq FROM tree)`
}

export function contactExists(id: string): SQL {
  return sql`EXISTS (SELECT 1 FROM contacts WHERE id = ${id})`
}

/** Contacts other than `except` that have one of the keys in `pairs`. */
export function takenBy(pairs: unknown, except?: unknown): SQL {
  const others = except === undefined ? sql`` : sql` AND c.id <> ${except}`
  return sql`FROM json_each(${pairs}) w
    JOIN identities i ON i.field_id = w.value->>0 AND i.key = w.value->>1
    JOIN contacts c ON c.seq = i.contact_seq${others}`
}

/**
 * The highest id of an identity field: the keys of custom fields that are unique stand beside those of identities,
 * and are found by their texts, if at all.
 */
export const lastIdentityField = Math.max(
  ...prebuiltFields.filter(({ kind }) => kind === 'I').map(({ id }) => id),
)

const foldPath = sql.raw(`('$.g' || substr(v.key, 2))`)

const isSpacedNumber = sql.raw(`t.text NOT GLOB '*[^-0-9 ()./+;,]*' AND t.text GLOB '*[^0-9]*'`)

/**
 * What substring search finds a contact by: its texts, its identities in the form they are compared
 * in, so that +49 30 1234 is found as +49301234 too, and texts that are numbers without the signs
 * between their digits. Each is a line, and each line has a line end before it, as every word has a
 * sign before it that is no letter. All are folded.
 */
export const searchText: SQL = searchTextWith(sql.raw(`i.field_id <= ${lastIdentityField}`))

/** Numbers that people write with blanks and signs between their digits, without these. */
export function digitsOf(text: SQL): SQL {
  return numberSigns.reduce<SQL>(
    (inner, sign) => sql`replace(${inner}, ${sql.raw(`'${sign}'`)}, '')`,
    text,
  )
}

/** The same of some identities. @param identities a condition on `identities i` */
export function searchTextWith(identities: SQL): SQL {
  return sql`(
    SELECT group_concat(char(10) || lower(t.text) || iif(${isSpacedNumber}, char(10) || ${digitsOf(sql`t.text`)}, ''), '') FROM (
      SELECT iif(v.type = 'array',
        (SELECT group_concat(e.value, char(10)) FROM json_each(coalesce(c.data->${foldPath}, v.value)) e),
        coalesce(c.data->>${foldPath}, v.value)) AS text
      FROM json_each(c.data) v WHERE v.key IN (SELECT value FROM json_each(${param('searchable')}))
      UNION ALL
      SELECT i.key FROM identities i WHERE i.contact_seq = c.seq AND ${identities}
    ) t)`
}

/**
 * True for a contact whose present version this request has written: the change log's row is
 * written first, under every condition, and all else in the batch follows from it.
 */
export const writtenHere: SQL = sql`EXISTS (
  SELECT 1 FROM changes g
  WHERE g.contact_seq = c.seq AND g.version = c.version AND g.request_id = ${param('requestId')})`
