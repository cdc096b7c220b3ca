import type { moneyReasons } from '../english/money.ts'
import type { ExplanationsOf } from './explanation.ts'

export const ofMoney: ExplanationsOf<typeof moneyReasons> = {
  not_amount: {
    when: 'What is to be an amount of money is none, or a number in JSON',
    right: 'digits, a point before the decimals, a blank and the code of the currency, as text',
    example: [],
  },
  currency_missing: {
    when: 'An amount stands without a currency in a field that has no default one',
    right: 'the code of the currency behind the amount',
    example: [],
  },
  unknown_currency: {
    when: 'Beside an amount stands neither the code nor the sign of a currency',
    right: 'a code of ISO 4217',
    example: [{ other: 'kg' }],
  },
  currency_unclear: {
    when: 'The sign beside an amount is that of several currencies which the field takes',
    right: 'the code of the one that is meant',
    example: [{ sign: '$', currencies: ['USD', 'CAD'] }],
  },
  other_currency: {
    when: 'An amount is in another currency than those that its field takes',
    right: 'an amount in one of them',
    example: [{ currency: 'USD', currencies: ['EUR', 'CHF'] }],
  },
  currencies_differ: {
    when: 'A filter asks for what lies between amounts in two currencies',
    right: 'both ends in one currency',
    example: [],
  },
}
