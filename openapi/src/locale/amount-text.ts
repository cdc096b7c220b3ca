import { currencyOf, numberOf } from '../currencies/amount.ts'
import { decimalsOfCurrency } from '../currencies/iso-4217.ts'

const known = new Map<string, Intl.NumberFormat>()

/**
 * An amount to look at, as a language writes it: 1.234,50 € in German.
 *
 * @param amount as it is kept, `1234.50 EUR`
 * @param language BCP 47
 */
export function amountText(amount: string, language: string): string {
  const currency = currencyOf(amount)
  return formatOf(language, { style: 'currency', currency }).format(numberOf(amount))
}

/** An amount to edit: its number in the language, without marks between thousands, and the code. */
export function typedAmountText(amount: string, language: string): string {
  const currency = currencyOf(amount)
  const number = formatOf(language, { useGrouping: false, currency }).format(numberOf(amount))
  return `${number} ${currency}`
}

function formatOf(
  language: string,
  look: Intl.NumberFormatOptions & { currency: string },
): Intl.NumberFormat {
  const key = `${language} ${look.style} ${look.currency}`
  let format = known.get(key)
  if (!format) {
    // Programs differ in how many decimals they think a currency has.
    const decimals = decimalsOfCurrency(look.currency)
    format = new Intl.NumberFormat(language, {
      ...look,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    })
    known.set(key, format)
  }
  return format
}
