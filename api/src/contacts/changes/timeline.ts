import { type Actor, type ChangeWay, fieldsByKey, reason } from '@cardfile/openapi'
import { type SQL, sql } from 'drizzle-orm/sql'
import { firstRow } from '../../db/database.ts'
import type { Row } from '../../db/result.ts'
import { compile } from '../../db/statement.ts'
import { invalid, notFound } from '../../errors/problem-error.ts'
import { memberOf } from '../../installation/columns.ts'
import type { Context } from '../../installation/context.ts'
import { assertCurrent } from '../../installation/definitions.ts'
import { withMerged } from '../sql.ts'
import { selectForWrite } from '../write-sql.ts'
import { isOfMerge, type LoggedChange, loggedChange } from './logged-change.ts'
import { dataAfter, loggedRows } from './logged-sql.ts'
import { readLogged } from './read-logged.ts'

/** What happened to a contact once. */
export interface TimelineEntry {
  /** Whose: its own, or that of a contact which was merged into it. */
  contact: { id: string; name: string }
  version: number
  kind: string
  at: string
  actor: Actor
  via: ChangeWay
  importId: string | null
  /** The file of that import. */
  fileName: string | null
  /** The same for all that one request did. */
  requestId: string
  changed: Record<string, { before: unknown; after: unknown }>
}

export interface TimelineQuery {
  pageSize: number
  /** The number of the change that the page before ended with. */
  before?: number | undefined
  /** Key of a field: only changes of its value. */
  field?: string | undefined
}

/** Above every number. */
const beyondAll = Number.MAX_SAFE_INTEGER

/**
 * What happened to a contact and to those that were merged into it, newest first, page by page down to its creation, in one trip a page, or in
 * as many as very long values take. Changes of nothing that the reader sees are left out, so that a page
 * may have fewer than were asked for.
 *
 * @throws ProblemError `not_found`, and `invalid` for a field that is none
 */
export function contactTimeline(
  ctx: Context,
  id: string,
  { pageSize, before = beyondAll, field: key }: TimelineQuery,
): Promise<{ data: TimelineEntry[]; nextCursor: string | null }> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = key === undefined ? null : fieldsByKey(snapshot.fields).get(key)
    if (field === undefined)
      throw invalid({ field: [reason('unknown_field_key', { key: String(key) })] })
    const path = field && sql.raw(`'$.${memberOf(field)}'`)
    const isWanted = path ? sql`(g.before->${path}) IS NOT (${dataAfter}->${path})` : sql`1`
    let contact: Row | undefined
    const { rows, hasMore } = await readLogged(pageSize, async (limit, last) => {
      const below = Number(last?.n ?? before)
      const [found, changes] = await ctx.db.batch(
        [selectForWrite({ id }), compile(page(id, below, limit, isWanted))],
        'read',
      )
      contact ??= firstRow(found)
      return changes?.rows ?? []
    })
    assertCurrent(snapshot, contact?.schema_version)
    if (!contact || contact.id === null) throw notFound('contact')
    return {
      data: rows
        .map((row) => ({ row, logged: loggedChange(row, snapshot) }))
        .filter(({ logged }) => !logged.isUnseen || isOfMerge(logged.kind))
        .map(({ row, logged }) => entryOf(row, logged)),
      nextCursor: hasMore ? String(rows.at(-1)?.n) : null,
    }
  })
}

function page(id: string, below: number, limit: number, isWanted: SQL): SQL {
  return loggedRows(
    sql`SELECT g.n FROM changes g JOIN contacts c ON c.seq = g.contact_seq
      WHERE g.contact_seq IN ${withMerged(id)} AND g.n < ${below} AND ${isWanted}
      ORDER BY g.n DESC LIMIT ${limit}`,
    'n DESC',
    'unlessLater',
  )
}

function entryOf(row: Row, logged: LoggedChange): TimelineEntry {
  const { version, kind, at, actor, via, importId, fileName, requestId, before, after } = logged
  const changed = Object.fromEntries(
    logged.changed.map((key) => [key, { before: before[key] ?? null, after: after[key] ?? null }]),
  )
  const contact = { id: String(row.id), name: String(row.name ?? '') }
  return { contact, version, kind, at, actor, via, importId, fileName, requestId, changed }
}
