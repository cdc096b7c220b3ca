import { firstInstant, isDay, readDay, readInstant } from '../locale/read-date.ts'
import type { TellNote } from '../reasons/reason.ts'
import type { Cell } from './cell.ts'
import { trimmedCellText } from './text-cell.ts'
import type { CellLocale } from './type.ts'
import { Unread } from './unread.ts'

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/
const isoWallClock = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?$/
// A date cell at midnight is how spreadsheets write a plain day.
const midnight = /^(\d{4}-\d{2}-\d{2})T00:00:00(?:\.0+)?$/

/** A day of a cell, or text that can be read as one. */
export function parseDayCell(cell: Cell, { dateOrder: order, language }: CellLocale): unknown {
  const text = trimmedCellText(cell)
  if (text === null || isDay(text)) return text
  const read = readDay(text.replace(midnight, '$1'), { order, language })
  return typeof read === 'string' ? read : new Unread(text, read)
}

/**
 * An instant of a cell, or text that can be read as one.
 *
 * @param tell see `readInstant`
 */
export function parseInstantCell(cell: Cell, locale: CellLocale, tell?: TellNote): unknown {
  const text = trimmedCellText(cell)
  if (text === null || isoInstant.test(text)) return text
  const { dateOrder: order, language, timeZone } = locale
  // What a date cell holds, told apart at once: a file may have millions of them.
  if (isoWallClock.test(text) && isDay(text.slice(0, 10))) {
    const shown = Date.parse(`${text}Z`)
    const instant = Number.isNaN(shown) ? null : firstInstant(shown, timeZone, tell)
    if (instant !== null) return new Date(instant).toISOString()
  }
  const read = readInstant(text, timeZone, { order, language }, tell)
  return typeof read === 'string' ? read : new Unread(text, read)
}
