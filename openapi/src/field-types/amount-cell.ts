import { type CurrencyRules, judgeAmount } from '../currencies/amount.ts'
import { decimalsOfCurrency } from '../currencies/iso-4217.ts'
import { currenciesOf } from '../currencies/signs.ts'
import { plainNumeral } from '../locale/number-marks.ts'
import { readNumber } from '../locale/read-number.ts'
import { type Reason, reason, type ReasonCode } from '../reasons/reason.ts'
import type { Cell } from './cell.ts'
import { marksOf } from './number-cell.ts'
import { cellNumber, cellText, trimmedCellText } from './text-cell.ts'
import type { CellLocale } from './type.ts'
import { Unread } from './unread.ts'

/** What spreadsheets keep of a number: digits behind these are noise of what was calculated. */
const keptDigits = 15

/**
 * An amount, or text that can be read as one: with its currency by code or by sign, before or behind it. A
 * number alone is in the field's default currency; so is a sign that several currencies have, where the field
 * takes all of them.
 *
 * @returns the amount as it is kept, null for a blank cell, or why it cannot be read
 */
export function parseAmountCell(cell: Cell, rules: CurrencyRules, locale: CellLocale): unknown {
  const text = trimmedCellText(cell)
  const number = cellNumber(cell)
  if (text === null && number === null) return null
  const read =
    number === null ? readText(text ?? '', rules, locale) : readShown(number, cell, rules)
  return typeof read === 'string' ? read : new Unread(text ?? String(number), read)
}

function readText(typed: string, rules: CurrencyRules, locale: CellLocale): string | Reason {
  const { number, beside } = partsOf(typed)
  if (!/\d/.test(number)) return reason('not_amount')
  const currency = meantBy(beside, rules)
  if (typeof currency === 'object') return currency
  const read = readNumber(number, marksOf(locale), decimalsOfCurrency(currency))
  if (typeof read === 'number') return amountOf(read, currency, rules)
  return notNumbers.has(read.code) ? reason('not_amount') : read
}

/** What is said of numbers alone, where an amount is asked for. */
const notNumbers: ReadonlySet<string> = new Set<ReasonCode>(['not_number', 'number_beside_other'])

function readShown(number: number, cell: Cell, rules: CurrencyRules): string | Reason {
  const shown = typeof cell === 'number' ? '' : (cellText(cell) ?? '')
  const beside = shown.replace(/\d(?:e[+-]?\d+)?|[.,'’\s()+\-−٫٬]/giu, '')
  const currency = meantBy(beside === '' ? [] : [beside], rules)
  if (typeof currency === 'object') return currency
  return amountOf(Number(number.toPrecision(keptDigits)), currency, rules)
}

const sides =
  /^(?<sign>[-+]?) *(?<before>[^\d+-]*[^\d+\-.,'٫٬ ]\.?)? *(?<number>[\d.,'٫٬+-].*?)? *(?<after>[^\d+\-.,'٫٬ ][^\d+-]*)?$/su

/** The number, its sign among it, and what stands on either side of it. */
function partsOf(typed: string): { number: string; beside: string[] } {
  const text = plainNumeral(typed).trim()
  const { sign = '', before = '', number = '', after = '' } = sides.exec(text)?.groups ?? {}
  return { number: `${sign}${number}`, beside: [before, after].filter((one) => one !== '') }
}

/** The code of the one currency that all of these mean, in a field of these rules. */
function meantBy(beside: readonly string[], rules: CurrencyRules): string | Reason {
  const { defaultCurrency, currencies } = rules
  const [written] = beside
  if (written === undefined) return defaultCurrency ?? reason('currency_missing')
  const meant = beside
    .map(currenciesOf)
    .reduce((some, others) => some.filter((code) => others.includes(code)))
  const taken = currencies ? meant.filter((code) => currencies.includes(code)) : meant
  if (currencies && taken.length === 0 && meant.length > 0)
    return reason('other_currency', { currency: written, currencies })
  const [only, ...others] = taken
  if (only === undefined) return reason('unknown_currency', { other: beside.join(' … ') })
  if (others.length === 0) return only
  if (!currencies && defaultCurrency !== undefined && meant.includes(defaultCurrency))
    return defaultCurrency
  return reason('currency_unclear', { sign: written, currencies: [only, ...others] })
}

function amountOf(number: number, currency: string, rules: CurrencyRules): string | Reason {
  // Beyond these a number is written with an exponent, and is too large for any currency.
  const text = Math.abs(number) < 1e21 ? plainDigits(number) : '9'.repeat(keptDigits + 1)
  return judgeAmount(`${text} ${currency}`, rules)
}

/** A number without an exponent, with no digit that it has not. */
function plainDigits(number: number): string {
  const text = String(number)
  return text.includes('e') ? number.toFixed(20).replace(/\.?0+$/, '') : text
}
