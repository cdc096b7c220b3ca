import { z } from 'zod'
import { currencyCodes, isCurrency } from '../currencies/iso-4217.ts'
import { worded } from '../reasons/zod.ts'
import { type Setting, type SettingsOf, textSetting } from './setting.ts'

const code = z.string().refine(isCurrency, worded('not_currency'))

const currencies: Setting<string[] | undefined, string[], string[]> = {
  label: 'Currencies',
  hint: 'Those that amounts may be in; all where none is chosen.',
  summary: { one: '{{count}} currency', other: '{{count}} currencies' },
  editor: 'currencies',
  initial: undefined,
  sent: z.array(z.string().max(3)).max(currencyCodes.length).nullish(),
  kept: z.array(z.string()).optional(),
  // A list of none takes all of them, and is kept as the list that is not there.
  rule: z
    .array(code)
    .optional()
    .transform((codes) => (codes?.length ? [...new Set(codes)] : undefined)),
  widest: undefined,
  narrows: (before, after) =>
    after !== undefined && (before ?? currencyCodes).some((one) => !after.includes(one)),
}

export const currencySettings = {
  defaultCurrency: textSetting({
    label: 'Default currency',
    editor: 'currency',
    hint: 'Of amounts without one; where there is none, each amount has to name its currency.',
    summary: { other: '{{value}}' },
    rule: code,
  }),
  currencies,
}

export type CurrencySettings = SettingsOf<typeof currencySettings>
