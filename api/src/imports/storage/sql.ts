import { importOutcomes } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { eachPlace, packedText } from '../../db/packed-texts.ts'
import { param, prepare } from '../../db/statement.ts'
import { schemaIsCurrent } from '../../installation/definition-rows.ts'
import { pageOf, wholeOf } from './found-sql.ts'
import { importColumns } from '../import/sql.ts'

/**
 * Rows travel as JSON text read by `json_each`, whose members SQLite takes as the integers and texts
 * they are; bound one by one they would be reals, and too many.
 */
export const member = (index: number, kind: '->' | '->>' = '->>') =>
  sql.raw(`w.value${kind}${index}`)

/** Taken out as JSONB at once; as text it would be written and parsed once more. */
export const dataOf = (index: number) => sql.raw(`jsonb_extract(w.value, '$[${index}]')`)

/** What is bound as text or as the bytes of one. */
const text = (name: string): SQL => sql`CAST(${param(name)} AS TEXT)`

export const each = (name: string): SQL => sql`json_each(${text(name)}) w`

/** The import with its definitions' version and, if the chunk was delivered before, its marker. */
export const selectImport = prepare<'importId' | 'number'>(sql`
  SELECT s.version AS schema_version, ${importColumns}, k.fingerprint, k.answer
  FROM schema_state s
  LEFT JOIN imports m ON m.id = ${param('importId')}
  LEFT JOIN import_chunks k ON k.import_id = m.id AND k.number = ${param('number')}`)

/**
 * Claims travel as `{"<field id>": {"<key>": number or null}}`: `f.key` is the field, `w.key` the key and
 * `w.value` the number. A list of lists would be written out and parsed again for each of its members.
 */
export const eachClaim = (name: string): SQL =>
  sql`json_each(${text(name)}) f CROSS JOIN json_each(f.value) w`

export const claimedField = sql.raw('CAST(f.key AS INTEGER)')

/** `pairs`: `{"<field id>": [key, …]}`, read as claims are; here `w.value` is the key. */
const found = sql`
  SELECT DISTINCT i.contact_seq AS seq FROM ${eachClaim('pairs')}
  CROSS JOIN identities i ON i.field_id = ${claimedField} AND i.key = w.value`

const claimsOf = sql.raw(`(
  SELECT json_group_array(json_array(i.field_id, i.key)) FROM identities i
  WHERE i.contact_seq = c.seq)`)

const contacts = (data: SQL) => sql`
  SELECT c.seq, c.id, c.version, ${data} AS data
  FROM (${found}) f CROSS JOIN contacts c ON c.seq = f.seq`

/** Contacts that have one of the identities, each with all it has. */
export const selectFound = prepare<'pairs'>(wholeOf(contacts(sql`c.data`), claimsOf))

export const selectFoundPage = prepare<'pairs' | 'after'>(pageOf(contacts(sql`c.data`), claimsOf))

/** The same without their values, for an import that leaves them as they are. */
export const selectFoundIds = prepare<'pairs'>(wholeOf(contacts(sql`'{}'`), claimsOf))

/**
 * The precondition of a chunk: its marker, written only where all that the fold was built on is still so: the
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
  | 'free'
  | 'owners'
  | 'versions'
  | 'outcomes'
  | 'lastRow'
>(sql`
  INSERT INTO import_chunks (
    import_id, number, fingerprint, delivery, answer, last_row, outcomes, before_seq)
  SELECT m.id, m.next_chunk, ${param('fingerprint')}, ${param('delivery')}, ${param('answer')},
    ${param('lastRow')}, ${text('outcomes')},
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'contacts'), 0)
  FROM imports m
  WHERE m.id = ${param('importId')} AND m.state = 'running' AND m.next_chunk = ${param('number')}
    AND ${schemaIsCurrent}
    AND NOT EXISTS (
      SELECT 1 FROM ${eachClaim('free')}
      CROSS JOIN identities i ON i.field_id = ${claimedField} AND i.key = w.value)
    AND NOT EXISTS (
      SELECT 1 FROM ${eachClaim('owners')}
      LEFT JOIN identities i ON i.field_id = ${claimedField} AND i.key = w.key
      WHERE i.contact_seq IS NOT w.value)
    AND NOT EXISTS (
      SELECT 1 FROM ${each('versions')}
      LEFT JOIN contacts c ON c.seq = CAST(w.key AS INTEGER)
      WHERE c.version IS NOT w.value)`)

const marked = sql`k.import_id = ${param('importId')} AND k.number = ${param('number')}
  AND k.delivery = ${param('delivery')}`

export const applied = sql`EXISTS (SELECT 1 FROM import_chunks k WHERE ${marked})`

export type Marker = 'importId' | 'number' | 'delivery'

/** What the chunk's contacts are counted from. */
export const selectMarker = prepare<Marker>(sql`
  SELECT k.before_seq FROM import_chunks k WHERE ${marked}`)

/** The marker in front of rows that need it: none of them are there where nothing was marked. */
const afterMarker = (rows: SQL) => sql`import_chunks k CROSS JOIN ${rows}`

/**
 * The number of a contact as the statements below are told it: above 0 as it is, and of those that the
 * chunk creates -1 for the first, -2 for the second.
 */
const seqOf = (number: string) => sql.raw(`iif(${number} > 0, ${number}, k.before_seq - ${number})`)

const changeColumns = sql.raw(
  'contact_seq, version, kind, at, actor, via, import_id, request_id, before',
)
const changedHow = sql`${param('at')}, ${param('actor')}, 'import', ${param('importId')}, ${param('requestId')}`

type Logged = Marker | 'at' | 'actor' | 'requestId'

/** `kinds`: `{"<seq>": kind of the first change}` */
export const logUpdated = prepare<Logged | 'kinds'>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT c.seq, c.version + 1, w.value, ${changedHow}, c.data
  FROM ${each('kinds')} CROSS JOIN contacts c ON c.seq = CAST(w.key AS INTEGER) WHERE ${applied}`)

/** `updated`: places in `values` by seq; each is raised by one version. */
export const updateContacts = prepare<Marker | 'at' | 'values' | 'updated'>(sql`
  UPDATE contacts SET data = jsonb(${packedText('values')}), version = version + 1, updated_at = ${param('at')}
  FROM ${eachPlace('updated')} WHERE contacts.seq = CAST(w.key AS INTEGER) AND ${applied}`)

const idLength = '00000000-0000-7000-8000-000000000000'.length

/** `ids`: all of them without anything between, in bytes; `created`: places in `values`, in the same order. */
export const insertContacts = prepare<Marker | 'at' | 'ids' | 'values' | 'created'>(sql`
  INSERT INTO contacts (seq, id, data, version, created_at, updated_at)
  SELECT k.before_seq + 1 + w.key,
    CAST(substr(${param('ids')}, w.key * ${sql.raw(String(idLength))} + 1, ${sql.raw(String(idLength))}) AS TEXT),
    jsonb(${packedText('values')}), 1, ${param('at')}, ${param('at')}
  FROM ${afterMarker(eachPlace('created'))} WHERE ${marked}`)

/** Of all contacts that the chunk created. */
export const logCreated = prepare<Logged>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT c.seq, 1, 'create', ${changedHow}, NULL
  FROM ${afterMarker(sql.raw('contacts c'))} ON c.seq > k.before_seq WHERE ${marked}`)

/** `later`: `[[number, version, kind, data before], …]`, for contacts that several rows changed. */
export const logLater = prepare<Logged | 'later'>(sql`
  INSERT INTO changes (${changeColumns})
  SELECT ${seqOf('w.value->>0')}, ${member(1)}, ${member(2)}, ${changedHow}, ${dataOf(3)}
  FROM ${afterMarker(each('later'))} WHERE ${marked}`)

/** The versions of the same, which the log has by now. */
export const raiseVersions = prepare<Marker | 'later'>(sql`
  UPDATE contacts SET version = (SELECT max(g.version) FROM changes g WHERE g.contact_seq = seq)
  WHERE seq IN (SELECT ${seqOf('w.value->>0')} FROM ${afterMarker(each('later'))} WHERE ${marked})`)

/**
 * `dropped`: claims with the number of who has them. The unary plus keeps the planner to the index on
 * contacts: of the primary key it would use the field alone and walk through all of its keys.
 */
export const deleteIdentities = prepare<Marker | 'dropped'>(sql`
  DELETE FROM identities
  WHERE contact_seq IN (SELECT w.value FROM ${eachClaim('dropped')})
    AND (+field_id, +key) IN (SELECT ${claimedField}, w.key FROM ${eachClaim('dropped')})
    AND ${applied}`)

/** `gained`: claims with the number of who gets them. */
export const insertIdentities = prepare<Marker | 'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${claimedField}, w.key, ${seqOf('w.value')}
  FROM ${afterMarker(eachClaim('gained'))} WHERE ${marked}`)

/**
 * `respelled`: places in `texts` by seq; `fresh`: a list of them, of those created. In one statement and by
 * ascending number, since the index is flushed at the beginning of each and wherever the order breaks.
 */
export const putSearchText = prepare<Marker | 'texts' | 'respelled' | 'fresh'>(sql`
  INSERT OR REPLACE INTO search (rowid, text)
  SELECT w.seq, ${packedText('texts')} FROM (
    SELECT CAST(w.key AS INTEGER) AS seq, w.value FROM ${eachPlace('respelled')} WHERE ${applied}
    UNION ALL
    SELECT k.before_seq + 1 + w.key, w.value FROM ${afterMarker(eachPlace('fresh'))} WHERE ${marked}
  ) w`)

/** `failed`: `[[row, cells, reasons], …]` */
export const insertFailedRows = prepare<Marker | 'failed'>(sql`
  INSERT INTO import_rows (import_id, "row", cells, reasons)
  SELECT ${param('importId')}, ${member(0)}, ${member(1, '->')}, ${member(2, '->')}
  FROM ${each('failed')} WHERE ${applied}`)

/** `counts`: `{"created": 1, …}`; `noted`: of the whole import by now. */
export const updateCounts = prepare<Marker | 'at' | 'counts' | 'noted' | 'lastRow'>(sql`
  UPDATE imports SET next_chunk = next_chunk + 1, last_row = ${param('lastRow')}, updated_at = ${param('at')},
    noted = ${param('noted')},
    ${sql.join(
      importOutcomes.map(
        (outcome) =>
          sql`${sql.raw(outcome)} = ${sql.raw(outcome)} + (${param('counts')}->>${sql.raw(`'$.${outcome}'`)})`,
      ),
      sql`, `,
    )}
  WHERE id = ${param('importId')} AND ${applied}`)

/** `supposed`: `{"<field key>": [text, …]}`, all that the dry run would have added by now. */
export const keepSupposed = prepare<Marker | 'supposed'>(sql`
  UPDATE imports SET supposed = ${param('supposed')}
  WHERE id = ${param('importId')} AND ${applied}`)
