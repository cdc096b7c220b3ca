import { foldText } from '../text/fold-text.ts'
import { plainNumeral } from './number-marks.ts'

/** A date as one of a language's own forms has it; nothing of it is judged. */
export interface WrittenDate {
  year: string
  month: string
  day: string
  /** 0 to 6 from Sunday on, where the day of the week is named. */
  weekday: number | null
  /** The time of day by a clock of 24 hours, with its offset, where there is one. */
  time: string | null
}

interface Form {
  text: RegExp
  types: readonly string[]
  months: ReadonlyMap<string, number>
  weekdays: ReadonlyMap<string, number>
  /** The hours of the day, by what is said of them. */
  periods: ReadonlyMap<string, readonly number[]>
  namesMonth: boolean
}

const dateStyles = ['short', 'medium', 'long', 'full'] as const
const timeStyles = [undefined, 'short', 'medium'] as const
const number = String.raw`(\d{1,2})`
const pieces: Readonly<Record<string, string>> = {
  year: String.raw`(\d{4})`,
  day: number,
  hour: number,
  minute: String.raw`(\d{2})`,
  second: String.raw`(\d{2}(?:[.,]\d{1,9})?)`,
}
const offset = String.raw`(?: ?(Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?))?`

const known = new Map<string, readonly Form[]>()

/**
 * Reads a date in the forms in which a language writes one, whatever words and marks belong to them
 * (CLDR, dateFormats and timeFormats): `3 січ. 2026 р., 14:30`, `14:30 3 thg 1, 2026`.
 *
 * @param language BCP 47
 * @param ordered whether forms of numbers alone may tell which of them is the month
 * @returns null for what is in none of them
 */
export function readWritten(typed: string, language: string, ordered: boolean): WrittenDate | null {
  if (!ordered && !/\p{L}/u.test(typed)) return null
  let forms = known.get(language)
  if (!forms) known.set(language, (forms = formsOf(language)))
  const text = comparable(typed)
  for (const form of forms) {
    const found = ordered || form.namesMonth ? form.text.exec(text) : null
    const date = found && dateOf(form, found)
    if (date) return date
  }
  return null
}

function dateOf(form: Form, found: RegExpExecArray): WrittenDate | null {
  const at = (type: string) => {
    const index = form.types.indexOf(type)
    return index < 0 ? '' : (found[index + 1] ?? '')
  }
  const [weekday, month] = [at('weekday'), at('month')]
  const hour = hourOf(form, at('hour'), at('dayPeriod'))
  if (hour === null) return null
  const second = at('second') === '' ? '' : `:${at('second')}`
  return {
    year: at('year'),
    month: String(form.months.get(month) ?? month),
    day: at('day'),
    weekday: weekday === '' ? null : (form.weekdays.get(weekday) ?? null),
    time: hour === '' ? null : `${hour}:${at('minute')}${second} ${found.at(-1) ?? ''}`.trim(),
  }
}

/** By a clock of 24 hours; null for an hour that is none of those of which that is said. */
function hourOf(form: Form, hour: string, period: string): string | null {
  if (period === '') return hour
  const hours = form.periods.get(period) ?? []
  const said = hours.find((one) => one % 12 === Number(hour) % 12)
  return said === undefined || Number(hour) > 12 || hour === '0' ? null : String(said)
}

function formsOf(language: string): Form[] {
  return timeStyles.flatMap((timeStyle) =>
    dateStyles.map((dateStyle) =>
      formOf(
        new Intl.DateTimeFormat(language, {
          dateStyle,
          timeStyle,
          calendar: 'gregory',
          timeZone: 'UTC',
        }),
        timeStyle !== undefined,
      ),
    ),
  )
}

function formOf(format: Intl.DateTimeFormat, hasTime: boolean): Form {
  const [months, weekdays] = [new Map<string, number>(), new Map<string, number>()]
  const periods = new Map<string, number[]>()
  const first = format.formatToParts(Date.UTC(2026, 10, 22, 15))
  const seen = first.map(() => new Set<string>())
  const sample = (instant: number, tell: (type: string, value: string) => void) => {
    const parts = format.formatToParts(instant)
    if (parts.length !== first.length) return
    for (const [index, { type, value }] of parts.entries()) {
      const text = type === 'literal' ? within(value) : comparable(value)
      seen[index]?.add(text)
      tell(type, text)
    }
  }
  for (let month = 1; month <= 12; month++)
    sample(Date.UTC(2026, month - 1, 15, 15), (type, value) => {
      if (type === 'month' && !/^\d+$/.test(value)) months.set(value, month)
    })
  for (let day = 0; day < 7; day++)
    // The first of February 2026 is a Sunday.
    sample(Date.UTC(2026, 1, 1 + day, 15), (type, value) => {
      if (type === 'weekday') weekdays.set(value, day)
    })
  for (let hour = 0; hour < (hasTime ? 24 : 0); hour++)
    sample(Date.UTC(2026, 10, 22, hour), (type, value) => {
      if (type === 'dayPeriod') periods.set(value, [...(periods.get(value) ?? []), hour])
    })
  const types = first.map(({ type }) => type)
  const text = types.map((type, index) => pieceOf(type, seen[index] ?? new Set(), months.size > 0))
  return {
    text: new RegExp(`^${text.join('')}${hasTime ? offset : '()'}$`, 'iu'),
    types: types.filter((type) => type !== 'literal'),
    months,
    weekdays,
    periods,
    namesMonth: months.size > 0,
  }
}

function pieceOf(type: string, values: ReadonlySet<string>, namesMonth: boolean): string {
  const piece = pieces[type] ?? (type === 'month' && !namesMonth ? number : undefined)
  if (piece !== undefined) return piece
  const longestFirst = [...values].sort((one, other) => other.length - one.length).map(escaped)
  return type === 'literal' ? `(?:${longestFirst.join('|')})` : `(${longestFirst.join('|')})`
}

/** Blanks between signs and words may be left out; alone, they are what parts two numbers. */
function escaped(text: string): string {
  const source = text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
  return text.trim() === '' ? source : source.replaceAll(' ', ' ?')
}

function comparable(text: string): string {
  return foldText(plainNumeral(text)).replace(/ +/g, ' ')
}

/** What stands between two parts, with the blanks at its ends. */
function within(text: string): string {
  return comparable(`0${text}0`).slice(1, -1)
}
