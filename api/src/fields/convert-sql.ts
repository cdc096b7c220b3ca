import type { Field } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { storedMembers } from '../contacts/contact.ts'
import { searchText } from '../contacts/sql.ts'
import { JsonLists, mostBytesPerUnit } from '../db/json-lists.ts'
import { compile, prepare, type Statement } from '../db/statement.ts'
import { foldMemberOf, memberOf } from '../installation/columns.ts'
import type { Job } from '../jobs/job.ts'

type Stored = Pick<Field, 'id' | 'member'>

/** Contacts of one step, and how many numbers it goes through for them where few have a value. */
export const contactsAtOnce = 500
const numbersAtOnce = 20_000

const path = (field: Stored) => sql.raw(`'$.${memberOf(field)}'`)
const foldPath = (field: Stored) => sql.raw(`'$.${foldMemberOf(field)}'`)
const member = (data: string, field: Stored) => sql`(${sql.raw(data)}->${path(field)})`

/** The conversion of a field that runs. */
export function selectConversion(fieldId: number): Statement {
  return compile(sql`SELECT * FROM jobs WHERE field_id = ${fieldId} AND state = 'running'`)
}

export const selectLastContact: Statement = compile(
  sql`SELECT coalesce(max(seq), 0) AS seq FROM contacts`,
)

/** The number that a step goes to, where few contacts before it have a value. */
export function endOfRange({ at, last }: Pick<Job, 'at' | 'last'>): number {
  return Math.min(at + numbersAtOnce, last)
}

/** Contacts with a value from a number on, those in the trash too. */
export function selectValues(field: Stored, { at, last }: Pick<Job, 'at' | 'last'>, limit: number) {
  const to = endOfRange({ at, last })
  return compile(sql`
    SELECT c.seq, c.version, ${member('c.data', field)} AS value FROM contacts c
    WHERE c.seq > ${at} AND c.seq <= ${to} AND ${member('c.data', field)} IS NOT NULL
    ORDER BY c.seq LIMIT ${limit}`)
}

/** Contacts that somebody wrote behind the job, with the value they have now. */
export function selectWritten(field: Stored, { id }: Job, limit: number): Statement {
  return compile(sql`
    SELECT w.seq, c.version, ${member('c.data', field)} AS value
    FROM job_contacts w LEFT JOIN contacts c ON c.seq = w.seq
    WHERE w.job = ${id} ORDER BY w.seq LIMIT ${limit}`)
}

/**
 * From now on notes the contacts whose value anybody but the job changes, and takes away what was
 * prepared for the value they had: whatever way a contact is written, no writer needs to know of it.
 */
export function watchValues(job: Job, from: Stored, to: Stored): Statement[] {
  const [now, next] = [memberOf(from), memberOf(to)]
  const note = `INSERT OR IGNORE INTO job_contacts (job, seq) VALUES ('${idText(job)}', new.seq);`
  const changed = (name: string) => `(new.data->'$.${name}') IS NOT (old.data->'$.${name}')`
  return [
    `CREATE TRIGGER conversion_${next}_in AFTER INSERT ON contacts
      WHEN new.data->'$.${now}' IS NOT NULL BEGIN ${note} END`,
    `CREATE TRIGGER conversion_${next}_over AFTER UPDATE OF data ON contacts
      WHEN (${changed(now)} OR ${changed(next)}) AND ${notWriting(job)}
      BEGIN ${note} ${removal(to)} END`,
  ].map(raw)
}

export function unwatchValues(to: Stored): Statement[] {
  const next = memberOf(to)
  return ['in', 'over', 'since'].map((name) =>
    raw(`DROP TRIGGER IF EXISTS conversion_${next}_${name}`),
  )
}

/** From now on takes away what a value was before the conversion where somebody gives it another one. */
export function watchOldValues(job: Job, from: Stored, to: Stored): Statement {
  const [old, now] = [memberOf(from), memberOf(to)]
  return raw(`CREATE TRIGGER conversion_${now}_since AFTER UPDATE OF data ON contacts
    WHEN new.data->'$.${old}' IS NOT NULL AND ${notWriting(job)}
      AND (new.data->'$.${now}') IS NOT (old.data->'$.${now}')
    BEGIN
      INSERT OR IGNORE INTO job_contacts (job, seq) VALUES ('${idText(job)}', new.seq);
      ${removal(from)}
    END`)
}

function removal(field: Stored): string {
  const [name, fold] = [memberOf(field), foldMemberOf(field)]
  return `UPDATE contacts SET data = jsonb_remove(data, '$.${name}', '$.${fold}')
    WHERE seq = new.seq AND data->'$.${name}' IS NOT NULL;`
}

function notWriting(job: Job): string {
  return `NOT EXISTS (SELECT 1 FROM jobs WHERE id = '${idText(job)}' AND writing = 1)`
}

/** A trigger has no parameters; the id is one that we minted. */
function idText({ id }: Job): string {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError('a job has a UUID')
  return id
}

function raw(text: string): Statement {
  return { sql: text, args: [] }
}

/** A contact as it was read, and what its value becomes; undefined for none. */
export type Prepared = readonly [seq: number, version: number, value: unknown]

/**
 * Puts what values become beside them. A contact that is another version by now is left to be looked at
 * once more.
 */
export function prepareValues(job: Job, to: Field, contacts: readonly Prepared[]): Statement[] {
  const lists = new JsonLists()
  for (const [seq, version, value] of contacts) {
    if (value === undefined) continue
    const item = JSON.stringify([seq, version, storedMembers(to, value)])
    lists.next(item.length * mostBytesPerUnit).add(item)
  }
  const updates = lists.take().map((json) => {
    const each = sql`(SELECT value->>0 AS seq, value->>1 AS version, value->2 AS patch
      FROM json_each(CAST(${json} AS TEXT))) w`
    return compile(sql`
        UPDATE contacts SET data = jsonb_patch(data, jsonb(w.patch)) FROM ${each}
        WHERE contacts.seq = w.seq AND contacts.version = w.version`)
  })
  return [...noteOvertaken(job, contacts), ...updates]
}

/** Leaves the contacts that are another version by now to be looked at once more. */
export function noteOvertaken({ id }: Job, contacts: readonly Prepared[]): Statement[] {
  const versions = JSON.stringify(contacts.map(([seq, version]) => [seq, version]))
  return [
    compile(sql`
      INSERT OR IGNORE INTO job_contacts (job, seq)
      SELECT ${id}, c.seq FROM json_each(${versions}) w JOIN contacts c ON c.seq = w.value->>0
      WHERE c.version IS NOT w.value->>1`),
  ]
}

/** Takes contacts off the list of those to look at once more. */
export function forgetWritten({ id }: Job, seqs: readonly number[]): Statement {
  return compile(sql`
    DELETE FROM job_contacts
    WHERE job = ${id} AND seq IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))`)
}

/** Fails the batch where any are left. */
export function guardWritten({ id }: Job): Statement {
  return compile(sql`
    INSERT INTO guard (values_changed) SELECT 1 FROM job_contacts WHERE job = ${id} LIMIT 1`)
}

export const ofRange = (column: string, from: number, to: number): SQL =>
  sql`${sql.raw(column)} > ${from} AND ${sql.raw(column)} <= ${to}`
export const ofContacts = (column: string, seqs: readonly number[]): SQL =>
  sql`${sql.raw(column)} IN (SELECT value FROM json_each(${JSON.stringify(seqs)}))`

/** What contacts were before keeps its values as they were, beside where they are looked for from now on. */
export function prepareLog(from: Stored, to: Stored, contacts: SQL): Statement {
  return compile(sql`
    UPDATE changes SET before = jsonb_patch(before, jsonb(json_object(
      ${sql.raw(`'${memberOf(to)}'`)}, json(${member('before', from)}),
      ${sql.raw(`'${foldMemberOf(to)}'`)}, json(before->${foldPath(from)}))))
    WHERE ${contacts} AND ${member('before', from)} IS NOT NULL AND ${member('before', to)} IS NULL`)
}

/** Takes a member and its fold out of contacts and of what they were before. */
export function removeMember(field: Stored, from: number, to: number): Statement[] {
  const without = (rows: string, data: string, seq: string) =>
    compile(sql`
      UPDATE ${sql.raw(rows)} SET ${sql.raw(data)} = jsonb_remove(${sql.raw(data)}, ${path(field)}, ${foldPath(field)})
      WHERE ${ofRange(seq, from, to)} AND ${member(data, field)} IS NOT NULL`)
  return [without('contacts', 'data', 'seq'), without('changes', 'before', 'contact_seq')]
}

/**
 * Writes to the log of each contact of a range what its value was before the conversion, and takes that out
 * of the contact. One whose value stayed what it was keeps its version.
 */
export function logConverted(job: Job, from: Stored, to: Stored, range: [number, number]) {
  const differs = sql`${member('data', from)} IS NOT ${member('data', to)}`
  return [
    compile(sql`
      INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
      SELECT seq, version + 1, 'convert', ${job.updatedAt}, ${job.actor}, 'fields', ${job.requestId},
        jsonb_patch(data, jsonb(json_object(
          ${sql.raw(`'${memberOf(to)}'`)}, json(${member('data', from)}),
          ${sql.raw(`'${foldMemberOf(to)}'`)}, json(data->${foldPath(from)}))))
      FROM contacts WHERE ${ofRange('seq', ...range)} AND ${member('data', from)} IS NOT NULL AND ${differs}`),
    compile(sql`
      UPDATE contacts SET data = jsonb_remove(data, ${path(from)}, ${foldPath(from)}),
        version = version + (${differs}), updated_at = iif(${differs}, ${job.updatedAt}, updated_at)
      WHERE ${ofRange('seq', ...range)} AND ${member('data', from)} IS NOT NULL`),
    ...removeMember(from, ...range).slice(1),
  ]
}

const indexText = (contacts: SQL) =>
  prepare<'searchable'>(sql`
    INSERT INTO search (rowid, text)
    SELECT c.seq, ${searchText} FROM contacts c
    WHERE c.deleted_at IS NULL AND c.seq IN (${contacts}) ORDER BY c.seq`)

/** Writes the search texts of a range anew, of contacts that have a value and of those that are noted. */
export function indexRange(
  field: Stored,
  range: [number, number],
  searchable: string,
  job?: Job,
): Statement[] {
  const noted = job
    ? sql`UNION SELECT seq FROM job_contacts WHERE job = ${job.id} AND ${ofRange('seq', ...range)}`
    : sql``
  const contacts = sql`
    SELECT seq FROM contacts WHERE ${ofRange('seq', ...range)} AND ${member('data', field)} IS NOT NULL
    ${noted}`
  return [
    compile(sql`DELETE FROM search WHERE rowid IN (${contacts})`),
    indexText(contacts)({ searchable }),
  ]
}
