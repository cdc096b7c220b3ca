import { sql, type SQL } from 'drizzle-orm/sql'
import { contactName } from '../contacts/sql.ts'
import { readListRequest } from '../contacts/list.ts'
import { countStatement, type ListRequest } from '../contacts/list-sql.ts'
import { type Stretch, stretchSource } from '../contacts/stretch-sql.ts'
import { compile, type Statement } from '../db/statement.ts'
import type { Result } from '../db/result.ts'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { BulkDo, BulkOn } from './asked.ts'

/** Contacts of one step, and what they may hold in bytes: a reply of the database ends at 10 MB. */
export const contactsAtOnce = 1_000
const pageBytes = 4_000_000

/** Contacts that are meant, as statements ask for them. */
export type Meant = { ids: string; trashed: boolean } | { request: ListRequest }

/** @param now the moment that the change began: what "today" is, as long as it takes */
export async function meantBy(
  ctx: Context,
  snapshot: FieldSnapshot,
  asked: { on: BulkOn; do: BulkDo },
  now: number,
): Promise<Meant> {
  const trashed = asked.do === 'restore'
  if ('ids' in asked.on) return { ids: JSON.stringify(asked.on.ids), trashed }
  const { filter, q } = asked.on
  return { request: await readListRequest(ctx, { filter, q }, snapshot, { trashed, now }) }
}

const standsWhere = (trashed: boolean) =>
  trashed ? sql`c.deleted_at IS NOT NULL AND c.merged_into IS NULL` : sql`c.deleted_at IS NULL`

const amongIds = (ids: string, trashed: boolean): SQL =>
  sql`c.id IN (SELECT value FROM json_each(${ids})) AND ${standsWhere(trashed)}`

/** How many there are, all of them counted. */
export function countMeant(meant: Meant): Statement {
  if ('request' in meant) return countStatement(meant.request, null)
  return compile(
    sql`SELECT count(*) AS n FROM contacts c WHERE ${amongIds(meant.ids, meant.trashed)}`,
  )
}

export interface PageOptions extends Stretch {
  limit: number
  /** Whether what they hold is of interest. */
  values: boolean
}

/** The next contacts by number, as many as fit an answer; `found` counts those that do not fit too. */
export function selectPage(meant: Meant, { limit, values, ...stretch }: PageOptions): Statement {
  const { from, where, seq } =
    'request' in meant
      ? stretchSource(meant.request, stretch)
      : {
          from: sql`contacts c`,
          where: [
            sql`c.seq > ${stretch.after} AND c.seq <= ${stretch.bound}`,
            amongIds(meant.ids, meant.trashed),
          ],
          seq: sql`c.seq`,
        }
  const data = values ? sql`c.data` : sql`NULL`
  return compile(sql`
    SELECT seq, version, name, json(data) AS data, found FROM (
      SELECT *, count(*) OVER () AS found, sum(size) OVER (ORDER BY seq) AS bytes FROM (
        SELECT c.seq, c.version, ${contactName} AS name, ${data} AS data,
          coalesce(octet_length(${data}), 0) AS size
        FROM ${from} WHERE ${sql.join(where, sql` AND `)} ORDER BY ${seq} LIMIT ${limit}))
    WHERE bytes - size < ${pageBytes} ORDER BY seq`)
}

/** A contact that a step has come to. */
export interface Met {
  seq: number
  version: number
  name: string
  /** Stored JSON; empty where it is of no interest. */
  data: string
}

/** The contacts of a page, and the number that the step comes to by them. */
export function readPage(found: Result | undefined, { limit, bound }: PageOptions) {
  const rows = found?.rows ?? []
  const met = rows.map(({ seq, version, name, data }): Met => ({
    seq: Number(seq),
    version: Number(version),
    name: String(name),
    data: data === null ? '' : String(data),
  }))
  const reached = Number(rows[0]?.found ?? 0)
  const isLast = reached < limit && reached === met.length
  return { met, to: isLast ? bound : (met.at(-1)?.seq ?? bound), isLast }
}
