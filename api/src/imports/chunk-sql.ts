import { type SQL, sql } from 'drizzle-orm/sql'
import { param, prepare } from '../db/statement.ts'
import { schemaIsCurrent } from '../fields/store.ts'

/**
 * Rows travel as JSON text read by `json_each`, whose members SQLite takes as the integers and texts
 * they are; bound one by one they would be reals, and too many.
 */
export const member = (index: number, kind: '->' | '->>' = '->>') =>
  sql.raw(`w.value${kind}${index}`)

/** Taken out as JSONB at once; as text it would be written and parsed once more. */
export const dataOf = (index: number) => sql.raw(`jsonb_extract(w.value, '$[${index}]')`)

export const each = (name: string): SQL => sql`json_each(${param(name)}) w`

/** What a page of contacts may hold in bytes: a reply of the database ends at 10 MB. */
export const pageBytes = 4_000_000

/** The import with its definitions' version and, if the chunk was delivered before, its marker. */
export const selectImport = prepare<'importId' | 'number'>(sql`
  SELECT s.version AS schema_version, m.*, k.fingerprint, k.answer
  FROM schema_state s
  LEFT JOIN imports m ON m.id = ${param('importId')}
  LEFT JOIN import_chunks k ON k.import_id = m.id AND k.number = ${param('number')}`)

const found = sql`
  SELECT DISTINCT i.contact_seq AS seq FROM ${each('pairs')}
  JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}`

/** Contacts that have one of the identities, a page at a time. */
export const selectFound = prepare<'pairs' | 'after'>(sql`
  SELECT seq, id, json(data) AS data, version FROM (
    SELECT c.seq, c.id, c.data, c.version, octet_length(c.data) AS size,
      sum(octet_length(c.data)) OVER (ORDER BY c.seq) AS bytes
    FROM (${found}) f JOIN contacts c ON c.seq = f.seq WHERE c.seq > ${param('after')}
  ) WHERE bytes - size < ${sql.raw(String(pageBytes))} ORDER BY seq`)

/** The same without their values, for an import that leaves them as they are. */
export const selectFoundIds = prepare<'pairs' | 'after'>(sql`
  SELECT c.seq, c.id, '{}' AS data, c.version
  FROM (${found}) f JOIN contacts c ON c.seq = f.seq WHERE c.seq > ${param('after')} ORDER BY c.seq`)

/** Every identity of the same contacts, as it is stored. */
export const selectClaims = prepare<'pairs'>(sql`
  SELECT i.contact_seq AS seq, i.field_id, i.key FROM (${found}) f
  JOIN identities i ON i.contact_seq = f.seq ORDER BY i.contact_seq`)

/**
 * The gate of a chunk: its marker, written only where all that the fold was built on is still so: the
 * definitions, the import, whose each identity is, and the version of each contact. All other
 * statements of the batch depend on it.
 */
export const insertMarker = prepare<
  | 'importId'
  | 'number'
  | 'fingerprint'
  | 'delivery'
  | 'answer'
  | 'schemaVersion'
  | 'owners'
  | 'versions'
  | 'outcomes'
  | 'lastRow'
>(sql`
  INSERT INTO import_chunks (import_id, number, fingerprint, delivery, answer, last_row, outcomes)
  SELECT m.id, m.next_chunk, ${param('fingerprint')}, ${param('delivery')}, ${param('answer')},
    ${param('lastRow')}, ${param('outcomes')}
  FROM imports m
  WHERE m.id = ${param('importId')} AND m.state = 'running' AND m.next_chunk = ${param('number')}
    AND ${schemaIsCurrent}
    AND NOT EXISTS (
      SELECT 1 FROM ${each('owners')}
      LEFT JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
      WHERE i.contact_seq IS NOT ${member(2)})
    AND NOT EXISTS (
      SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
      WHERE c.version IS NOT ${member(1)})`)

export const applied = sql`EXISTS (
  SELECT 1 FROM import_chunks k WHERE k.import_id = ${param('importId')}
    AND k.number = ${param('number')} AND k.delivery = ${param('delivery')})`

export type Marker = 'importId' | 'number' | 'delivery'

const changeColumns = sql.raw(
  'contact_seq, version, kind, at, actor, via, import_id, request_id, before',
)
const changedHow = sql`${param('at')}, ${param('actor')}, 'import', ${param('importId')}, ${param('requestId')}`

type Logged = Marker | 'at' | 'actor' | 'requestId'

/** `updated`: `[[seq, version before, version after, first kind, data], …]`, ascending. */
export const logUpdated = prepare<Logged | 'updated'>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT c.seq, c.version + 1, ${member(3)}, ${changedHow}, c.data
  FROM ${each('updated')} JOIN contacts c ON c.seq = ${member(0)} WHERE ${applied}`)

export const updateContacts = prepare<Marker | 'at' | 'updated'>(sql`
  UPDATE contacts SET data = ${dataOf(4)}, version = ${member(2)}, updated_at = ${param('at')}
  FROM ${each('updated')} WHERE contacts.seq = ${member(0)} AND ${applied}`)

/** `created`: `[[id, version, data], …]` in the rows' order, which their numbers then follow. */
export const insertContacts = prepare<Marker | 'at' | 'created'>(sql`
  INSERT INTO contacts (id, data, version, created_at, updated_at)
  SELECT ${member(0)}, ${dataOf(2)}, ${member(1)}, ${param('at')}, ${param('at')}
  FROM ${each('created')} WHERE ${applied}`)

export const logCreated = prepare<Logged | 'created'>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT c.seq, 1, 'create', ${changedHow}, NULL
  FROM ${each('created')} JOIN contacts c ON c.id = ${member(0)} WHERE ${applied}`)

/** `later`: `[[id, version, kind, data before], …]`, for contacts that several rows changed. */
export const logLater = prepare<Logged | 'later'>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT c.seq, ${member(1)}, ${member(2)}, ${changedHow}, ${dataOf(3)}
  FROM ${each('later')} JOIN contacts c ON c.id = ${member(0)} WHERE ${applied}`)

/**
 * `dropped`: `[[field id, key, contact seq], …]`. The unary plus keeps the planner to the index on
 * contacts: of the primary key it would use the field alone and walk through all of its keys.
 */
export const deleteIdentities = prepare<Marker | 'dropped'>(sql`
  DELETE FROM identities
  WHERE contact_seq IN (SELECT ${member(2)} FROM ${each('dropped')})
    AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')}) AND ${applied}`)

/** `gained`: `[[field id, key, contact id], …]` */
export const insertIdentities = prepare<Marker | 'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(0)}, ${member(1)}, c.seq
  FROM ${each('gained')} JOIN contacts c ON c.id = ${member(2)} WHERE ${applied}`)

export const deleteSearchText = prepare<Marker | 'seqs'>(sql`
  DELETE FROM search WHERE rowid IN (SELECT w.value FROM ${each('seqs')}) AND ${applied}`)

/**
 * `written`: `[[id, text], …]` of all contacts with a new text, by ascending number: out of order the
 * index is flushed at each.
 */
export const insertSearchText = prepare<Marker | 'written'>(sql`
  INSERT INTO search (rowid, text)
  SELECT c.seq, ${member(1)} FROM ${each('written')} JOIN contacts c ON c.id = ${member(0)}
  WHERE ${applied}`)

/** `failed`: `[[row, cells, reasons], …]` */
export const insertFailedRows = prepare<Marker | 'failed'>(sql`
  INSERT INTO import_rows (import_id, "row", cells, reasons)
  SELECT ${param('importId')}, ${member(0)}, ${member(1, '->')}, ${member(2, '->')}
  FROM ${each('failed')} WHERE ${applied}`)

/** `counts`: `{"created": 1, …}` */
export const updateCounts = prepare<Marker | 'at' | 'counts' | 'lastRow'>(sql`
  UPDATE imports SET next_chunk = next_chunk + 1, last_row = ${param('lastRow')}, updated_at = ${param('at')},
    ${sql.join(
      ['created', 'merged', 'replaced', 'skipped', 'unchanged', 'failed'].map(
        (outcome) =>
          sql`${sql.raw(outcome)} = ${sql.raw(outcome)} + (${param('counts')}->>${sql.raw(`'$.${outcome}'`)})`,
      ),
      sql`, `,
    )}
  WHERE id = ${param('importId')} AND ${applied}`)
