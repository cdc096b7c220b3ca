/** As many decimals as a field may have. */
const mostDecimals = 10

/**
 * A number as a language writes it; `readNumber` with that language's marks gives it back.
 *
 * @param language BCP 47
 * @param grouped whether there are marks between thousands: to look at, not to edit
 */
export function numberText(value: number, language: string, grouped: boolean): string {
  const key = `${language} ${grouped}`
  let format = known.get(key)
  if (!format) {
    format = new Intl.NumberFormat(language, {
      maximumFractionDigits: mostDecimals,
      useGrouping: grouped && 'auto',
    })
    known.set(key, format)
  }
  return format.format(value)
}

const known = new Map<string, Intl.NumberFormat>()
