import { numberText, parseNumberCell } from '@cardfile/openapi'
import { formatLocale } from '../locales/format.ts'
import type { Aria, ControlProps } from './control.tsx'
import { localZone } from './local-zone.ts'
import { TypedInput } from './typed-input.tsx'

interface NumberInputProps extends Omit<ControlProps, 'control'> {
  aria: Aria
  decimals: number
}

/** A number as the browser's language writes it, without marks between thousands: it is there to edit. */
export function NumberInput({ decimals, ...props }: NumberInputProps) {
  const language = formatLocale()
  return (
    <TypedInput
      {...props}
      inputMode="decimal"
      read={(text) => parseNumberCell(text, decimals, { timeZone: localZone(), language })}
      write={(value) => (typeof value === 'number' ? numberText(value, language, false) : '')}
    />
  )
}
