import { instantsOfWallClock, offsetAt, utcOf } from './wall-clock.ts'

const day = 86_400_000

/**
 * The day that a clock in a zone shows.
 *
 * @param now milliseconds since 1970
 * @param timeZone IANA name
 * @returns `YYYY-MM-DD`
 */
export function dayIn(now: number, timeZone: string): string {
  return textOf(now + offsetAt(now, timeZone))
}

/** @param count how many days later; less than 0 for earlier ones */
export function dayAfter(of: string, count: number): string {
  return textOf(msOf(of) + count * day)
}

/** Monday to Sunday, as ISO 8601 counts weeks. */
export function weekOf(of: string): [first: string, last: string] {
  const sinceMonday = (new Date(msOf(of)).getUTCDay() + 6) % 7
  return [dayAfter(of, -sinceMonday), dayAfter(of, 6 - sinceMonday)]
}

export function monthOf(of: string): [first: string, last: string] {
  const [year, month] = partsOf(of)
  return [textOf(utcOf(year, month, 1)), textOf(utcOf(year, month + 1, 0))]
}

export function yearOf(of: string): [first: string, last: string] {
  const [year] = partsOf(of)
  return [textOf(utcOf(year, 1, 1)), textOf(utcOf(year, 12, 31))]
}

/**
 * The first moment of a day in a zone: midnight, or where clocks leap over it the moment of that leap.
 *
 * @returns milliseconds since 1970
 */
export function startOfDay(of: string, timeZone: string): number {
  const midnight = msOf(of)
  return instantsOfWallClock(midnight, timeZone)[0] ?? midnight - offsetAt(midnight - day, timeZone)
}

function partsOf(text: string): [year: number, month: number, day: number] {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return [year, month, day]
}

const msOf = (text: string): number => utcOf(...partsOf(text))
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
