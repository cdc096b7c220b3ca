import { foldText } from '../text/fold-text.ts'
import { withoutMarks } from '../text/trim-marks.ts'

/** The order in which a date of three numbers is written. */
export const dateOrders = ['YMD', 'DMY', 'MDY'] as const
export type DateOrder = (typeof dateOrders)[number]

/** How a language writes dates and times of day. */
export interface DateWords {
  /** The order of a date in numbers. */
  order: DateOrder | undefined
  /** What stands between them; with another mark the order is not surely the language's. */
  separator: string
  /** 1 to 12, by the names of the months as `foldedWord` has them. */
  months: ReadonlyMap<string, number>
  /** 0 to 6 from Sunday on, by the names of the days of the week as `foldedWord` has them. */
  weekdays: ReadonlyMap<string, number>
  /** Said of the hours before noon, and after it. */
  halves: ReadonlyMap<string, 'am' | 'pm'>
  /** Said between a day and a time of day. */
  joints: readonly string[]
}

/** A word without regard to case, accents and the point of an abbreviation. */
export function foldedWord(word: string): string {
  return foldText(withoutMarks(word)).replace(/[.']/g, '').trim()
}

const letters: ReadonlyMap<string, string> = new Map([
  ['year', 'Y'],
  ['month', 'M'],
  ['day', 'D'],
])

const known = new Map<string, DateWords>()

/** @param language BCP 47; its own words and the English ones */
export function wordsOfLanguage(language: string): DateWords {
  let words = known.get(language)
  if (!words) {
    const inNumbers = formatOf(language, { year: 'numeric', month: 'numeric', day: 'numeric' })
    const numbers = inNumbers.formatToParts(Date.UTC(2026, 10, 22))
    const order = numbers.map(({ type }) => letters.get(type) ?? '')
    words = {
      order: dateOrders.find((one) => one === order.join('')),
      separator: /[./-]/.exec(numbers.map(({ value }) => value).join(''))?.[0] ?? '-',
      months: new Map([...monthsOf('en'), ...monthsOf('en-GB'), ...monthsOf(language)]),
      weekdays: new Map([...weekdaysOf('en'), ...weekdaysOf(language)]),
      halves: new Map([...halvesOf('en'), ...halvesOf(language)]),
      joints: [...jointsOf('en'), ...jointsOf('de'), ...jointsOf(language)],
    }
    known.set(language, words)
  }
  return words
}

let plain: DateWords | undefined

/** The words of those who have not said how they write dates. */
export function plainWords(): DateWords {
  return (plain ??= { ...wordsOfLanguage('en'), order: undefined })
}

function monthsOf(language: string): [string, number][] {
  const forms: Intl.DateTimeFormatOptions[] = [
    { month: 'long' },
    { month: 'short' },
    { year: 'numeric', month: 'long', day: 'numeric' },
    { year: 'numeric', month: 'short', day: 'numeric' },
    { dateStyle: 'medium' },
  ]
  return forms.flatMap((form) => {
    const format = formatOf(language, form)
    return Array.from({ length: 12 }, (_, month): [string, number] => [
      nameOfMonth(format, month),
      month + 1,
    ]).filter(([name]) => /\p{L}/u.test(name))
  })
}

/** With what is written together with it, as in Hebrew the word for "in". */
function nameOfMonth(format: Intl.DateTimeFormat, month: number): string {
  const parts = format.formatToParts(Date.UTC(2026, month, 15, 12))
  const at = parts.findIndex(({ type }) => type === 'month')
  const before = /\p{L}*$/u.exec(parts[at - 1]?.value ?? '')?.[0] ?? ''
  return foldedWord(`${before}${parts[at]?.value ?? ''}`)
}

function weekdaysOf(language: string): [string, number][] {
  return (['long', 'short'] as const).flatMap((weekday) => {
    const format = formatOf(language, { weekday })
    return Array.from({ length: 7 }, (_, day): [string, number] => {
      // The first of February 2026 is a Sunday.
      const [part] = format.formatToParts(Date.UTC(2026, 1, 1 + day, 12))
      return [foldedWord(part?.value ?? ''), day]
    })
  })
}

/** As `um` in German, `a las` in Spanish: what stands there in the language's long form. */
function jointsOf(language: string): string[] {
  const format = formatOf(language, { dateStyle: 'long', timeStyle: 'short' })
  const parts = format.formatToParts(Date.UTC(2026, 10, 22, 15))
  const hour = parts.findIndex(({ type }) => type === 'hour')
  const joint = parts[hour - 1]?.value.trim().toLowerCase() ?? ''
  // What belongs to the year may stand before it.
  return /^[\p{L}\p{M}. ]+$/u.test(joint) ? [joint, joint.replace(/^.*\. /, '')] : []
}

function halvesOf(language: string): [string, 'am' | 'pm'][] {
  const format = formatOf(language, { hour: 'numeric', hour12: true })
  const half = (hour: number) =>
    format
      .formatToParts(Date.UTC(2026, 0, 1, hour))
      .filter(({ type }) => type === 'dayPeriod')
      .map(({ value }) => foldedWord(value).replace(/ /g, ''))
  return [
    ...half(9).map((word): [string, 'am'] => [word, 'am']),
    ...half(15).map((word): [string, 'pm'] => [word, 'pm']),
  ]
}

/** To be made once for all that is asked of it: making one takes much longer than asking. */
function formatOf(language: string, form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...form, calendar: 'gregory', timeZone: 'UTC' })
}
