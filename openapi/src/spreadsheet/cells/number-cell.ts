import type { Cell } from '../../field-types/cell.ts'
import type { NumberStyle } from './number-style.ts'
import { clockOfSerial, dateOfSerial, isFalseDay, normaliseIso } from './serial-date.ts'
import type { DateSystem } from './serial-date.ts'

const MIDNIGHT = 'T00:00:00'

/**
 * A stored number as its format shows it. A time without a day is a text, because no date is meant; so are
 * the days that never were (1900-02-29, 1900-01-00), so that no date field takes them for real ones. A day
 * keeps a time that its format hides. What lies beyond the calendar stays a number.
 */
export function numberCell(value: number, { kind }: NumberStyle, system: DateSystem): Cell {
  if (kind === 'none') return value
  if (kind === 'elapsed') return clockOfSerial(value)
  if (kind === 'time' && value >= 0 && value < 1) return clockOfSerial(value)
  const iso = dateOfSerial(value, system)
  if (iso === null) return value
  const shown = kind === 'date' ? withoutMidnight(iso) : iso
  return isFalseDay(iso) ? shown : { date: shown }
}

/** The content of a cell of type `d`, an ISO 8601 text. */
export function isoCell(text: string, { kind }: NumberStyle): Cell {
  const iso = normaliseIso(text)
  if (iso === null) return text
  return { date: kind === 'date' ? withoutMidnight(iso) : iso }
}

function withoutMidnight(iso: string): string {
  return iso.endsWith(MIDNIGHT) ? iso.slice(0, -MIDNIGHT.length) : iso
}
