/**
 * How numbers, dates and lists are written on the screens, and how typed ones are read: the browser's
 * own way as long as it chooses the language, else that of the language chosen.
 */
let chosen: string | null = null
let ofBrowser: string | undefined

/** BCP 47 */
export function formatLocale(): string {
  ofBrowser ??= new Intl.NumberFormat().resolvedOptions().locale
  return withDigits(chosen ?? ofBrowser)
}

/** @param locale BCP 47; null for the browser's own */
export function chooseFormatLocale(locale: string | null): void {
  chosen = locale
}

/**
 * Arabic is written with the digits that its identifiers, phone numbers and versions have beside it,
 * unless the browser asks for others by its region.
 */
function withDigits(locale: string): string {
  return locale === 'ar' ? 'ar-u-nu-latn' : locale
}

/** Making one takes longer than all else that a sentence with a number in it does. */
const numberFormats = new Map<string, Intl.NumberFormat>()

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  const locale = formatLocale()
  const key = `${locale} ${JSON.stringify(options)}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    numberFormats.set(key, format)
  }
  return format.format(value)
}

/** A time of day, to the minute. */
export function formatTime(value: Date): string {
  return value.toLocaleTimeString(formatLocale(), { timeStyle: 'short' })
}

/** What parts the members of a list that none is the last of; a comma where nothing else is usual. */
const commas: Readonly<Record<string, string>> = { ja: '、', ar: '، ' }

/** Members one after another, as the language parts them. */
export function formatList(values: readonly string[]): string {
  const [language = ''] = formatLocale().split('-')
  return values.join(commas[language] ?? ', ')
}
