import { z } from 'zod'
import { rangeOperators } from './operators.ts'
import { parseNumberCell } from './number-cell.ts'
import { boundsInOrder, numberSchema, numberWithin } from './number-rules.ts'
import { defineFieldType } from './type.ts'

const defaultDecimals = 2
const mostDecimals = 10

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}

function hasAtMost(decimals: number, value: number): boolean {
  const scale = 10 ** decimals
  // The number nearest to so many hundredths is the very one that is written with them, as long as
  // they have no more than the 15 digits that a number keeps; writing it to see takes far longer.
  return (
    (Math.abs(value) * scale < 1e15 && Math.round(value * scale) / scale === value) ||
    decimalsOf(value) <= decimals
  )
}

const bound = z.number({ error: 'must be a number' }).optional()

export const decimal = defineFieldType<number>({
  id: 'decimal',
  label: 'Decimal',
  hint: 'A number with decimal places',
  settingNames: ['decimals', 'min', 'max'],
  settings: z
    .object({
      min: bound,
      max: bound,
      decimals: z
        .number({ error: 'must be a number' })
        .int('must be a whole number')
        .min(0, 'must be at least 0')
        .max(mostDecimals, `must be at most ${mostDecimals}`)
        .default(defaultDecimals),
    })
    .superRefine(boundsInOrder),
  operators: rangeOperators,
  many: false,
  compare: 'number',
  searchable: false,
  value: (settings) => {
    const { decimals = defaultDecimals } = settings
    return numberSchema(settings)
      .overwrite((value) => (value === 0 ? 0 : value))
      .refine((value) => hasAtMost(decimals, value), {
        error: `must have at most ${decimals} decimal places`,
      })
      .refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER, {
        error: 'must be within ±9007199254740991',
      })
  },
  tryFast: (settings) => (value) => {
    const { decimals = defaultDecimals } = settings
    const number = numberWithin(value, settings)
    return number !== undefined &&
      Math.abs(number) <= Number.MAX_SAFE_INTEGER &&
      hasAtMost(decimals, number)
      ? number
      : undefined
  },
  parseCell: (cell, _settings, locale) => parseNumberCell(cell, locale),
  formatCell: (value) => value,
  control: ({ min, max, decimals = defaultDecimals }) => ({ kind: 'number', min, max, decimals }),
})
