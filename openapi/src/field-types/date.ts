import { z } from 'zod'
import { rangeOperators } from './operators.ts'
import { trimmedCellText } from './text-cell.ts'
import { defineFieldType } from './type.ts'
import { isoText } from './written-date.ts'

function isDay(text: string): boolean {
  return z.regexes.date.test(text) && !text.startsWith('0000')
}

interface DateControl {
  kind: 'date'
}

export const date = defineFieldType({
  id: 'date',
  label: 'Date',
  hint: 'A day of the calendar, without a time zone',
  settings: {},
  operators: rangeOperators,
  many: false,
  compare: 'time',
  searchable: false,
  column: { width: 130 },
  value: () =>
    z
      .string({ error: 'must be a date as text, like 2026-11-22' })
      .refine(isDay, {
        error: 'must be a date like 2026-11-22',
      })
      .meta({ format: 'date' }),
  tryFast: () => (value) => (typeof value === 'string' && isDay(value) ? value : undefined),
  parseCell: (cell, _settings, { dateOrder }) => {
    const text = isoText(trimmedCellText(cell), dateOrder)
    // A date cell at midnight is how spreadsheets write a plain day.
    return text?.includes('T') ? text.replace(/^(\d{4}-\d{2}-\d{2})T00:00:00(\.0+)?$/, '$1') : text
  },
  formatCell: (value: string) => ({ date: value }),
  example: () => ({ date: '2026-01-31' }),
  control: (): DateControl => ({ kind: 'date' }),
})
