import type { dateReasons } from '../english/date.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofDates: ExplanationsOf<typeof dateReasons> = {
  not_day: {
    when: 'A text for a date is none',
    right: 'a day as ISO 8601 or the language writes it, or with the name of its month',
    example: [{ example: '2026-11-22' }],
  },
  not_instant: {
    when: 'A text for a date and time is none',
    right: 'a day, and a time of day behind it',
    example: [{ example: '2026-11-22T14:30:00Z' }],
  },
  instant_without_offset: {
    when: 'A program sends a date and time that does not say how far it is from UTC',
    right:
      '`Z` or an offset behind it; then it is one instant, in the hour that clocks show twice too',
    example: [],
  },
  no_such_day: {
    when: 'A date is none of the calendar',
    right: 'a day that there is',
    example: [{ day: '2026-02-31' }],
  },
  day_read_two_ways: {
    when: 'Of a date in numbers nothing says which is the month',
    right: 'the order chosen for the column, the year first, or the name of the month',
    example: [{ one: '2026-04-03', other: '2026-03-04' }],
  },
  other_calendar: {
    when: 'The year of a date is one of another calendar that is usual in its language, as 2569 in Thai',
    right: 'the year of the Gregorian calendar; or the date as YYYY-MM-DD, if that year is meant',
    example: [{ year: 2569, day: '2569-03-04' }],
  },
  other_weekday: {
    when: 'A date and the day of the week beside it do not agree',
    right: 'the date without the day of the week, or the right one of them',
    example: [{ day: '2026-03-04' }],
  },
  zone_by_name: {
    when: 'A time has the name or the letters of a zone behind it, which may mean several',
    right: 'an offset, as +02:00, or `Z` for UTC; or no zone at all',
    example: [{ name: 'CEST' }],
  },
  before_earliest: {
    when: 'A date lies before the earliest of its field, which may be counted from today',
    right: 'that day or a later one',
    example: [{ day: '2026-01-01' }],
  },
  after_latest: {
    when: 'A date lies behind the latest of its field, which may be counted from today',
    right: 'that day or an earlier one',
    example: [{ day: '2026-11-29' }],
  },
  short_year: {
    when: 'A year has two digits',
    right: 'all four of them',
    example: [],
  },
  time_beside_day: {
    when: 'A date without a time of day is sent with one',
    right: 'the day alone',
    example: [],
  },
  no_such_time: {
    when: 'A time of day is beyond the clock',
    right: '0:00 to 23:59:59, or 1 to 12 with AM or PM',
    example: [{ time: '25:00' }],
  },
  time_skipped: {
    when: 'A time stands in the hour that clocks leap over when they go forward',
    right: 'a time before or behind that hour, or one with its offset',
    example: [{ time: '02:30', zone: 'Europe/Berlin' }],
  },
}
