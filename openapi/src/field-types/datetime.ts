import { z } from 'zod'
import { instantExample as example } from '../locale/read-date.ts'
import { dayAfter, startOfDay } from '../locale/days.ts'
import { reason } from '../reasons/reason.ts'
import { refuse } from '../reasons/zod.ts'
import { timeOperators } from './operators.ts'
import {
  boundsNote,
  dateBoundSettings,
  dateBoundsInOrder,
  exampleDay,
  instantFault,
} from './date-bounds.ts'
import { parseInstantCell } from './date-cell.ts'
import { defineFieldType } from './type.ts'
import { refusingUnread } from './unread.ts'

const written = z.regexes.datetime({ offset: true })

/** An instant written to the minute, as ISO 8601 has it and RFC 3339 has not. */
const minute = /(T\d{2}:\d{2})(Z|[+-]\d{2}:\d{2})$/
const lastOfMinute = 59_999

/** One spelling for one instant, so that text order in the database is time order. */
function toUtc(text: string): string {
  const whole = text.replace(minute, '$1:00$2')
  if (!written.test(whole)) return text
  const instant = new Date(whole)
  return Number.isNaN(instant.getTime()) ? text : instant.toISOString()
}

/** Years outside 0001–9999 have another width and would sort wrongly as text. */
function isInstant(text: string): boolean {
  return written.test(text) && /^(?!0000)\d{4}-.*Z$/.test(text)
}

interface DatetimeControl {
  kind: 'datetime'
  /** True where an operand of a filter is typed, which to the minute is all of that minute. */
  byMinute?: boolean
}

export const datetime = defineFieldType({
  id: 'datetime',
  label: 'Date and time',
  hint: 'An instant, shown in the time zone of whoever looks',
  settings: dateBoundSettings,
  agree: dateBoundsInOrder,
  operators: timeOperators,
  many: false,
  compare: 'time',
  searchable: false,
  column: { width: 180 },
  value: (bounds) =>
    refusingUnread(
      z
        .string({ error: 'must be a date and time as text, like 2026-11-22T14:30:00Z' })
        .overwrite(toUtc)
        .superRefine((text, context) => {
          if (isInstant(text)) {
            const fault = instantFault(text, bounds)
            if (fault) refuse(context, fault)
            return
          }
          const isLocal = isInstant(toUtc(`${text}Z`))
          refuse(
            context,
            isLocal ? reason('instant_without_offset') : reason('not_instant', { example }),
          )
        })
        .meta({ format: 'date-time', ...boundsNote(bounds) }),
    ),
  tryFast: (bounds) => (value) => {
    const text = typeof value === 'string' ? toUtc(value) : ''
    return isInstant(text) && instantFault(text, bounds) === null ? text : undefined
  },
  parseCell: (cell, _settings, locale, tell) => parseInstantCell(cell, locale, tell),
  // Text with its Z: a date cell has no zone, and a zone left to guess moves dates.
  formatCell: (value: string) => value,
  example: (_row, bounds) => `${exampleDay('2026-01-31', bounds)}T09:30:00Z`,
  span: (operand) => {
    if (typeof operand !== 'string' || !minute.test(operand)) return null
    const first = toUtc(operand)
    return isInstant(first)
      ? [first, new Date(Date.parse(first) + lastOfMinute).toISOString()]
      : null
  },
  spanOfDays: (first, last, timeZone) => [
    new Date(startOfDay(first, timeZone)).toISOString(),
    new Date(startOfDay(dayAfter(last, 1), timeZone) - 1).toISOString(),
  ],
  control: (): DatetimeControl => ({ kind: 'datetime' }),
})
