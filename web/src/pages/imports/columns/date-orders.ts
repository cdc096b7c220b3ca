import type { Cell } from '@cardfile/openapi'
import type { DateOrder } from '../draft/draft.ts'

const orders: readonly DateOrder[] = ['YMD', 'DMY', 'MDY']

/** Three numbers, as people write a day; what follows may be a time. */
const written = /^(\d{1,4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,4})\.?(?=$|[T\s,])/

interface DateReading {
  /** The orders in which every date of the column is a day of the calendar. */
  orders: DateOrder[]
  /** A date that means different days in them. */
  example: string | null
}

/**
 * In which orders a column's dates may be written. Cells that are dates already, and texts like
 * 2026-11-22 which every program reads alike, leave nothing to choose.
 *
 * @returns null where there is nothing to choose
 */
export function dateReading(cells: readonly Cell[]): DateReading | null {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string')
  const open = texts.map((text) => text.trim()).filter((text) => written.test(text) && !isIso(text))
  if (open.length === 0) return null
  const possible = orders.filter((order) => open.every((text) => dayIn(order, text) !== null))
  const example = open.find((text) => new Set(possible.map((order) => dayIn(order, text))).size > 1)
  return { orders: possible, example: example ?? null }
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
