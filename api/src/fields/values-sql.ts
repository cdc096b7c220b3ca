import type { Field } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { searchText } from '../contacts/sql.ts'
import { JsonLists, mostBytesPerUnit } from '../db/json-lists.ts'
import { compile, prepare, type Statement } from '../db/statement.ts'
import { foldMemberOf, memberOf } from '../installation/columns.ts'
import { storedMembers } from '../contacts/contact.ts'

/** A field's stored JSON, null where a contact has none. */
function stored(field: Field): SQL {
  return sql.raw(`(c.data->'$.${memberOf(field)}')`)
}

export function countValues(field: Field): Statement {
  return compile(
    sql`SELECT count(*) AS n FROM contacts c WHERE ${stored(field)} IS NOT NULL AND c.deleted_at IS NULL`,
  )
}

/** How many live contacts chose each option; a list counts once for each of its elements. */
export function countOptions(field: Field): Statement {
  const path = sql.raw(`'$.${memberOf(field)}'`)
  return compile(sql`
    SELECT e.value AS id, count(*) AS n FROM contacts c, json_each(c.data, ${path}) e
    WHERE c.deleted_at IS NULL GROUP BY e.value`)
}

/** A page of a field's values in all contacts, those in the trash too, since they may come back. */
export function pageOfValues(field: Field, after: number, limit: number): Statement {
  return compile(sql`
    SELECT c.seq, c.id, c.version, ${stored(field)} AS value FROM contacts c
    WHERE c.seq > ${after} AND ${stored(field)} IS NOT NULL ORDER BY c.seq LIMIT ${limit}`)
}

/** A page of live contacts, whole. */
export function pageOfContacts(after: number, limit: number): Statement {
  return compile(sql`
    SELECT c.seq, c.id, json(c.data) AS data FROM contacts c
    WHERE c.seq > ${after} AND c.deleted_at IS NULL ORDER BY c.seq LIMIT ${limit}`)
}

/** What tells one set of stored values from another: how many there are, and whose of which age. */
export interface ValuesMark {
  n: number
  sum: number
}

/** 2^26 - 5: above any number of contacts, and the products stay exact in JavaScript too. */
const markPrime = 67_108_859

/**
 * A contact's share in `ValuesMark.sum`. Neither linear in its number nor in its version, so that one
 * contact's losing a value and another's gaining one do not cancel out.
 */
export function markOf(seq: number, version: number): number {
  return (seq * (seq + version)) % markPrime
}

/** Fails the batch unless the field's values are those that were read. */
export function guardValues(field: Field, read: ValuesMark): Statement {
  return compile(sql`
    INSERT INTO guard (values_changed) SELECT 1 FROM (
      SELECT count(*) AS n, coalesce(sum(c.seq * (c.seq + c.version) % ${sql.raw(String(markPrime))}), 0) AS sum
      FROM contacts c WHERE ${stored(field)} IS NOT NULL
    ) WHERE n <> ${read.n} OR sum <> ${read.sum}`)
}

/** Writes converted values, `[[seq, value], …]`, each as a change of its contact. */
export function convertStatements(
  field: Field,
  pairs: readonly (readonly [seq: number, value: unknown])[],
  log: { at: number; actor: string | null; requestId: string },
): Statement[] {
  // Whatever the field was before, its texts were compared by their folds.
  const fold = { [foldMemberOf(field)]: null }
  const lists = new JsonLists()
  for (const [seq, value] of pairs) {
    const member = JSON.stringify([seq, { ...fold, ...storedMembers(field, value) }])
    lists.next(member.length * mostBytesPerUnit).add(member)
  }
  return lists.take().flatMap((json) => [
    compile(sql`
      INSERT INTO changes (contact_seq, version, kind, at, actor, via, request_id, before)
      SELECT c.seq, c.version + 1, 'convert', ${log.at}, ${log.actor}, 'fields', ${log.requestId}, c.data
      FROM json_each(CAST(${json} AS TEXT)) w JOIN contacts c ON c.seq = w.value->>0`),
    compile(sql`
      UPDATE contacts SET data = jsonb_patch(data, jsonb(w.patch)), version = version + 1,
        updated_at = ${log.at}
      FROM (SELECT value->>0 AS seq, value->1 AS patch FROM json_each(CAST(${json} AS TEXT))) w
      WHERE contacts.seq = w.seq`),
  ])
}

const reindexed = 'SELECT seq FROM contacts WHERE deleted_at IS NULL AND'

const insertSearchTexts = (field: Field) =>
  prepare<'searchable'>(sql`
    INSERT INTO search (rowid, text)
    SELECT c.seq, ${searchText} FROM contacts c
    WHERE c.deleted_at IS NULL AND ${stored(field)} IS NOT NULL`)

/** Brings substring search up to date for every contact with a value, after what it looks into changed. */
export function reindexStatements(field: Field, searchable: string): Statement[] {
  return [
    {
      sql: `DELETE FROM search WHERE rowid IN (${reindexed} data->'$.${memberOf(field)}' IS NOT NULL)`,
      args: [],
    },
    insertSearchTexts(field)({ searchable }),
  ]
}
