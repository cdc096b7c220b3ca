import { type SQL, sql } from 'drizzle-orm/sql'
import { contactName } from '../contacts/sql.ts'
import { param, prepare } from '../db/statement.ts'
import { listedColumns } from '../jobs/store.ts'

/** What is bound as text, or as the bytes of one. */
const each = (name: string): SQL => sql`json_each(CAST(${param(name)} AS TEXT)) w`
const member = (index: number) => sql.raw(`w.value->>${index}`)

/** Fails the batch where a contact is another version by now. `versions`: `[[contact's number, version], …]` */
export const guardVersions = prepare<'versions'>(sql`
  INSERT INTO guard (values_changed)
  SELECT 1 FROM ${each('versions')} LEFT JOIN contacts c ON c.seq = ${member(0)}
  WHERE c.version IS NOT ${member(1)} LIMIT 1`)

/** Fails the batch where another contact has an identity by now. `gained`: `[[field id, key, number], …]` */
export const guardFree = prepare<'gained'>(sql`
  INSERT INTO guard (values_changed)
  SELECT 1 FROM ${each('gained')}
  JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)} LIMIT 1`)

/** Fails the batch where a request was answered under its key meanwhile. */
export const guardUnanswered = prepare<'idempotencyKey'>(sql`
  INSERT INTO guard (values_changed)
  SELECT 1 FROM idempotency WHERE key = ${param('idempotencyKey')}`)

/** Who has identities. `pairs`: `[[field id, key], …]` */
export const selectHolders = prepare<'pairs'>(sql`
  SELECT i.field_id, i.key, ${contactName} AS name
  FROM ${each('pairs')} JOIN identities i ON i.field_id = ${member(0)} AND i.key = ${member(1)}
  JOIN contacts c ON c.seq = i.contact_seq`)

/** Which contacts would have them that a dry run lets come back. `pairs`: as of `selectHolders` */
export const selectClaimants = prepare<'jobId' | 'pairs'>(sql`
  SELECT g.field_id, g.key, ${contactName} AS name
  FROM ${each('pairs')}
  JOIN job_claims g ON g.job_id = ${param('jobId')} AND g.field_id = ${member(0)} AND g.key = ${member(1)}
  JOIN contacts c ON c.seq = g.contact_seq`)

/** `gained`: as of `insertIdentities` */
export const insertClaims = prepare<'jobId' | 'gained'>(sql`
  INSERT INTO job_claims (job_id, field_id, key, contact_seq)
  SELECT ${param('jobId')}, ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('gained')}`)

type Stamp = 'at' | 'actor' | 'jobId' | 'requestId'

/** `contacts`: a list of lists that begin with the contact's number. */
export const logChanges = prepare<Stamp | 'kind' | 'contacts'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, actor, via, job_id, request_id, before)
  SELECT c.seq, c.version + 1, ${param('kind')}, ${param('at')}, ${param('actor')}, 'bulk', ${param('jobId')},
    ${param('requestId')}, c.data
  FROM ${each('contacts')} CROSS JOIN contacts c ON c.seq = ${member(0)}`)

/** `changed`: `[[contact's number, JSON merge patch of its data], …]` */
export const updateContacts = prepare<'at' | 'changed'>(sql`
  UPDATE contacts SET data = jsonb_patch(data, jsonb_extract(w.value, '$[1]')), version = version + 1,
    updated_at = ${param('at')}
  FROM ${each('changed')} WHERE contacts.seq = ${member(0)}`)

/** `contacts`: as of `logChanges`; `deletedAt`: null for those that come back. */
export const moveContacts = prepare<'at' | 'deletedAt' | 'contacts'>(sql`
  UPDATE contacts SET deleted_at = ${param('deletedAt')}, version = version + 1, updated_at = ${param('at')}
  WHERE seq IN (SELECT ${member(0)} FROM ${each('contacts')})`)

/** Of contacts that go to the trash. */
export const deleteIdentitiesOf = prepare<'contacts'>(sql`
  DELETE FROM identities WHERE contact_seq IN (SELECT ${member(0)} FROM ${each('contacts')})`)

/** `dropped`: `[[field id, key, contact's number], …]`; the unary plus as in an import's statement. */
export const deleteIdentities = prepare<'dropped'>(sql`
  DELETE FROM identities
  WHERE contact_seq IN (SELECT ${member(2)} FROM ${each('dropped')})
    AND (+field_id, +key) IN (SELECT ${member(0)}, ${member(1)} FROM ${each('dropped')})`)

/** `gained`: `[[field id, key, contact's number], …]` */
export const insertIdentities = prepare<'gained'>(sql`
  INSERT INTO identities (field_id, key, contact_seq)
  SELECT ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('gained')}`)

export const deleteSearchTexts = prepare<'contacts'>(sql`
  DELETE FROM search WHERE rowid IN (SELECT ${member(0)} FROM ${each('contacts')})`)

/** `texts`: `[[contact's number, text], …]` by ascending number: the index is flushed wherever the order breaks. */
export const putSearchTexts = prepare<'texts'>(sql`
  INSERT OR REPLACE INTO search (rowid, text) SELECT ${member(0)}, ${member(1)} FROM ${each('texts')}`)

/** `results`: `[[contact's number, outcome, what is told of it], …]` */
export const insertResults = prepare<'jobId' | 'results'>(sql`
  INSERT INTO job_results (job_id, contact_seq, outcome, reason)
  SELECT ${param('jobId')}, ${member(0)}, ${member(1)}, ${member(2)} FROM ${each('results')}`)

/** What contacts failed by, the most frequent first, each with an example. */
export const selectReasons = prepare<'jobId'>(sql`
  SELECT count(*) AS n, min(e.value) AS example FROM job_results r, json_each(r.reason) e
  WHERE r.job_id = ${param('jobId')} AND r.outcome = 'failed'
  GROUP BY e.value->>'field', e.value->>'code' ORDER BY n DESC, example LIMIT 50`)

export const selectSamples = prepare<'jobId'>(sql`
  SELECT c.id, ${contactName} AS name, r.reason AS changes
  FROM job_results r JOIN contacts c ON c.seq = r.contact_seq
  WHERE r.job_id = ${param('jobId')} AND r.outcome = 'sample' ORDER BY r.contact_seq`)

/** @param outcome `failed`, or `kept` by undoing */
export const selectResults = prepare<'jobId' | 'outcome' | 'after' | 'limit'>(sql`
  SELECT c.seq, c.id, ${contactName} AS name, r.reason
  FROM job_results r JOIN contacts c ON c.seq = r.contact_seq
  WHERE r.job_id = ${param('jobId')} AND r.outcome = ${param('outcome')} AND r.waiting = 0
    AND r.contact_seq > ${param('after')}
  ORDER BY r.contact_seq LIMIT ${param('limit')}`)

export const selectChanged = prepare<'jobId' | 'after' | 'limit'>(sql`
  SELECT c.seq, c.id, ${contactName} AS name, '[]' AS reason
  FROM changes g JOIN contacts c ON c.seq = g.contact_seq
  WHERE g.job_id = ${param('jobId')} AND g.contact_seq > ${param('after')} AND g.kind <> 'undo'
  ORDER BY g.contact_seq LIMIT ${param('limit')}`)

/** The job with the definitions' version, to be undone. */
export const selectUndone = prepare<'id'>(sql`
  SELECT s.version AS schema_version, j.*
  FROM schema_state s LEFT JOIN jobs j ON j.id = ${param('id')}`)

export const selectBulkJobs = prepare<'before' | 'since' | 'limit' | 'kinds'>(sql`
  SELECT ${listedColumns} FROM jobs
  WHERE id < ${param('before')} AND phase <> 'try' AND started_at >= ${param('since')}
    AND kind IN (SELECT value FROM json_each(${param('kinds')}))
  ORDER BY id DESC LIMIT ${param('limit')}`)

/** Who undoes, so that the server can go on for them. */
export const setUndoBy = prepare<'id' | 'step' | 'by'>(sql`
  UPDATE jobs SET undo_by = ${param('by')} WHERE id = ${param('id')} AND undo_step = ${param('step')}`)
