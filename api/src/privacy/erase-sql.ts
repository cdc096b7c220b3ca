import { type SQL, sql } from 'drizzle-orm/sql'
import { param, prepare } from '../db/statement.ts'
import { withMerged } from '../contacts/sql.ts'
import { mentions, selectMadeUp } from './traces-sql.ts'

/** True once this request has recorded the erasure, under every condition; all else follows from it. */
const erasing = sql`EXISTS (
  SELECT 1 FROM audit a
  WHERE a.action = 'contact.erased' AND a.target_id = ${param('id')} AND a.request_id = ${param('requestId')})`

type Erasure = 'id' | 'requestId'

/** Of the contact, and of all that were merged into it. */
const seqs = withMerged(param('id'))
const needles = sql`${param('needles')}`
const mentioned = (text: string): SQL => mentions(sql.raw(text), needles)

const ofContact = (rows: string) =>
  prepare<Erasure>(sql`DELETE FROM ${sql.raw(rows)} IN ${seqs} AND ${erasing}`)

/** The rows of the contact and of what was merged into it, in the order in which they depend on each other. */
export const deleteOwn = [
  'search WHERE rowid',
  'identities WHERE contact_seq',
  'duplicate_keys WHERE contact_seq',
  'duplicate_pairs WHERE a',
  'duplicate_pairs WHERE b',
  'not_duplicates WHERE a',
  'not_duplicates WHERE b',
  'notes WHERE contact_seq',
  'import_kept WHERE contact_seq',
  'job_results WHERE contact_seq',
  'job_claims WHERE contact_seq',
  'dry_contacts WHERE seq',
  'dry_identities WHERE contact_seq',
  'changes WHERE erased_id IS NULL AND contact_seq',
  'contacts WHERE seq',
].map(ofContact)

/** Merges that the contact took part in, also such as were taken back. */
const ofMerges = sql`(
  SELECT id FROM merges WHERE survivor_seq IN ${seqs} UNION
  SELECT merge_id FROM merge_sources WHERE contact_seq IN ${seqs})`

export const deleteMerges = [
  prepare<Erasure>(sql`
    DELETE FROM merge_sources WHERE merge_id IN ${ofMerges} AND ${erasing}`),
  prepare<Erasure>(sql`
    DELETE FROM merges WHERE ${erasing} AND (survivor_seq IN ${seqs} OR NOT EXISTS (
      SELECT 1 FROM merge_sources s WHERE s.merge_id = merges.id))`),
]

/** All that the log keeps of the contact: programs that follow it are told to forget them too. */
export const leaveErased = prepare<Erasure | 'at'>(sql`
  INSERT INTO changes (contact_seq, version, kind, at, via, request_id, erased_id)
  SELECT c.seq, c.version + 1, 'erase', ${param('at')}, 'erase', '', c.id
  FROM contacts c WHERE c.seq IN ${seqs} AND ${erasing}`)

/** What another contact was kept as it is for may name this one. */
export const scrubKept = prepare<Erasure | 'needles'>(sql`
  UPDATE import_kept SET reason = 'another contact had its earlier identity'
  WHERE ${mentioned('reason')} AND ${erasing}`)

/** The same of what a change of many left alone. */
export const scrubResults = prepare<Erasure | 'needles'>(sql`
  UPDATE job_results SET reason = '[]' WHERE ${mentioned('reason')} AND ${erasing}`)

/** Contacts that a dry run made up of a row about them, and keys it gave to them. */
export const deleteMadeUp = prepare<Erasure | 'needles'>(sql`
  DELETE FROM dry_contacts WHERE ${mentioned('json(data)')} AND ${erasing}`)

export const deleteMadeUpKeys = prepare<Erasure | 'needles'>(sql`
  DELETE FROM dry_identities WHERE ${mentioned(`'"' || key || '"'`)} AND ${erasing}`)

/** What rows of imports changed of them, or would have of a contact that a dry run made of their rows; that they did, and which rows it were, remains. */
export const scrubOutcomes = prepare<Erasure | 'needles'>(sql`
  WITH about (import_id, id) AS MATERIALIZED (
    ${selectMadeUp(needles)} UNION ALL SELECT NULL, id FROM contacts WHERE seq IN ${seqs})
  UPDATE import_chunks SET outcomes = (
    SELECT json_group_array(
      iif(o.value->>2 IN (SELECT id FROM about), json_array(o.value->0, o.value->1, NULL), json(o.value)))
    FROM json_each(outcomes) o)
  WHERE ${erasing} AND EXISTS (
    SELECT 1 FROM about a
    WHERE coalesce(a.import_id, import_chunks.import_id) = import_chunks.import_id
      AND instr(import_chunks.outcomes, a.id))`)

export const scrubFailedRows = prepare<Erasure | 'needles'>(sql`
  UPDATE import_rows SET cells = '[]', reasons = json_array(json_object('column', NULL, 'index', NULL,
    'field', NULL, 'value', NULL, 'reason', 'was erased together with the contact it is about'))
  WHERE ${mentioned("cells || ' ' || reasons")} AND ${erasing}`)

/** Sending their creation again must neither answer with them nor make them anew. */
export const scrubAnswers = prepare<Erasure>(sql`
  UPDATE idempotency SET fingerprint = '', response = '{}'
  WHERE ${erasing} AND EXISTS (
    SELECT 1 FROM contacts c WHERE c.seq IN ${seqs} AND instr(response, c.id))`)
