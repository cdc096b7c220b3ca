const day = 86_400_000

/**
 * The instants at which a wall clock in a zone shows a time, the earliest first: one as a rule, none in
 * the hour that a clock going forward leaps over, two in the hour that one going back shows again.
 *
 * @param shown milliseconds since 1970 if the clock were in UTC
 * @param timeZone IANA name
 * @returns milliseconds since 1970
 */
export function instantsOfWallClock(shown: number, timeZone: string): number[] {
  const before = shown - offsetAt(shown - day, timeZone)
  const after = shown - offsetAt(shown + day, timeZone)
  const candidates = before === after ? [before] : [before, after].sort((a, b) => a - b)
  return candidates.filter((instant) => instant + offsetAt(instant, timeZone) === shown)
}

/** Milliseconds the zone's clocks are ahead of UTC at an instant. */
export function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts = formatterOf(timeZone).formatToParts(instant)
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value)
  const isBeforeChrist = parts.some(({ type, value }) => type === 'era' && value.startsWith('B'))
  const year = isBeforeChrist ? 1 - part('year') : part('year')
  const shown = utcOf(year, part('month'), part('day'))
  const time = ((part('hour') * 60 + part('minute')) * 60 + part('second')) * 1_000
  return shown + time - Math.floor(instant / 1_000) * 1_000
}

/** Midnight of a day in UTC; `Date.UTC` takes years before 100 for years of the last century. */
export function utcOf(year: number, month: number, dayOfMonth: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timeZone, formatter)
  }
  return formatter
}
