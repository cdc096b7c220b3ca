import { z } from 'zod'
import { isDay } from '../locale/read-date.ts'
import { type Reason, reason } from '../reasons/reason.ts'
import { refuse, worded } from '../reasons/zod.ts'
import { textSetting } from './setting.ts'

/** `today`, or so many days, weeks, months or years before or behind it. */
const relative = /^today(?:([+-])(\d{1,4})([dwmy]))?$/

const bound = z
  .string()
  .refine((text) => isDay(text) || relative.test(text), worded('not_date_bound'))

export const dateBoundSettings = {
  earliest: textSetting({
    label: 'Earliest',
    hint: 'A day, like 2026-01-31, or one counted from today: today, today-18y, today+30d (d, w, m, y).',
    summary: { other: 'from {{value}}' },
    rule: bound,
    narrows: (before, after) => after !== undefined && after !== before,
  }),
  latest: textSetting({
    label: 'Latest',
    hint: 'A day, like 2026-01-31, or one counted from today: today, today-18y, today+30d (d, w, m, y).',
    summary: { other: 'until {{value}}' },
    rule: bound,
    narrows: (before, after) => after !== undefined && after !== before,
  }),
}

export interface DateBounds {
  earliest: string | undefined
  latest: string | undefined
}

/** Refuses bounds that leave no day. */
export function dateBoundsInOrder(
  { earliest, latest }: DateBounds,
  context: z.RefinementCtx,
): void {
  if (earliest === undefined || latest === undefined) return
  const now = Date.now()
  if (firstDay(earliest, now) > lastDay(latest, now))
    refuse(context, reason('latest_before_earliest'), ['latest'])
}

const hour = 3_600_000
const day = 24 * hour
/** The first and the last clocks on earth: in Kiribati, and on Baker Island (IANA, Etc/GMT-14 and GMT+12). */
const [ahead, behind] = [14 * hour, 12 * hour]

/**
 * Nobody says in which zone a contact's today is, and form, server and file must not judge by three of them: a
 * day is today from when it begins anywhere on earth to when it has ended everywhere.
 */
const firstDay = (bound: string, now: number) => dayOf(bound, now - behind)
const lastDay = (bound: string, now: number) => dayOf(bound, now + ahead)

function dayOf(bound: string, today: number): string {
  const counted = relative.exec(bound)
  if (!counted) return bound
  const [, sign, digits = '0', unit = 'd'] = counted
  const count = Number(digits) * (sign === '-' ? -1 : 1)
  const at = new Date(today)
  if (unit === 'd') at.setUTCDate(at.getUTCDate() + count)
  else if (unit === 'w') at.setUTCDate(at.getUTCDate() + 7 * count)
  else addMonths(at, unit === 'm' ? count : 12 * count)
  const year = at.getUTCFullYear()
  if (year < 1) return '0001-01-01'
  return year > 9999 ? '9999-12-31' : at.toISOString().slice(0, 10)
}

/** The last of a month stays the last where the other is shorter: 29 February is 28 February a year on. */
function addMonths(at: Date, months: number): void {
  const date = at.getUTCDate()
  at.setUTCDate(1)
  at.setUTCMonth(at.getUTCMonth() + months)
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate()
  at.setUTCDate(Math.min(date, last))
}

/** @returns why a day lies out of bounds; null for one that does not. @param date YYYY-MM-DD */
export function dayFault(date: string, bounds: DateBounds): Reason | null {
  return faultOf(
    bounds,
    (first) => date < first,
    (last) => date > last,
  )
}

/** The same of an instant, which lies in a day from its first clock on earth to its last. @param text ISO 8601 */
export function instantFault(text: string, bounds: DateBounds): Reason | null {
  const at = Date.parse(text)
  return faultOf(
    bounds,
    (first) => at < Date.parse(first) - ahead,
    (last) => at >= Date.parse(last) + day + behind,
  )
}

function faultOf(
  { earliest, latest }: DateBounds,
  isBefore: (first: string) => boolean,
  isBehind: (last: string) => boolean,
): Reason | null {
  if (earliest === undefined && latest === undefined) return null
  const now = Date.now()
  if (earliest !== undefined) {
    const first = firstDay(earliest, now)
    if (isBefore(first)) return reason('before_earliest', { day: first })
  }
  if (latest === undefined) return null
  const last = lastDay(latest, now)
  return isBehind(last) ? reason('after_latest', { day: last }) : null
}

/** What the bounds are, for documents that programs read. */
export function boundsNote({ earliest, latest }: DateBounds): { description?: string } {
  const notes = [
    ...(earliest === undefined ? [] : [`Not before ${earliest}.`]),
    ...(latest === undefined ? [] : [`Not after ${latest}.`]),
  ]
  return notes.length === 0 ? {} : { description: notes.join(' ') }
}

/** A day within the bounds: the one proposed, or the bound that is nearest to it. */
export function exampleDay(proposed: string, { earliest, latest }: DateBounds): string {
  const now = Date.now()
  const first = earliest === undefined ? proposed : firstDay(earliest, now)
  const last = latest === undefined ? proposed : lastDay(latest, now)
  if (proposed < first) return first
  return proposed > last ? last : proposed
}
