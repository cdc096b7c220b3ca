import { z } from 'zod'
import { refusal } from '../reasons/zod.ts'
import {
  boundSettings,
  hasKeptDecimals,
  largestNumber,
  numberSchema,
  numberWithin,
  tooManyDigits,
} from './number-rules.ts'
import { countSetting } from './setting.ts'

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}

/**
 * The number nearest to so many hundredths is the very one that is written with them, as long as they
 * have no more than the 15 digits that a number keeps. Writing it to see takes far longer.
 */
function isRoundedTo(decimals: number, value: number): boolean {
  const scale = 10 ** decimals
  return Math.abs(value) * scale < 1e15 && Math.round(value * scale) / scale === value
}

function hasAtMost(decimals: number, value: number): boolean {
  return isRoundedTo(decimals, value) || decimalsOf(value) <= decimals
}

const bound = z.number().optional()

/** The settings of numbers with decimal places. */
export const decimalSettings = {
  decimals: countSetting({
    label: 'Decimal places',
    summary: { one: '{{count}} decimal place', other: '{{count}} decimal places' },
    usual: 2,
    least: 0,
    most: 10,
  }),
  ...boundSettings(bound),
}

interface DecimalRules {
  decimals: number
  min: number | undefined
  max: number | undefined
}

export function decimalSchema(settings: DecimalRules) {
  const { decimals } = settings
  return numberSchema(settings)
    .overwrite((value) => (value === 0 ? 0 : value))
    .refine((value) => hasAtMost(decimals, value), refusal('too_many_decimals', { most: decimals }))
    .refine(
      (value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER,
      refusal('number_too_large', largestNumber),
    )
    .refine(hasKeptDecimals, tooManyDigits)
}

export function decimalTryFast(settings: DecimalRules) {
  const { decimals } = settings
  return (value: unknown): number | undefined => {
    const number = numberWithin(value, settings)
    return number !== undefined &&
      Math.abs(number) <= Number.MAX_SAFE_INTEGER &&
      (isRoundedTo(decimals, number) || (decimalsOf(number) <= decimals && hasKeptDecimals(number)))
      ? number
      : undefined
  }
}
