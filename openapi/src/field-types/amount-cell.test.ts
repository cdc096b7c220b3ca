import { describe, expect, test } from 'vitest'
import type { CurrencyRules } from '../currencies/amount.ts'
import { typedAmountText } from '../locale/amount-text.ts'
import { parseAmountCell } from './amount-cell.ts'
import type { Cell } from './cell.ts'
import type { CellLocale } from './type.ts'
import { Unread } from './unread.ts'

const none: CurrencyRules = { defaultCurrency: undefined, currencies: undefined }
const euro: CurrencyRules = { ...none, defaultCurrency: 'EUR' }
const canada: CurrencyRules = { ...none, defaultCurrency: 'CAD' }
const both: CurrencyRules = { defaultCurrency: 'USD', currencies: ['USD', 'CAD'] }
const states: CurrencyRules = { ...none, currencies: ['USD', 'EUR'] }

const english: Partial<CellLocale> = { language: 'en-US' }
const german: Partial<CellLocale> = { language: 'de-DE' }
const arabic: Partial<CellLocale> = { language: 'ar-EG' }
const comma: Partial<CellLocale> = { decimalComma: true }

const read = (cell: Cell, rules: CurrencyRules, locale: Partial<CellLocale>) =>
  parseAmountCell(cell, rules, { timeZone: 'UTC', ...locale })

describe('an amount is taken as people write it', () => {
  const cases: [Cell, CurrencyRules, Partial<CellLocale>, string][] = [
    ['12.50 EUR', none, {}, '12.50 EUR'],
    ['12.5 EUR', none, {}, '12.50 EUR'],
    ['EUR 12.50', none, {}, '12.50 EUR'],
    ['EUR12.50', none, {}, '12.50 EUR'],
    ['12.50eur', none, {}, '12.50 EUR'],
    ['€ 12,50', none, german, '12.50 EUR'],
    ['€ 12,50', none, {}, '12.50 EUR'],
    ['12,50 €', none, comma, '12.50 EUR'],
    ['1.234,50 €', none, {}, '1234.50 EUR'],
    ['1.234 €', none, german, '1234.00 EUR'],
    ['€1,234', none, english, '1234.00 EUR'],
    ['1 234,50 €', none, {}, '1234.50 EUR'],
    ['1\u202f234,50\u00a0€', none, {}, '1234.50 EUR'],
    ['-€12.50', none, {}, '-12.50 EUR'],
    ['€-12.50', none, {}, '-12.50 EUR'],
    ['€ −12.50', none, {}, '-12.50 EUR'],
    ['-12.50 EUR', none, {}, '-12.50 EUR'],
    ['-0 EUR', none, {}, '0.00 EUR'],
    ['¥1,200', { ...none, defaultCurrency: 'JPY' }, english, '1200 JPY'],
    ['1200円', none, {}, '1200 JPY'],
    ['1.234 KWD', none, english, '1.234 KWD'],
    ['CHF 1’234.50', none, {}, '1234.50 CHF'],
    ['Fr. 12.50', none, {}, '12.50 CHF'],
    ['kr 99', { ...none, currencies: ['SEK', 'EUR'] }, {}, '99.00 SEK'],
    ['R$ 1.234,56', none, {}, '1234.56 BRL'],
    ['12,50 zł', none, {}, '12.50 PLN'],
    ['١٢٫٥٠ EUR', none, arabic, '12.50 EUR'],
    ['US$12.50', none, {}, '12.50 USD'],
    ['$12.50 USD', none, {}, '12.50 USD'],
    ['12.50', euro, {}, '12.50 EUR'],
    ['12,50', euro, german, '12.50 EUR'],
    ['$12.50', states, {}, '12.50 USD'],
    ['$12.50', canada, {}, '12.50 CAD'],
    [12.5, euro, {}, '12.50 EUR'],
    [0.1 + 0.2, euro, {}, '0.30 EUR'],
    [{ number: 12.5, shown: '€ 12,50' }, none, {}, '12.50 EUR'],
    [{ number: -12.5, shown: '(12,50 €)' }, none, {}, '-12.50 EUR'],
    [
      { number: 1234.5, shown: 'kr. 1.234,50' },
      { ...none, currencies: ['DKK'] },
      {},
      '1234.50 DKK',
    ],
    [{ number: 12.5, shown: '12.50' }, euro, {}, '12.50 EUR'],
    [{ number: 0, shown: ' € -   ' }, none, {}, '0.00 EUR'],
    [{ number: 12.5, shown: '' }, euro, {}, '12.50 EUR'],
  ]
  test.each(cases)('%j is %j %j %s', (cell, rules, locale, right) => {
    expect(read(cell, rules, locale)).toBe(right)
  })

  test.each([null, '', '  ', '\u200e'])('%j is none', (cell) => {
    expect(read(cell, euro, {})).toBeNull()
  })
})

describe('what cannot be read one way is refused in words', () => {
  const cases: [Cell, CurrencyRules, Partial<CellLocale>, string][] = [
    ['12.50', none, {}, 'must name its currency, like 12.50 EUR'],
    [12.5, none, {}, 'must name its currency, like 12.50 EUR'],
    ['EUR', euro, {}, 'must be an amount and its currency, like 12.50 EUR'],
    ['free', euro, {}, 'must be an amount and its currency, like 12.50 EUR'],
    [true, euro, {}, 'must be an amount and its currency, like 12.50 EUR'],
    ['5 kg', euro, {}, 'must name its currency by its code, like EUR: “kg” is none'],
    ['€ 12.50 USD', none, {}, 'must name its currency by its code, like EUR: “€ … USD” is none'],
    [
      { number: 0.5, shown: '50%' },
      euro,
      {},
      'must name its currency by its code, like EUR: “%” is none',
    ],
    ['$12.50', both, {}, 'must name its currency by its code: “$” can be USD, CAD'],
    ['kr 5', euro, {}, 'must name its currency by its code: “kr” can be SEK, NOK, DKK, ISK'],
    ['12.50 USD', { ...euro, currencies: ['EUR'] }, {}, 'must be in EUR, and not in USD'],
    ['$5', { ...euro, currencies: ['EUR'] }, {}, 'must be in EUR, and not in $'],
    [1e-7, { ...none, defaultCurrency: 'CLF' }, {}, 'must have at most 4 decimal places'],
    ['12.505 EUR', euro, english, 'must be written so that it can be read one way only'],
    ['12.5055 EUR', euro, english, 'must have at most 2 decimal places'],
    ['1.5 JPY', euro, {}, 'must have at most 0 decimal places'],
    ['1.234 €', none, {}, 'must be written so that it can be read one way only'],
    ['(12.50) EUR', none, {}, 'must name its currency by its code'],
    ['12.50- EUR', none, {}, 'must be a number alone: without “-”'],
    ['99999999999999999 EUR', none, {}, 'must be within ±9999999999999.99'],
    [1e30, euro, {}, 'must be within ±9999999999999.99'],
    ['12.50 EUR\n13.50 EUR', none, {}, 'must be an amount and its currency'],
  ]
  test.each(cases)('%j of %j %j: %s', (cell, rules, locale, words) => {
    const value = read(cell, rules, locale)
    expect(value).toBeInstanceOf(Unread)
    expect(value instanceof Unread && value.reason.text).toContain(words)
  })
})

test('what a box shows of an amount is read back as the same, in each language', () => {
  for (const language of ['en', 'de', 'fr', 'es', 'pt', 'ja', 'ar-EG', 'hi', 'de-CH', 'sv'])
    for (const amount of ['0.00 EUR', '-1234567.89 USD', '1200 JPY', '1.234 KWD', '5.0000 CLF'])
      expect(read(typedAmountText(amount, language), none, { language }), language).toBe(amount)
})
