import { z } from 'zod'
import { rangeOperators } from './operators.ts'
import { instantOfWallClock } from './wall-clock.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType } from './type.ts'
import { isoText } from './written-date.ts'

const written = z.regexes.datetime({ offset: true })
const wallClock = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?\d*)?)?$/

/** One spelling for one instant, so that text order in the database is time order. */
function toUtc(text: string): string {
  if (!written.test(text)) return text
  const instant = new Date(text)
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString()
}

/** Years outside 0001–9999 have another width and would sort wrongly as text. */
function isInstant(text: string): boolean {
  return written.test(text) && /^(?!0000)\d{4}-.*Z$/.test(text)
}

interface DatetimeControl {
  kind: 'datetime'
}

export const datetime = defineFieldType({
  id: 'datetime',
  label: 'Date and time',
  hint: 'An instant, shown in the time zone of whoever looks',
  settings: {},
  operators: rangeOperators,
  many: false,
  compare: 'time',
  searchable: false,
  column: { width: 180 },
  value: () =>
    z
      .string({ error: 'must be a date and time as text, like 2026-11-22T14:30:00Z' })
      .overwrite(toUtc)
      .refine(isInstant, {
        error: 'must be a date and time with its offset, like 2026-11-22T14:30:00Z',
      })
      .meta({ format: 'date-time' }),
  tryFast: () => (value) => {
    const text = typeof value === 'string' ? toUtc(value) : ''
    return isInstant(text) ? text : undefined
  },
  parseCell: (cell, _settings, locale) => {
    const text = isoText(trimmedCellText(cell), locale.dateOrder)
    if (text === null) return null
    const parts = wallClock.exec(text)
    return parts ? (instantOfWallClock(text.replace(' ', 'T'), locale.timeZone) ?? text) : text
  },
  // Text with its Z: a date cell has no zone, and a zone left to guess moves dates.
  formatCell: (value: string) => value,
  example: () => '2026-01-31T09:30:00Z',
  control: (): DatetimeControl => ({ kind: 'datetime' }),
})
