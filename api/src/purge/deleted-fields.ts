import { sql } from 'drizzle-orm/sql'
import type { Database } from '../db/database.ts'
import { compile } from '../db/statement.ts'
import { foldMemberOf, memberOf } from '../installation/columns.ts'
import { bumpDefinitions } from '../installation/definition-rows.ts'
import type { PurgeStep } from './expired-rows.ts'
import { keptFor } from '../installation/retention.ts'

/** Contacts looked at in one batch. */
const contactsAtOnce = 250

/**
 * Takes the values of a field that can no longer be restored out of the contacts and their earlier
 * versions, from the first contact to the last. The definitions say so first: whatever has read such
 * values is refused its write then, and whatever reads them later leaves them out. What remains of the
 * field is its key, which stays taken: programs may still send it, and must not write into another field.
 */
export const deletedFields: PurgeStep = {
  name: 'fields',
  async run(db, now) {
    const [found] = await db.batch([nextField(now)], 'read')
    const [row] = found?.rows ?? []
    if (!row) return 0
    const id = Number(row.id)
    const member = Number(row.member)
    if (row.from === null) await begin(db, id)
    else await sweep(db, { id, member, from: Number(row.from), last: Number(row.last) })
    return 1
  },
}

const nextField = (now: number) =>
  compile(sql`
    SELECT f.id, coalesce(f.member, f.id) AS member, p.at AS "from", (SELECT coalesce(max(seq), 0) FROM contacts) AS last
    FROM fields f LEFT JOIN purge_state p ON p.name = 'field:' || f.id
    WHERE f.deleted_at < ${now - keptFor} AND f.name <> '' ORDER BY f.id LIMIT 1`)

function begin(db: Database, id: number) {
  const mark = compile(
    sql`INSERT INTO purge_state (name, at) VALUES (${nameOf(id)}, 0) ON CONFLICT DO NOTHING`,
  )
  return db.batch([mark, bumpDefinitions], 'write')
}

const nameOf = (id: number) => `field:${id}`

async function sweep(
  db: Database,
  { id, member, from, last }: Record<'id' | 'member' | 'from' | 'last', number>,
): Promise<void> {
  const to = from + contactsAtOnce
  const path = sql.raw(`'$.${memberOf({ id, member })}'`)
  const foldPath = sql.raw(`'$.${foldMemberOf({ id, member })}'`)
  const name = nameOf(id)
  const without = (table: 'contacts' | 'changes', column: string, number: string) => {
    const [rows, data, seq] = [sql.raw(table), sql.raw(column), sql.raw(number)]
    return sql`UPDATE ${rows} SET ${data} = jsonb_remove(${data}, ${path}, ${foldPath})
      WHERE ${seq} > ${from} AND ${seq} <= ${to} AND ${data} -> ${path} IS NOT NULL`
  }
  const finished = [
    sql`UPDATE fields SET name = '', settings = '{}', help_text = NULL, default_value = NULL WHERE id = ${id}`,
    sql`DELETE FROM purge_state WHERE name = ${name}`,
  ]
  const onwards = sql`
    UPDATE purge_state SET at = ${to} WHERE name = ${name}`
  await db.batch(
    [
      without('contacts', 'data', 'seq'),
      without('changes', 'before', 'contact_seq'),
      ...(to >= last ? finished : [onwards]),
    ].map(compile),
    'write',
  )
}
