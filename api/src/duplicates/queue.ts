import { type Field, type Reason, reason } from '@cardfile/openapi'
import { type Contact, contactFromRow } from '../contacts/contact.ts'
import { decodeCursor, encodeCursor } from '../contacts/cursor.ts'
import { firstRow } from '../db/database.ts'
import type { Result, Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { invalid } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { catchUp, keyStateFrom, pendingOf } from './follow.ts'
import { selectState } from './follow-sql.ts'
import { keyFieldsOf } from './key-fields.ts'
import { keysOf } from './keys.ts'
import { likenessOf } from './likeness.ts'
import * as read from './read-sql.ts'
import {
  bitOf,
  scoreOf,
  type Signal,
  signalCodes,
  type Strength,
  strengthOf,
  strongFrom,
  threshold,
} from './signals.ts'

export interface SuspectedPair {
  score: number
  strength: Strength
  reasons: Reason[]
  /** The older one first. */
  contacts: [Contact, Contact]
}

interface QueueCounts {
  total: number
  byReason: Record<Signal, number>
  byStrength: Record<Strength, number>
}

export interface DuplicateQueue {
  data: SuspectedPair[]
  nextCursor: string | null
  /** Null for who does not see all that counts. */
  counts: QueueCounts | null
  /** How many values so many contacts have that nothing was made of them. */
  passedOver: number | null
  pending: number
}

export interface QueueAsk {
  cursor?: string | undefined
  pageSize: number
  reason?: Signal | undefined
  strength?: Strength | undefined
}

/**
 * Pairs of contacts that may be one, the surest first. Where a field that counts is hidden from whoever asks, how
 * sure others are would tell of it: they get them by the age of the contacts, see `pairsByAge`. One trip where all
 * that was written lately has been looked at. Each is judged anew by what the contacts are now and by the fields
 * that whoever asks sees, so that a page may have fewer than were asked for.
 *
 * @throws ProblemError `invalid` for what is no cursor of this list
 */
export async function duplicateQueue(ctx: Context, ask: QueueAsk): Promise<DuplicateQueue> {
  const first = await readQueue(ctx, ask)
  if (first.pending === 0) return first
  await catchUp(ctx)
  return readQueue(ctx, ask)
}

function readQueue(ctx: Context, ask: QueueAsk): Promise<DuplicateQueue> {
  return ctx.definitions.use(ctx.db, (snapshot) =>
    seesAllThatCounts(snapshot)
      ? pairsBySureness(ctx, snapshot, ask)
      : pairsByAge(ctx, snapshot, ask),
  )
}

async function pairsBySureness(
  ctx: Context,
  snapshot: FieldSnapshot,
  ask: QueueAsk,
): Promise<DuplicateQueue> {
  const [state, pairs, counted, shared] = await ctx.db.batch(
    // One more than the page tells whether there is a next one.
    [selectState, bySureness(ask, ask.pageSize + 1), ...read.selectCounts],
    'read',
  )
  const row = firstRow(state)
  assertCurrent(snapshot, row.schema_version)
  const rows = (pairs?.rows ?? []).slice(0, ask.pageSize)
  const last = rows.at(-1)
  const hasMore = (pairs?.rows.length ?? 0) > ask.pageSize
  return {
    data: rows.flatMap((pair) => pairFrom(pair, snapshot.fields, ask)),
    nextCursor: hasMore && last ? cursorAt(orders.sureness, [last.a, last.b, last.score]) : null,
    counts: countsFrom(counted),
    passedOver: Number(firstRow(shared).n),
    pending: pendingOf(keyStateFrom(row)),
  }
}

/** Of how many contacts the pairs are looked at in one trip, how many pairs at most, and how many trips a page takes. */
const [contactsPerTrip, pairsPerTrip, tripsPerPage] = [2_000, 500, 5]

/**
 * A page ends at a pair that is in it, or at a number of contacts looked at, and never at a pair that is not in it:
 * a cursor, or a page with fewer pairs, would tell which contacts have something hidden in common.
 */
async function pairsByAge(
  ctx: Context,
  snapshot: FieldSnapshot,
  ask: QueueAsk,
): Promise<DuplicateQueue> {
  const page: DuplicateQueue = {
    data: [],
    nextCursor: null,
    counts: null,
    passedOver: null,
    pending: 0,
  }
  const [a = 0, b = 0] = positionOf(ask.cursor, orders.age)
  let after: read.Pair = { a, b }
  let end: read.Pair | null = after
  for (let trip = 0; trip < tripsPerPage; trip++) {
    const to = Math.min(after.a + contactsPerTrip, Number.MAX_SAFE_INTEGER)
    const [state, found] = await ctx.db.batch(
      [selectState, read.selectByAge({ after, to, limit: pairsPerTrip })],
      'read',
    )
    const row = firstRow(state)
    assertCurrent(snapshot, row.schema_version)
    page.pending = pendingOf(keyStateFrom(row))
    const rows = found?.rows ?? []
    const cutAt = rows.length === pairsPerTrip ? Number(rows.at(-1)?.a) : null
    for (const pair of rows) {
      const [shown] = Number(pair.a) === cutAt ? [] : pairFrom(pair, snapshot.fields, ask)
      if (!shown) continue
      if (page.data.length === ask.pageSize)
        return { ...page, nextCursor: end && cursorAt(orders.age, [end.a, end.b]) }
      page.data.push(shown)
      end = { a: Number(pair.a), b: Number(pair.b) }
    }
    after = { a: cutAt === null ? to : cutAt - 1, b: Number.MAX_SAFE_INTEGER }
    end = cutAt === null && to >= Number(row.last_seq) ? null : after
    if (end === null || page.data.length === ask.pageSize) break
  }
  return { ...page, nextCursor: end && cursorAt(orders.age, [end.a, end.b]) }
}

/** Where a field that counts is hidden from somebody, totals would tell of it. */
function seesAllThatCounts({ fields, everyField }: FieldSnapshot): boolean {
  return keyFieldsOf(fields).length === keyFieldsOf(everyField).length
}

function bySureness({ cursor, reason: signal, strength }: QueueAsk, limit: number): Statement {
  const [seq, b = 0, score = 0] = positionOf(cursor, orders.sureness)
  return read.selectQueue({
    after: seq === undefined ? null : { a: seq, b, score },
    signals: signal === undefined ? null : bitOf(signal),
    least: strength === 'strong' ? strongFrom : threshold,
    most: strength === 'likely' ? strongFrom - 1 : 100,
    limit,
  })
}

/** By how much a page is ordered beside the first contact's number. */
const orders = {
  sureness: { name: 'duplicates', terms: 2 },
  age: { name: 'duplicates-by-age', terms: 1 },
} as const

function cursorAt({ name }: (typeof orders)[keyof typeof orders], position: unknown[]): string {
  const [seq = 0, ...values] = position.map(Number)
  return encodeCursor(name, { seq, values })
}

/** The first contact's number and the order's terms; none for the first page. */
function positionOf(
  cursor: string | undefined,
  { name, terms }: (typeof orders)[keyof typeof orders],
): number[] {
  if (cursor === undefined) return []
  const position = decodeCursor(cursor, name, terms)
  if (!position || !('values' in position)) throw invalid({ cursor: [reason('not_cursor')] })
  return [position.seq, ...position.values].map((value) => {
    if (typeof value !== 'number') throw invalid({ cursor: [reason('not_cursor')] })
    return value
  })
}

function pairFrom(
  { first, second }: Row,
  fields: readonly Field[],
  { reason: signal, strength }: QueueAsk,
): SuspectedPair[] {
  if (first === null || second === null) return []
  const contacts: [Contact, Contact] = [contactIn(first, fields), contactIn(second, fields)]
  const [mine, others] = contacts.map(({ values }) => keysOf(values, fields))
  const { score, signals, reasons } = likenessOf(mine ?? [], others ?? [])
  if (score < threshold || (signal !== undefined && !signals.includes(signal))) return []
  if (strength !== undefined && strength !== strengthOf(score)) return []
  return [{ score, strength: strengthOf(score), reasons, contacts }]
}

function contactIn(json: unknown, fields: readonly Field[]): Contact {
  const [id, data, version, created_at, updated_at] = JSON.parse(String(json)) as [
    string,
    object,
    number,
    number,
    number,
  ]
  const row = { id, data: JSON.stringify(data), version, created_at, updated_at, deleted_at: null }
  return contactFromRow(row, fields)
}

function countsFrom(counted: Result | undefined): QueueCounts {
  const counts: QueueCounts = {
    total: 0,
    byReason: { ...noneOfAny },
    byStrength: { strong: 0, likely: 0 },
  }
  for (const row of counted?.rows ?? []) {
    const [bits, n] = [Number(row.signals), Number(row.n)]
    const signals = signalCodes.filter((signal) => (bits & bitOf(signal)) !== 0)
    counts.total += n
    counts.byStrength[strengthOf(scoreOf(signals))] += n
    for (const signal of signals) counts.byReason[signal] += n
  }
  return counts
}

const noneOfAny = Object.fromEntries(signalCodes.map((signal) => [signal, 0])) as Record<
  Signal,
  number
>
