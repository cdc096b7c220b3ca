/** Reasons about a day or an instant. */
export const dateReasons = {
  /** `example`: a day as it is written where the text was. */
  not_day: ({ example }: { example: string }) => `must be a date like ${example}`,
  /** `example`: an instant as it is written where the text was. */
  not_instant: ({ example }: { example: string }) => `must be a date and time like ${example}`,
  /** What programs send names its offset; people and files mean the zone they are in. */
  instant_without_offset: () =>
    'must be a date and time with its offset, like 2026-11-22T14:30:00Z',
  /** `day`: YYYY-MM-DD */
  no_such_day: ({ day }: { day: string }) => `must be a day of the calendar: there is no ${day}`,
  /** `one` and `other`: YYYY-MM-DD */
  day_read_two_ways: ({ one, other }: { one: string; other: string }) =>
    `must be written so that it can be read one way only: this is either ${one} or ${other}`,
  /** `year`: as it was written; `day`: YYYY-MM-DD, the day that it would be. */
  other_calendar: ({ year, day }: { year: number; day: string }) =>
    `must be a date of the Gregorian calendar: ${year} looks like a year of another one; write the year as 2026, or ${day} if that is meant`,
  /** `day`: YYYY-MM-DD */
  other_weekday: ({ day }: { day: string }) =>
    `must agree with the day of the week beside it: ${day} is another one`,
  /** `name`: what stands behind the time, as CEST. */
  zone_by_name: ({ name }: { name: string }) =>
    `must have its offset, like +02:00, in place of “${name}”`,
  /** `day`: YYYY-MM-DD, the first or the last that is allowed today. */
  before_earliest: ({ day }: { day: string }) => `must be ${day} or later`,
  after_latest: ({ day }: { day: string }) => `must be ${day} or earlier`,
  short_year: () => 'must have a year of four digits',
  time_beside_day: () => 'must be a day alone, without a time of day',
  no_such_time: ({ time }: { time: string }) => `must have a time of day: there is no ${time}`,
  /** `zone`: IANA name */
  time_skipped: ({ time, zone }: { time: string; zone: string }) =>
    `must be a time that there is: that day the clocks in ${zone} go forward over ${time}`,
}
