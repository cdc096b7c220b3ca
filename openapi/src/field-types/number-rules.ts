import { z } from 'zod'
import { mostDigits } from '../locale/read-number.ts'
import { reason } from '../reasons/reason.ts'
import { refusal, refuse } from '../reasons/zod.ts'
import { numberSetting } from './setting.ts'
import { refusingUnread } from './unread.ts'

/** What a number may be at least and at most; absent where it has no such bound. */
interface Bounds {
  min?: number | undefined
  max?: number | undefined
}

/** A number within the field's bounds, both ends included. */
export function numberSchema({ min, max }: Bounds) {
  let schema = z.number({ error: reason('not_number').text })
  if (min !== undefined) schema = schema.min(min, reason('below_minimum', { least: min }).text)
  if (max !== undefined) schema = schema.max(max, reason('above_maximum', { most: max }).text)
  return refusingUnread(schema)
}

/** True for a number that has no more digits, where it has decimals, than come back as they were. */
export function hasKeptDecimals(value: number): boolean {
  if (Number.isInteger(value)) return true
  const [digits = ''] = String(Math.abs(value)).split('e')
  return digits.replace('.', '').replace(/^0+/, '').length <= mostDigits
}

/** The largest whole number of which each smaller one is another number as well. */
export const largestNumber = { most: Number.MAX_SAFE_INTEGER }

export const tooManyDigits = refusal('too_many_digits', { most: mostDigits })

/** A number within the bounds, without a sign before 0; undefined for any other value. */
export function numberWithin(
  value: unknown,
  { min = -Number.MAX_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: Bounds,
): number | undefined {
  return typeof value === 'number' && value >= min && value <= max ? value || 0 : undefined
}

/** Refuses settings that no value could meet. */
export function boundsInOrder({ min, max }: Bounds, context: z.RefinementCtx): void {
  if (min !== undefined && max !== undefined && min > max)
    refuse(context, reason('minimum_above_maximum'), ['max'])
}

/** The settings of a type whose numbers may be bounded. @param rule of either bound */
export function boundSettings(rule: z.ZodType<number | undefined>) {
  return {
    min: numberSetting<number | undefined>({
      label: 'Minimum',
      summary: { other: '≥ {{count}}' },
      whole: false,
      initial: undefined,
      rule,
      widest: undefined,
      narrows: (before = -Infinity, after = -Infinity) => after > before,
    }),
    max: numberSetting<number | undefined>({
      label: 'Maximum',
      summary: { other: '≤ {{count}}' },
      whole: false,
      initial: undefined,
      rule,
      widest: undefined,
      narrows: (before = Infinity, after = Infinity) => after < before,
    }),
  }
}

/** The example of a row, or what of the bounds comes nearest. */
export function exampleNumber(row: number, { min = -Infinity, max = Infinity }: Bounds): number {
  return Math.min(Math.max(row + 1, min), max)
}
