import type { Cell } from '@cardfile/openapi'
import type { DateOrder } from '../draft/draft.ts'

const orders: readonly DateOrder[] = ['YMD', 'DMY', 'MDY']

/** Three numbers, as people write a day; what follows may be a time. */
const written = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?(?=$|[T\s,])/

interface DateReading {
  /** Orders to choose from: the usual two, and the third where a date has it. */
  orders: DateOrder[]
  /** Of the dates, how many are days of the calendar in each order. */
  fits: Readonly<Record<DateOrder, number>>
  /** The dates that an order is needed for. */
  total: number
  /** The order that most of them fit; null where several fit as many and mean different days. */
  proposed: DateOrder | null
  /** A date that shows what the orders differ by: one that has several of them, where there is one. */
  example: string
}

/**
 * In which order a column's dates may be written: whatever the others are, one that is no day in any
 * order takes the choice from nobody. Cells that are dates already, and texts like 2026-11-22 which
 * every program reads alike, leave nothing to choose.
 *
 * @returns null where there is nothing to choose
 */
export function dateReading(cells: readonly Cell[]): DateReading | null {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string')
  const open = texts.map((text) => text.trim()).filter((text) => written.test(text) && !isIso(text))
  if (open.length === 0) return null
  const fits = { YMD: 0, DMY: 0, MDY: 0 }
  for (const text of open)
    for (const order of orders) if (dayIn(order, text) !== null) fits[order]++
  const most = Math.max(...Object.values(fits))
  const best = orders.filter((order) => most > 0 && fits[order] === most)
  const daysOf = (text: string, some: readonly DateOrder[]) =>
    new Set(some.flatMap((order) => dayIn(order, text) ?? [])).size
  const twofold = open.find((text) => daysOf(text, best) > 1)
  const example =
    twofold ??
    open.find((text) => daysOf(text, orders) > 1) ??
    open.find((text) => daysOf(text, orders) > 0)
  return {
    orders: orders.filter((order) => order !== 'YMD' || fits.YMD > 0),
    fits,
    total: open.length,
    proposed: twofold === undefined ? (best[0] ?? null) : null,
    example: example ?? open[0] ?? '',
  }
}

/**
 * The day a text means in an order, as an import reads it: a year has four digits, and where it stands
 * first no order changes that.
 *
 * @returns `YYYY-MM-DD`, or null where the text is no day in this order
 */
export function dayIn(order: DateOrder, text: string): string | null {
  const parts = written.exec(text.trim())?.slice(1)
  if (!parts) return null
  const places = parts[0]?.length === 4 ? 'YMD' : order
  const part = (letter: string) => parts[places.indexOf(letter)] ?? ''
  const [year, month, day] = [part('Y'), Number(part('M')), Number(part('D'))]
  if (year.length !== 4) return null
  const date = new Date(Date.UTC(Number(year), month - 1, day))
  const stays = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return stays ? date.toISOString().slice(0, 10) : null
}

function isIso(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}/.test(text)
}
