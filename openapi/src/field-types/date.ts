import { z } from 'zod'
import { dayExample, isDay } from '../locale/read-date.ts'
import { reason } from '../reasons/reason.ts'
import { refuse } from '../reasons/zod.ts'
import {
  boundsNote,
  dateBoundSettings,
  dateBoundsInOrder,
  dayFault,
  exampleDay,
} from './date-bounds.ts'
import { parseDayCell } from './date-cell.ts'
import { timeOperators } from './operators.ts'
import { defineFieldType } from './type.ts'
import { refusingUnread } from './unread.ts'

interface DateControl {
  kind: 'date'
}

export const date = defineFieldType({
  id: 'date',
  label: 'Date',
  hint: 'A day of the calendar, without a time zone',
  settings: dateBoundSettings,
  agree: dateBoundsInOrder,
  operators: timeOperators,
  many: false,
  compare: 'time',
  searchable: false,
  column: { width: 130 },
  value: (bounds) =>
    refusingUnread(
      z
        .string({ error: 'must be a date as text, like 2026-11-22' })
        .superRefine((text, context) => {
          if (isDay(text)) {
            const fault = dayFault(text, bounds)
            if (fault) refuse(context, fault)
            return
          }
          const isWritten = /^\d{4}-\d{2}-\d{2}$/.test(text)
          const told = isWritten
            ? reason('no_such_day', { day: text })
            : reason('not_day', { example: dayExample })
          refuse(context, told)
        })
        .meta({ format: 'date', ...boundsNote(bounds) }),
    ),
  tryFast: (bounds) => (value) =>
    typeof value === 'string' && isDay(value) && dayFault(value, bounds) === null
      ? value
      : undefined,
  parseCell: (cell, _settings, locale) => parseDayCell(cell, locale),
  formatCell: (value: string) => ({ date: value }),
  example: (_row, bounds) => ({ date: exampleDay('2026-01-31', bounds) }),
  spanOfDays: (first, last) => [first, last],
  control: (): DateControl => ({ kind: 'date' }),
})
