/**
 * The instant a wall clock in a zone shows. In the hour that a clock going back shows twice, the
 * first is meant; in the hour it leaps over, the time that follows (as `Temporal`'s 'compatible').
 *
 * @param text `YYYY-MM-DD[THH:mm[:ss[.SSS]]]`
 * @param timeZone IANA name
 * @returns ISO 8601 in UTC, or null where the text is no time of the calendar
 */
export function instantOfWallClock(text: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${text.includes('T') ? text : `${text}T00:00`}Z`)
  if (Number.isNaN(asUtc)) return null
  // Date.parse rolls 31 February over into March; a date that moves is not the date that was written.
  if (new Date(asUtc).toISOString().slice(0, 10) !== text.slice(0, 10)) return null
  const dayBefore = offsetAt(asUtc - 86_400_000, timeZone)
  const dayAfter = offsetAt(asUtc + 86_400_000, timeZone)
  const candidates = [asUtc - dayBefore, asUtc - dayAfter].filter(
    (instant) => instant + offsetAt(instant, timeZone) === asUtc,
  )
  const instant = candidates.length > 0 ? Math.min(...candidates) : asUtc - dayBefore
  return new Date(instant).toISOString()
}

/** Milliseconds the zone's clocks are ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return 0
  const parts: Record<string, number> = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts
  const shown = Date.UTC(year, month - 1, day, hour, minute, second)
  return shown - Math.floor(instant / 1000) * 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
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
