/** How far back and ahead people write dates. */
const [earliest, latest] = [1900, 2100]

const known = new Map<string, readonly (readonly [first: number, last: number])[]>()

/**
 * Whether a year may be one of another calendar that is usual where a language is spoken: 2569 in Thai
 * is 2026, 1404 in Persian 2025 (CLDR, calendarPreferenceData).
 *
 * @param language BCP 47
 */
export function isOfOtherCalendar(year: number, language: string): boolean {
  let ranges = known.get(language)
  if (!ranges) known.set(language, (ranges = rangesOf(language)))
  return ranges.some(([first, last]) => first <= year && year <= last)
}

function rangesOf(language: string): [number, number][] {
  return [...calendarsOf(language)]
    .map((calendar): [number, number] => [yearOf(calendar, earliest), yearOf(calendar, latest)])
    .filter(([first, last]) => first > latest || (first > 999 && last < earliest))
}

function calendarsOf(language: string): Set<string> {
  // Not every browser tells the calendars beside the first.
  const locale: Intl.Locale & { getCalendars?: () => string[] } = new Intl.Locale(language)
  const first = new Intl.DateTimeFormat(language).resolvedOptions().calendar
  return new Set([first, ...(locale.getCalendars?.() ?? [])])
}

/** The calendar's year in the middle of a Gregorian one. */
function yearOf(calendar: string, gregorian: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    calendar,
    year: 'numeric',
    timeZone: 'UTC',
  }).formatToParts(Date.UTC(gregorian, 6, 1))
  return Number(parts.find(({ type }) => type === 'year')?.value)
}
