import { numberText, parseNumberCell, type Unit } from '@cardfile/openapi'
import { formatLocale } from '../locales/format.ts'
import type { Aria, ControlProps } from './control.tsx'
import { localZone } from './local-zone.ts'
import { TypedInput } from './typed-input.tsx'

interface NumberInputProps extends Omit<ControlProps, 'control'> {
  aria: Aria
  decimals: number
  unit?: Unit | null
}

/** A number as the browser's language writes it, without marks between thousands: it is there to edit. */
export function NumberInput({ decimals, unit = null, ...props }: NumberInputProps) {
  const language = formatLocale()
  return (
    <TypedInput
      {...props}
      inputMode="decimal"
      read={(text) => parseNumberCell(text, decimals, { timeZone: localZone(), language }, unit)}
      {...(unit ? { [unit.side === 'before' ? 'prefix' : 'suffix']: unit.text } : {})}
      write={(value) =>
        typeof value === 'number' ? numberText(value, language, false, decimals) : ''
      }
    />
  )
}
