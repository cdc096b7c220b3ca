import { z } from 'zod'
import { amountPattern, judgeAmount } from '../currencies/amount.ts'
import { decimalsOfCurrency } from '../currencies/iso-4217.ts'
import { reason } from '../reasons/reason.ts'
import { refuse, worded } from '../reasons/zod.ts'
import { parseAmountCell } from './amount-cell.ts'
import { type CurrencySettings, currencySettings } from './currency-settings.ts'
import { rangeOperators } from './operators.ts'
import { defineFieldType } from './type.ts'
import { refusingUnread } from './unread.ts'

/** Typed into one box with its currency, since people copy and paste both together. */
export interface AmountControl extends CurrencySettings {
  kind: 'amount'
}

export const currency = defineFieldType({
  id: 'currency',
  label: 'Currency',
  hint: 'An amount of money with its currency',
  settings: currencySettings,
  agree({ defaultCurrency, currencies }, context) {
    if (defaultCurrency !== undefined && currencies && !currencies.includes(defaultCurrency))
      refuse(context, reason('not_option', { options: currencies }), ['defaultCurrency'])
  },
  operators: rangeOperators,
  many: false,
  compare: 'amount',
  searchable: false,
  column: { width: 140, alignEnd: true },
  value: (settings) =>
    refusingUnread(
      z
        .string({ error: worded('not_amount') })
        .superRefine((text, context) => {
          const judged = judgeAmount(text, settings)
          if (typeof judged === 'object') refuse(context, judged)
        })
        .overwrite((text) => {
          const judged = judgeAmount(text, settings)
          return typeof judged === 'string' ? judged : text
        }),
    ).meta({
      pattern: amountPattern(settings),
      description: 'An amount and the code of its currency by ISO 4217, as `12.50 EUR`.',
    }),
  tryFast: (settings) => (value) => {
    const judged = typeof value === 'string' ? judgeAmount(value, settings) : undefined
    return typeof judged === 'string' ? judged : undefined
  },
  parseCell: (cell, settings, locale) => parseAmountCell(cell, settings, locale),
  formatCell: (value: string) => value,
  example(row, { defaultCurrency, currencies = ['USD'] }) {
    const code = defaultCurrency ?? currencies[0] ?? 'USD'
    const decimals = decimalsOfCurrency(code)
    return `${(row + 1) * 1_250}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''} ${code}`
  },
  control: (settings): AmountControl => ({ kind: 'amount', ...settings }),
})
