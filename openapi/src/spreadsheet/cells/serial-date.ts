/** Milliseconds of a day. */
const DAY = 86_400_000
const ZERO = 0x30
/** 1899-12-30: what makes serials right from 1900-03-01 on in the 1900 system. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)
/** The serial of 1900-02-29, a day that never was; the 1900 system has it for the sake of Lotus 1-2-3. */
const FALSE_LEAP_DAY = 60
const FIRST_SAFE_MS = Date.UTC(1900, 2, 1)
const FIRST_MS = Date.parse('0000-01-01T00:00:00Z')
const LAST_MS = Date.UTC(9999, 11, 31) + DAY

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?Z?$/

/**
 * What serial numbers count from. `1900`: Excel's, with its false leap day; `1904`: that of old Macs;
 * `continuous`: from 1899-12-30 without a false day, which is how LibreOffice writes and reads them.
 */
export type DateSystem = '1900' | '1904' | 'continuous'

/**
 * The wall-clock date and time of a serial number (ECMA-376-1, 18.17.4.1), as `YYYY-MM-DDTHH:mm:ss[.SSS]`,
 * to the millisecond. In the 1900 system serials 1 to 59 are days of January and February 1900 as Excel
 * shows them, 60 is its `1900-02-29`, 0 its `1900-01-00`, and negative ones, which Excel shows not at all,
 * count from 1899-12-30, as ISO 29500 has it. Null beyond the years 0 to 9999.
 */
export function dateOfSerial(serial: number, system: DateSystem): string | null {
  if (!Number.isFinite(serial)) return null
  const ms = Math.round(serial * DAY)
  if (system === '1904') return isoOf(EPOCH_1904 + ms)
  const day = Math.floor(ms / DAY)
  if (system === 'continuous' || day < 0 || day > FALSE_LEAP_DAY) return isoOf(EPOCH_1900 + ms)
  const iso = isoOf(EPOCH_1900 + ms + DAY)
  if (day === 0) return `1900-01-00${iso?.slice(10)}`
  return day === FALSE_LEAP_DAY ? `1900-02-29${iso?.slice(10)}` : iso
}

/** Whether this date is one that only the 1900 system has. */
export function isFalseDay(iso: string): boolean {
  return iso.startsWith('1900-01-00') || iso.startsWith('1900-02-29')
}

/**
 * The serial number in the 1900 system of a date `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss[.SSS]`; null where
 * spreadsheets would show another day (before 1900-03-01, after 9999) or the text is no date.
 */
export function serialOfDate(date: string): number | null {
  const ms = msOfDay(date) ?? msOfIso(date)
  return ms !== null && ms >= FIRST_SAFE_MS && ms < LAST_MS ? (ms - EPOCH_1900) / DAY : null
}

/**
 * A date as SpreadsheetML writes it in cells of type `d`: the zone is dropped, because cells know none.
 * Null where it is no date, or a day that does not exist.
 */
export function normaliseIso(text: string): string | null {
  const ms = msOfIso(text)
  const iso = ms === null ? null : isoOf(ms)
  return iso === null || text.length > 10 ? iso : iso.slice(0, 10)
}

/** A plain day read by hand, which takes a tenth of what `msOfIso` does; null for anything doubtful. */
function msOfDay(text: string): number | null {
  if (text.length !== 10 || text[4] !== '-' || text[7] !== '-') return null
  const year = wholeNumber(text, 0, 4)
  const month = wholeNumber(text, 5, 7)
  const day = wholeNumber(text, 8, 10)
  // All months have 28 days; what years before 100 are to Date.UTC is another matter.
  if (!(year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28)) return null
  return Date.UTC(year, month - 1, day)
}

function wholeNumber(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - ZERO
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

function msOfIso(text: string): number | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = ''] = match
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  if (!exists || Number(hour) > 24 || Number(minute) > 59 || Number(second) > 59) return null
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'))
  return (
    date.getTime() +
    ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 +
    milliseconds
  )
}

/** A share of a day as a clock shows it, `HH:mm:ss[.SSS]`; hours run on beyond 24. */
export function clockOfSerial(serial: number): string {
  return (serial < 0 ? '-' : '') + clockOfMs(Math.round(Math.abs(serial) * DAY))
}

/**
 * The clock of a time that is written as a date on the day a system counts from, which is how a file
 * without a type for times states one; null for any other date.
 */
export function clockOfIso(text: string, system: DateSystem): string | null {
  const ms = msOfIso(text)
  if (ms === null) return null
  const zero = system === '1904' ? EPOCH_1904 : EPOCH_1900
  const isDayZero = system === '1900' ? ms < zero + 2 * DAY : ms < zero + DAY
  return ms >= zero && isDayZero ? clockOfMs(ms % DAY < 0 ? (ms % DAY) + DAY : ms % DAY) : null
}

/** By hand, because `toISOString` costs more than all else that is done for a cell. */
function isoOf(ms: number): string | null {
  if (ms < FIRST_MS || ms >= LAST_MS) return null
  const date = new Date(ms)
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  const day = `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
  const rest = ms - Math.floor(ms / DAY) * DAY
  return rest === 0 ? `${day}T00:00:00` : `${day}T${clockOfMs(rest)}`
}

function clockOfMs(ms: number): string {
  const rest = ms % 1000
  const clock = `${twoDigits(ms / 3_600_000)}:${twoDigits((ms / 60_000) % 60)}:${twoDigits((ms / 1000) % 60)}`
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`
}

function twoDigits(value: number): string {
  const whole = Math.floor(value)
  return whole < 10 ? `0${whole}` : String(whole)
}
