import type { Cell } from '../../field-types/cell.ts'
import type { NumberStyle } from './number-style.ts'
import { clockOfSerial, dateOfSerial, isFalseDay, normaliseIso } from './serial-date.ts'
import type { DateSystem } from './serial-date.ts'

const MIDNIGHT = 'T00:00:00'

/** Digits by which spreadsheets calculate and show a number; what is stored beyond is noise. */
const DIGITS = 15
/** Numbers from here on have digits that their file does not keep: what is shown of them is made up. */
const TOO_LARGE = 1e15

/**
 * A stored number as its format shows it: beside the number, where that is a text of another look. A time
 * without a day is a text, because no date is meant; so are the days that never were (1900-02-29,
 * 1900-01-00), so that no date field takes them for real ones. A day keeps a time that its format hides.
 * What lies beyond the calendar stays a number.
 */
export function numberCell(value: number, style: NumberStyle, system: DateSystem): Cell {
  const { kind, text } = style.of?.(value) ?? { kind: style.kind, text: null }
  if (kind === 'none') return plainNumber(value, text)
  if (kind === 'elapsed') return clockOfSerial(value)
  if (kind === 'time' && value >= 0 && value < 1) return clockOfSerial(value)
  const iso = dateOfSerial(value, system)
  if (iso === null) return value
  const shown = kind === 'date' ? withoutMidnight(iso) : iso
  return isFalseDay(iso) ? shown : { date: shown }
}

/**
 * A number that is no date, without the noise of its last digits.
 *
 * @param shown what a person sees of it; null where that is the number itself
 */
export function plainNumber(value: number, shown: string | null): Cell {
  if (Number.isInteger(value)) {
    if (shown === null || Math.abs(value) >= TOO_LARGE || shown === String(value)) return value
    return { number: value, shown }
  }
  const number = Number(value.toPrecision(DIGITS))
  return shown === null || shown === String(number) ? number : { number, shown }
}

/** Whether a spreadsheet program would give the number back as another one. */
export function hasMoreDigits(number: number): boolean {
  if (Number.isInteger(number) && Math.abs(number) < TOO_LARGE) return false
  return Number(number.toPrecision(DIGITS)) !== number
}

/**
 * A number that is shown in another way, as it is written into a file that has no such format: as the
 * text it shows where that is a code or a phone number, since zeros, plus and dashes belong to it; as the
 * number where the format only makes it easier to read.
 */
export function writtenNumber({
  number,
  shown,
}: {
  number: number
  shown: string
}): string | number {
  const isCode = Number.isInteger(number) && /\d/.test(shown) && !/[.,%]/.test(shown)
  return isCode ? shown : number
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
