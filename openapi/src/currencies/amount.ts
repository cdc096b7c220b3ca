import { type Reason, reason } from '../reasons/reason.ts'
import { currencyCodes, decimalsOfCurrency, isCurrency } from './iso-4217.ts'

/** Digits of an amount, decimals among them: so many are kept exactly by whatever reads it as a number. */
const mostDigits = 15

/** What a field's amounts may be in. */
export interface CurrencyRules {
  /** By which an amount without a currency is meant; undefined where each has to name its own. */
  defaultCurrency: string | undefined
  /** The only ones that are taken; undefined where all are. */
  currencies: readonly string[] | undefined
}

const written = /^(?<sign>-?)(?<whole>0|[1-9]\d*)(?:\.(?<decimals>\d+))?(?: (?<code>[A-Z]{3}))?$/

/**
 * Judges an amount as programs write it: `12.50 EUR`, fewer decimals or none, and no code where the field
 * has a default one.
 *
 * @returns the amount as it is kept, with all decimals of its currency, or why it is none
 */
export function judgeAmount(text: string, rules: CurrencyRules): string | Reason {
  const found = written.exec(text)?.groups
  if (!found) return reason('not_amount')
  const { sign = '', whole = '0', decimals = '', code = rules.defaultCurrency } = found
  if (code === undefined) return reason('currency_missing')
  if (!isCurrency(code)) return reason('unknown_currency', { other: code })
  if (rules.currencies && !rules.currencies.includes(code))
    return reason('other_currency', { currency: code, currencies: rules.currencies })
  const most = decimalsOfCurrency(code)
  const places = decimals.slice(0, most).padEnd(most, '0')
  if (/[1-9]/.test(decimals.slice(most))) return reason('too_many_decimals', { most })
  if (whole.length > mostDigits - most)
    return reason('number_too_large', { most: largestAmount(most) })
  const isZero = /^[0.]*$/.test(whole + places)
  return `${isZero ? '' : sign}${whole}${most > 0 ? `.${places}` : ''} ${code}`
}

function largestAmount(decimals: number): number {
  return Number(`${'9'.repeat(mostDigits - decimals)}.${'9'.repeat(decimals)}`)
}

/** What `judgeAmount` takes, as a regular expression that every program reads alike. */
export function amountPattern({
  defaultCurrency,
  currencies = currencyCodes,
}: CurrencyRules): string {
  const byDecimals = Map.groupBy(currencies, decimalsOfCurrency)
  const withCode = [...byDecimals].map(([decimals, codes]) => {
    return `${digitsPattern(decimals)} (?:${codes.join('|')})`
  })
  const alone = defaultCurrency ? [digitsPattern(decimalsOfCurrency(defaultCurrency))] : []
  return `^-?(?:${[...withCode, ...alone].join('|')})$`
}

function digitsPattern(decimals: number): string {
  const places = decimals > 0 ? `\\d{1,${decimals}}0*` : '0+'
  return `(?:0|[1-9]\\d{0,${mostDigits - decimals - 1}})(?:\\.${places})?`
}

/** The currency of an amount as it is kept. */
export function currencyOf(amount: string): string {
  return amount.slice(-3)
}

/** The number in an amount as it is kept. */
export function numberOf(amount: string): number {
  return Number(amount.slice(0, -4))
}

/** Added to amounts in their smallest unit, so that none is below nought. */
export const amountKeyOffset = 10 ** mostDigits

/** Digits of each sum of the two, zeros in front among them. */
export const amountKeyDigits = mostDigits + 1

/**
 * What amounts are compared by, as texts: the currency, then the amount in its smallest unit. In the order of
 * these keys amounts of one currency stand together, from the least to the most.
 *
 * @param amount as it is kept
 */
export function amountKey(amount: string): string {
  const smallest = Number(amount.slice(0, -4).replace('.', ''))
  return `${currencyOf(amount)}${String(amountKeyOffset + smallest).padStart(amountKeyDigits, '0')}`
}

/** The currency of the amount that has the key. */
export function currencyOfKey(key: string): string {
  return key.slice(0, 3)
}

/** Bounds that the keys of all amounts in the same currency lie between. */
export function keysOfCurrency(amount: string): readonly [below: string, above: string] {
  const code = currencyOf(amount)
  return [code, `${code}~`]
}
