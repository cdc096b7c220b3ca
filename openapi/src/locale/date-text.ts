import { isOfOtherCalendar } from './calendar-years.ts'
import { instantsOfWallClock, offsetAt } from './wall-clock.ts'

/**
 * A day as a language writes it, its year in four digits; `readDay` with that language gives it back.
 * One whose year would be taken for that of another calendar is written as ISO 8601 has it.
 *
 * @param day `YYYY-MM-DD`; what is none is given back as it is
 * @param language BCP 47
 */
export function dayText(day: string, language: string): string {
  const instant = Date.parse(`${day.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(instant) || isOfOtherCalendar(Number(day.slice(0, 4)), language)
    ? day
    : writtenWith(formatterOf(language, 'UTC', {}), instant, day.slice(0, 4), '')
}

/**
 * An instant as a language writes it in a zone. Where clocks show the time twice, its offset stands
 * behind it. What is written in full is given back by `readInstant`.
 *
 * @param instant ISO 8601 with its offset; what is none is given back as it is
 * @param timeZone IANA name
 * @param to the minute, or as far as there is more to it than that
 */
export function instantText(
  instant: string,
  language: string,
  timeZone: string,
  to: 'minute' | 'full',
): string {
  const time = Date.parse(instant)
  if (Number.isNaN(time)) return instant
  const shown = new Date(time + offsetAt(time, timeZone)).toISOString()
  const [, year = '', seconds = '', thousandths = ''] =
    /^[+-]?(\d+)-.*:(\d\d)\.(\d{3})Z$/.exec(shown) ?? []
  const isFine = to === 'full' && (seconds !== '00' || thousandths !== '000')
  const isTwice = instantsOfWallClock(Date.parse(shown), timeZone).length > 1
  const offset = isTwice ? ` ${offsetText(offsetAt(time, timeZone))}` : ''
  if (isOfOtherCalendar(Number(year.slice(-4)), language))
    return `${shown.slice(0, isFine ? 23 : 16).replace('T', ' ')}${offset}`
  const format = formatterOf(language, timeZone, { timeStyle: isFine ? 'medium' : 'short' })
  const beyondSeconds = isFine && thousandths !== '000' ? thousandths : ''
  return `${writtenWith(format, time, year.slice(-4), beyondSeconds)}${offset}`
}

/** `+02:00`; the seconds that offsets had long ago are not asked for. */
function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60_000)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

/** What the formatter writes, but the whole year, and the thousandths behind the seconds. */
function writtenWith(
  { format, digits }: Formatter,
  instant: number,
  year: string,
  thousandths: string,
): string {
  return format
    .formatToParts(instant)
    .map(({ type, value }) => {
      if (type === 'year') return inDigits(year, digits)
      return type === 'second' && thousandths !== ''
        ? `${value}.${inDigits(thousandths, digits)}`
        : value
    })
    .join('')
}

function inDigits(text: string, digits: readonly string[]): string {
  return text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit)
}

interface Formatter {
  format: Intl.DateTimeFormat
  /** 0 to 9 as the language writes them. */
  digits: readonly string[]
}

const known = new Map<string, Formatter>()

function formatterOf(
  language: string,
  timeZone: string,
  style: Pick<Intl.DateTimeFormatOptions, 'timeStyle'>,
): Formatter {
  const key = `${language} ${timeZone} ${style.timeStyle}`
  let formatter = known.get(key)
  if (!formatter) {
    const numbers = new Intl.NumberFormat(language)
    formatter = {
      format: new Intl.DateTimeFormat(language, {
        dateStyle: 'medium',
        ...style,
        timeZone,
        calendar: 'gregory',
      }),
      digits: Array.from({ length: 10 }, (_, digit) => numbers.format(digit)),
    }
    known.set(key, formatter)
  }
  return formatter
}
