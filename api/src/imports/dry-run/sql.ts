import { type SQL, sql } from 'drizzle-orm/sql'
import { param, prepare } from '../../db/statement.ts'
import {
  applied,
  claimedField,
  dataOf,
  each,
  eachClaim,
  type Marker,
  member,
} from '../storage/sql.ts'
import { pageOf, wholeOf } from '../storage/found-sql.ts'

/** Whose a key is: what the dry run made of it, else what it is. */
const owned = sql`
  SELECT DISTINCT iif(d.import_id IS NULL, i.contact_seq, d.contact_seq) AS seq
  FROM ${eachClaim('pairs')}
  LEFT JOIN dry_identities d
    ON d.import_id = ${param('importId')} AND d.field_id = ${claimedField} AND d.key = w.value
  LEFT JOIN identities i ON i.field_id = ${claimedField} AND i.key = w.value`

/** All that a contact has, as the dry run left it. */
const claimsOf = sql`(
  SELECT json_group_array(json_array(a.field_id, a.key)) FROM (
    SELECT i.field_id, i.key FROM identities i
    WHERE i.contact_seq = c.seq AND NOT EXISTS (
      SELECT 1 FROM dry_identities d
      WHERE d.import_id = ${param('importId')} AND d.field_id = i.field_id AND d.key = i.key)
    UNION ALL
    SELECT d.field_id, d.key FROM dry_identities d
    WHERE d.import_id = ${param('importId')} AND d.contact_seq = c.seq
  ) a)`

const contacts = (data: SQL) => sql`
  SELECT f.seq, coalesce(d.id, c.id) AS id, coalesce(d.version, c.version) AS version, ${data} AS data
  FROM (${owned}) f
  LEFT JOIN dry_contacts d ON d.import_id = ${param('importId')} AND d.seq = f.seq
  LEFT JOIN contacts c ON c.seq = f.seq
  WHERE f.seq IS NOT NULL`

const overlaid = sql`coalesce(d.data, c.data)`

/** As of a chunk that is applied, with the contacts as the dry run left them. */
export const selectFound = prepare<'importId' | 'pairs'>(wholeOf(contacts(overlaid), claimsOf))

export const selectFoundPage = prepare<'importId' | 'pairs' | 'after'>(
  pageOf(contacts(overlaid), claimsOf),
)

export const selectFoundIds = prepare<'importId' | 'pairs'>(wholeOf(contacts(sql`'{}'`), claimsOf))

// An upsert after a SELECT needs a WHERE, lest its ON be taken for a join's; all of these have one.

/** `contacts`: `[[number, id, version, data], …]` */
export const putContacts = prepare<Marker | 'contacts'>(sql`
  INSERT INTO dry_contacts (import_id, seq, id, version, data)
  SELECT ${param('importId')}, ${member(0)}, ${member(1)}, ${member(2)}, ${dataOf(3)}
  FROM ${each('contacts')} WHERE ${applied}
  ON CONFLICT DO UPDATE SET version = excluded.version, data = excluded.data`)

/** `claims`: with the number of who has them now, or null. */
export const putIdentities = prepare<Marker | 'claims'>(sql`
  INSERT INTO dry_identities (import_id, field_id, key, contact_seq)
  SELECT ${param('importId')}, ${claimedField}, w.key, w.value
  FROM ${eachClaim('claims')} WHERE ${applied}
  ON CONFLICT DO UPDATE SET contact_seq = excluded.contact_seq`)
