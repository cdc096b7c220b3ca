import { type CurrencyRules, parseAmountCell, typedAmountText } from '@cardfile/openapi'
import { formatLocale } from '../locales/format.ts'
import type { Aria, ControlProps } from './control.tsx'
import { localZone } from './local-zone.ts'
import { TypedInput } from './typed-input.tsx'

interface AmountInputProps extends Omit<ControlProps, 'control'> {
  aria: Aria
  rules: CurrencyRules
}

/** An amount with its currency in one box, taken as people write it, and left as `12,50 EUR`. */
export function AmountInput({ rules, ...props }: AmountInputProps) {
  const language = formatLocale()
  const shown = rules.defaultCurrency ?? rules.currencies?.[0] ?? 'EUR'
  return (
    <TypedInput
      {...props}
      inputMode="text"
      placeholder={typedAmountText(`0.00 ${shown}`, language)}
      read={(text) => parseAmountCell(text, rules, { timeZone: localZone(), language })}
      write={(value) => (typeof value === 'string' ? typedAmountText(value, language) : '')}
    />
  )
}
