/** As many decimals as a field may have. */
const mostDecimals = 10

/**
 * A number as a language writes it; `readNumber` with that language's marks gives it back.
 *
 * @param language BCP 47
 * @param grouped whether there are marks between thousands: to look at, not to edit
 * @param places decimal places that are always written, so that numbers of a column stand below each other
 */
export function numberText(value: number, language: string, grouped: boolean, places = 0): string {
  const key = `${language} ${grouped} ${places}`
  let format = known.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, {
      minimumFractionDigits: places,
      maximumFractionDigits: mostDecimals,
      useGrouping: grouped && 'auto',
    })
    known.set(key, format)
  }
  return format.format(value)
}

const known = new Map<string, Intl.NumberFormat>()

/** What a number counts or measures, and where that stands beside it. */
interface Measure {
  readonly text: string
  readonly side: 'before' | 'after'
}

/**
 * A number to look at with what it counts, as a language writes it.
 *
 * @param language BCP 47
 * @param places decimal places that are always written
 */
export function measureText(
  value: number,
  unit: Measure | null,
  language: string,
  places = 0,
): string {
  if (unit?.text === '%') return percentText(value, language, places)
  const number = numberText(value, language, true, places)
  if (unit === null) return number
  // A number and its unit stay on one line.
  return unit.side === 'before' ? `${unit.text}\u00a0${number}` : `${number}\u00a0${unit.text}`
}

function percentText(value: number, language: string, places: number): string {
  const key = `${language} % ${places}`
  let format = known.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, {
      style: 'unit',
      unit: 'percent',
      minimumFractionDigits: places,
      maximumFractionDigits: mostDecimals,
    })
    known.set(key, format)
  }
  return format.format(value)
}
