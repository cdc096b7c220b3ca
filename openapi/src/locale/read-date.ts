import { z } from 'zod'
import { type Reason, reason, type TellNote } from '../reasons/reason.ts'
import { isOfOtherCalendar } from './calendar-years.ts'
import { type DateOrder, foldedWord, plainWords, wordsOfLanguage } from './date-words.ts'
import { dayText, instantText } from './date-text.ts'
import { plainNumeral } from './number-marks.ts'
import { readTime, splitTime } from './read-time.ts'
import { instantsOfWallClock, utcOf } from './wall-clock.ts'
import { readWritten, type WrittenDate } from './written-forms.ts'

/** How whoever wrote a date means what it leaves open. */
export interface DateMeaning {
  /** The order of three numbers, as it was stated for all of a column's dates. */
  order?: DateOrder | undefined
  /** BCP 47: whose order, names of months and words for noon are meant, where a person types. */
  language?: string | undefined
}

/** How a day and an instant are written where no language is known. */
export const dayExample = '2026-11-22'
export const instantExample = '2026-11-22T14:30:00Z'
/** Characters; what is longer is no date, and would take long to search for one. */
const longestDate = 100
const numbers = /^(\d{1,4}) ?([./-]) ?(\d{1,2}) ?[./-] ?(\d{1,4})\.?$/

/**
 * Reads a day that a person wrote: in the form of ISO 8601, in numbers or with the name of its month.
 *
 * @returns `YYYY-MM-DD`, a day that there is, or why there is none
 */
export function readDay(typed: string, meaning: DateMeaning): string | Reason {
  const { day, time } = read(typed, meaning)
  if (time !== null && !isMidnight(time, meaning)) return reason('time_beside_day')
  return day ?? reason('not_day', { example: exampleOf(meaning) })
}

/**
 * Reads an instant that a person wrote: a day as `readDay` does, and a time of day, midnight where there
 * is none. In the hour that clocks show twice the first is meant, unless an offset says otherwise.
 *
 * @param timeZone IANA name of the zone in which a time without an offset is meant
 * @param tell told where clocks show the time twice
 * @returns ISO 8601 in UTC, or why there is no such instant
 */
export function readInstant(
  typed: string,
  timeZone: string,
  meaning: DateMeaning,
  tell?: TellNote,
): string | Reason {
  const { day, time: said } = read(typed, meaning)
  if (day === null)
    return (
      zoneByName(typed, meaning) ?? reason('not_instant', { example: instantExampleOf(meaning) })
    )
  if (typeof day !== 'string') return day
  const time =
    said === null ? { text: '00:00', ms: 0, offset: null } : readTime(said, wordsOf(meaning))
  if ('code' in time) return time
  const shown = msOfDay(day) + time.ms
  if (time.offset !== null) return isoOf(shown - time.offset)
  const instant = firstInstant(shown, timeZone, tell)
  return instant === null
    ? reason('time_skipped', { time: time.text, zone: timeZone })
    : isoOf(instant)
}

interface ReadDate {
  /** Null for what is no date at all. */
  day: string | Reason | null
  /** As `readTime` takes it, where there is one. */
  time: string | null
}

/** A text's day and time of day; the time is not judged. */
function read(typed: string, meaning: DateMeaning): ReadDate {
  if (typed.length > longestDate) return { day: null, time: null }
  const written = readWritten(typed, meaning.language ?? 'en', isOrdered(meaning))
  const day = written && existing(written.year, written.month, written.day)
  // What is no day in the language's own form may be one in another.
  if (written && typeof day === 'string')
    return { day: judged(day, written, meaning), time: written.time }
  const text = plainText(typed)
  const parts = splitTime(text, wordsOf(meaning))
  const loose = dayOf(parts.day, meaning)
  const isPlain = isDay(parts.day)
  return {
    ...parts,
    day: typeof loose === 'string' && !isPlain ? judged(loose, null, meaning) : loose,
  }
}

/** Whether the language's own order of three numbers is the one that is meant. */
function isOrdered({ order, language }: DateMeaning): boolean {
  return order === undefined && language !== undefined
}

/** A day that is none of another calendar, and on the day of the week that was named. */
function judged(
  day: string,
  written: WrittenDate | null,
  { language }: DateMeaning,
): string | Reason {
  const year = Number(day.slice(0, 4))
  if (language !== undefined && isOfOtherCalendar(year, language))
    return reason('other_calendar', { year, day })
  return onWeekday(day, written?.weekday ?? null)
}

function onWeekday(day: string, weekday: number | null): string | Reason {
  const isOn = weekday === null || new Date(msOfDay(day)).getUTCDay() === weekday
  return isOn ? day : reason('other_weekday', { day })
}

/** Programs write a day as its first moment. */
function isMidnight(text: string, meaning: DateMeaning): boolean {
  const time = readTime(text, wordsOf(meaning))
  return !('code' in time) && time.ms === 0 && time.offset === null
}

const zoneName = /[ (]+([A-Za-z]{2,5}|[A-Za-z]+\/[A-Za-z_/]+)\)?$/

/** That a zone stands behind a date by a name that is none of an offset. */
function zoneByName(typed: string, meaning: DateMeaning): Reason | null {
  const text = plainText(typed.slice(0, longestDate))
  const name = zoneName.exec(text)?.[1]
  const before = name === undefined ? null : read(text.replace(zoneName, ''), meaning)
  return name !== undefined && before?.time != null && typeof before.day === 'string'
    ? reason('zone_by_name', { name })
    : null
}

/**
 * @param shown see `instantsOfWallClock`
 * @param tell told where there are two
 * @returns milliseconds since 1970; null where there is none
 */
export function firstInstant(shown: number, timeZone: string, tell?: TellNote): number | null {
  const [first, second] = instantsOfWallClock(shown, timeZone)
  if (first === undefined) return null
  if (second !== undefined) {
    const [taken = '', other = ''] = [first, second].map((one) => new Date(one).toISOString())
    tell?.(reason('time_shown_twice', { zone: timeZone, taken, other }))
  }
  return first
}

/** Years beyond four digits have another width, and would sort wrongly as text. */
function isoOf(instant: number): string | Reason {
  const text = new Date(instant).toISOString()
  return /^\d{4}-/.test(text) && !text.startsWith('0000')
    ? text
    : reason('not_instant', { example: instantExample })
}

function msOfDay(day: string): number {
  const [year, month, dayOfMonth] = day.split('-').map(Number)
  return utcOf(year ?? 0, month ?? 0, dayOfMonth ?? 0)
}

/** @returns null for what is no date at all */
function dayOf(text: string, meaning: DateMeaning): string | Reason | null {
  const parts = numbers.exec(text)
  if (!parts) return dayWithName(text, meaning)
  const [, a = '', separator = '', b = '', c = ''] = parts
  if (a.length === 4) return existing(a, b, c)
  if (c.length !== 4) return a.length <= 2 && c.length <= 2 ? reason('short_year') : null
  const { order, separator: usual, isStated } = orderOf(meaning)
  const inOrder = { DMY: existing(c, b, a), MDY: existing(c, a, b), YMD: null }
  if (isStated && order) return inOrder[order]
  const [dayFirst, monthFirst] = [inOrder.DMY, inOrder.MDY]
  if (typeof dayFirst !== 'string')
    // Where it is no day either way, the one is named whose month there is.
    return typeof monthFirst === 'string' || Number(b) > 12 ? monthFirst : dayFirst
  if (typeof monthFirst !== 'string' || dayFirst === monthFirst) return dayFirst
  const meant = separator === usual && order ? inOrder[order] : null
  return meant ?? reason('day_read_two_ways', { one: dayFirst, other: monthFirst })
}

function orderOf({ order, language }: DateMeaning) {
  const isStated = order !== undefined
  if (isStated || language === undefined) return { order, separator: '', isStated }
  return { ...wordsOfLanguage(language), isStated }
}

const fillers = new Set(['de', 'del', 'of', 'the', 'г'])

/** `3 April 2026`, `April 3rd, 2026`, `3-Apr-2026`, `2026 April 3`. */
function dayWithName(text: string, meaning: DateMeaning): string | Reason | null {
  const { months, weekdays } = wordsOf(meaning)
  const all = text
    .replace(/(\d)(?:st|nd|rd|th|er|º|ª|°)(?=\W|$)/gi, '$1')
    .replace(/(\d)\.|[,/-]|\.(?= |\d|$)/g, '$1 ')
    .split(' ')
    .map(foldedWord)
    .filter((word) => word !== '' && !fillers.has(word))
  const weekday = weekdays.get(all[0] ?? '') ?? weekdays.get(all.at(-1) ?? '')
  const words = weekday === undefined ? all : all.filter((word) => weekdays.get(word) !== weekday)
  const month = words.map((word) => months.get(word)).find((one) => one !== undefined)
  const others = words.filter((word) => !months.has(word))
  if (month === undefined || words.length !== 3 || others.length !== 2) return null
  if (!others.every((word) => /^\d+$/.test(word))) return null
  const year = others.find((word) => word.length === 4)
  const day = others.find((word) => word.length <= 2)
  if (year === undefined) return reason('short_year')
  const there = day === undefined ? null : existing(year, String(month), day)
  return typeof there === 'string' ? onWeekday(there, weekday ?? null) : there
}

/** The day, or that there is none such. */
function existing(year: string, month: string, day: string): string | Reason | null {
  if (month.length > 2 || day.length > 2) return null
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(text) ? text : reason('no_such_day', { day: text })
}

/** True for `YYYY-MM-DD`, years 0001 to 9999, where the calendar has that day. */
export function isDay(text: string): boolean {
  return z.regexes.date.test(text) && !text.startsWith('0000')
}

function wordsOf({ language }: DateMeaning) {
  return language === undefined ? plainWords() : wordsOfLanguage(language)
}

function exampleOf({ language }: DateMeaning): string {
  return language === undefined ? dayExample : dayText(dayExample, language)
}

function instantExampleOf({ language }: DateMeaning): string {
  return language === undefined
    ? instantExample
    : instantText(instantExample, language, 'UTC', 'minute')
}

/** With each mark in one spelling; East Asian words for year, month and day are marks as well. */
function plainText(typed: string): string {
  return plainNumeral(typed)
    .replace(/(\d) ?[年月년월] ?(?=\d)/gu, '$1-')
    .replace(/(\d) ?[日일]/gu, '$1 ')
    .replace(/／/g, '/')
    .replace(/ +/g, ' ')
    .trim()
}
