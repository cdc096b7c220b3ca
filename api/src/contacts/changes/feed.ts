import {
  type Actor,
  type ChangeType,
  type ChangeWay,
  type Condition,
  detail,
  type Membership,
  readFilter,
} from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { firstRow } from '../../db/database.ts'
import type { Row } from '../../db/result.ts'
import { isoTime } from '../../db/iso-time.ts'
import { param, prepare } from '../../db/statement.ts'
import { invalid, ProblemError } from '../../errors/problem-error.ts'
import { workingView } from '../../views/view-query.ts'
import { membershipOf, refuseUnfollowed } from './membership.ts'
import type { Context } from '../../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../../installation/definitions.ts'
import { keptFor } from '../../installation/retention.ts'
import { type Contact, unpackValues } from '../contact.ts'
import { isOfMerge, loggedChange } from './logged-change.ts'
import { loggedRows } from './logged-sql.ts'
import { readLogged } from './read-logged.ts'

/** A change of a contact, for who follows all of them. */
export interface FeedChange {
  n: number
  type: ChangeType
  contactId: string
  version: number
  /** ISO 8601 in UTC. */
  at: string
  actor: Actor
  via: ChangeWay
  /** Keys of the values that differ. */
  changed: string[]
  /** The contact as it is now, after later changes too; none where it is in the trash or gone. */
  contact?: Contact
  /** Where it was asked by a view: what became of the contact among those that the view lists. */
  membership?: Membership
}

export interface FeedPage {
  changes: FeedChange[]
  /** What to ask for next. */
  next: number
  /** Whether there are more already. */
  more: boolean
  /** Of the view that was asked by. Where it has moved, the view lists others than it did. */
  viewVersion?: number
}

export const largestFeedPage = 1_000

/** Bytes of the changes in one answer, unless one of them is more by itself. */
const pageBytes = 4_000_000

const selectState = prepare<'since'>(sql`
  SELECT s.version AS schema_version, s.changes_from AS gone,
    coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'changes'), 0) AS last,
    (SELECT g.at FROM changes g WHERE g.n > ${param('since')} ORDER BY g.n LIMIT 1) AS next_at
  FROM schema_state s`)

const selectRows = prepare<'since' | 'limit'>(
  loggedRows(
    sql`SELECT n FROM changes WHERE n > ${param('since')} ORDER BY n LIMIT ${param('limit')}`,
    'n',
    'always',
  ),
)

/**
 * Changes of all contacts in the order in which they were made, behind a cursor. The database has one
 * writer at a time, so numbers are given in the order of commits: whoever follows them misses none and
 * meets none twice. One trip, or as many as very long values take.
 *
 * @param viewId only what had contacts join, leave or stay among those of this view; one trip more
 * @param since the number of the last change that is known, or `now` to begin behind all there are
 * @throws ProblemError `cursor_expired` where changes behind the cursor are no longer kept
 */
export function readFeed(
  ctx: Context,
  since: number | 'now',
  limit: number,
  viewId?: string,
): Promise<FeedPage> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const followed = viewId === undefined ? null : await followedBy(ctx, snapshot, viewId)
    const ofView = followed && { viewVersion: followed.viewVersion }
    if (since === 'now') {
      const [state] = await ctx.db.batch([selectState({ since: 0 })], 'read')
      const { schema_version, last } = firstRow(state)
      assertCurrent(snapshot, schema_version)
      return { changes: [], next: Number(last), more: false, ...ofView }
    }
    let state: Row | undefined
    const { rows, hasMore } = await readLogged(limit, async (most, last) => {
      const after = Number(last?.n ?? since)
      const [first, page] = await ctx.db.batch(
        [selectState({ since: after }), selectRows({ since: after, limit: most })],
        'read',
      )
      state ??= firstRow(first)
      return page?.rows ?? []
    })
    assertCurrent(snapshot, state?.schema_version)
    refuseExpired(since, state, ctx.now())
    const { changes, count, last } = fitting(rows, snapshot, followed)
    return { changes, next: last ?? since, more: hasMore || count < rows.length, ...ofView }
  })
}

function refuseExpired(since: number, state: Row | undefined, now: number): void {
  const isGone = since < Number(state?.gone)
  const isOld = state?.next_at != null && Number(state.next_at) < now - keptFor
  const isAhead = since > Number(state?.last)
  if (!isGone && !isOld && !isAhead) return
  throw new ProblemError('cursor_expired', {
    detail: detail(isAhead ? 'changes_ahead' : 'changes_expired'),
  })
}

/** As many of the changes as one answer takes, with how many rows these are and the number of the last. */
function fitting(rows: readonly Row[], snapshot: FieldSnapshot, followed: Followed | null) {
  const encoder = new TextEncoder()
  const changes: FeedChange[] = []
  let [bytes, count, last]: [number, number, number | null] = [0, 0, null]
  for (const row of rows) {
    const change = feedChange(row, snapshot, followed)
    if (change) {
      bytes += encoder.encode(JSON.stringify(change)).length
      if (bytes > pageBytes && changes.length > 0) break
      changes.push(change)
    }
    count += 1
    last = Number(row.n)
  }
  return { changes, count, last }
}

const types: Readonly<Record<string, ChangeType>> = {
  create: 'created',
  restore: 'restored',
  merged: 'merged',
  unmerged: 'unmerged',
  erase: 'erased',
}

/** Changes of the form or the state of stored values, which nobody needs of a contact that is in the trash. */
const silentInTrash: ReadonlySet<string> = new Set(['convert', 'unmerge'])

/** Whose changes are told: of all contacts, or what became of them among those of a view. */
interface Followed {
  condition: Condition | null
  viewVersion: number
}

/**
 * @throws ProblemError `not_found` for a view that is not listed to whoever asks; `wrong_state` for a broken
 *   one; `invalid` for one that cannot be followed
 */
async function followedBy(ctx: Context, snapshot: FieldSnapshot, id: string): Promise<Followed> {
  const { view, filter } = await workingView(ctx, snapshot, id)
  const read = readFilter(filter, snapshot.fields)
  if ('errors' in read) throw invalid(read.errors)
  refuseUnfollowed({ condition: read.condition, filter: filter ?? null, q: view.q })
  return { condition: read.condition, viewVersion: view.version }
}

/** @returns null for what the reader may not know of, and for changes of what is in the trash */
function feedChange(
  row: Row,
  snapshot: FieldSnapshot,
  followed: Followed | null,
): FeedChange | null {
  const logged = loggedChange(row, snapshot)
  const isTrashed = row.trashed === 1
  const type =
    row.restored === 1 ? 'restored' : (types[logged.kind] ?? (isTrashed ? 'deleted' : 'updated'))
  if (type === 'updated' && logged.isUnseen && !isOfMerge(logged.kind)) return null
  if (isTrashed && silentInTrash.has(logged.kind)) return null
  const { n, version, at, actor, via, whole } = logged
  const moved = { type, ...whole, createdAt: isoTime(row.created_at ?? 0) }
  const membership = followed && membershipOf(followed.condition, moved)
  if (followed && !membership) return null
  return {
    n,
    type,
    contactId: String(row.id),
    version,
    at,
    actor,
    via,
    changed: type === 'created' || type === 'updated' ? logged.changed : [],
    ...(row.now !== null && row.deleted_at === null && { contact: presentContact(row, snapshot) }),
    ...(membership && { membership }),
  }
}

function presentContact(row: Row, { fields }: FieldSnapshot): Contact {
  return {
    id: String(row.id),
    version: Number(row.version_now),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
    values: unpackValues(String(row.now), fields),
  }
}
