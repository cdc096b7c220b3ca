import { amount } from '../amount.ts'
/** Reasons about a number. */
export const numberReasons = {
  not_number: () => 'must be a number',
  not_whole: () => 'must be a whole number',
  /** `least` and `most`: the field's bounds, which are allowed themselves. */
  below_minimum: ({ least }: { least: number }) => `must be at least ${least}`,
  above_maximum: ({ most }: { most: number }) => `must be at most ${most}`,
  minimum_above_maximum: () => 'must not be less than the minimum',
  too_many_decimals: ({ most }: { most: number }) =>
    `must have at most ${amount(most, 'decimal place')}`,
  /** `most`: the largest number, of either sign, that is kept exactly. */
  whole_too_large: ({ most }: { most: number }) => `must be a whole number within ±${most}`,
  number_too_large: ({ most }: { most: number }) => `must be within ±${most}`,
  /** `other`: what stands beside the digits. */
  number_beside_other: ({ other }: { other: string }) =>
    `must be a number alone, without “${other}”`,
  /** `unit`: the field's; `other`: what stands beside the digits. */
  other_unit: ({ unit, other }: { unit: string; other: string }) =>
    `must be in ${unit}: “${other}” is another unit`,
  /** `other`: a sign that may mean a minus, where none is read. */
  number_sign_unclear: ({ other }: { other: string }) =>
    `must be a number alone: without “${other}”, and with a minus before it if it is below nought`,
  /** `whole` and `decimal`: the two numbers that the same text can mean. */
  number_read_two_ways: ({ whole, decimal }: { whole: string; decimal: string }) =>
    `must be written so that it can be read one way only: this is either ${whole}, or ${decimal} with decimal places; leave out the mark between thousands`,
  /** `most`: how many digits are kept exactly. */
  too_many_digits: ({ most }: { most: number }) =>
    `must have at most ${amount(most, 'digit')} where it has decimal places: more are not kept exactly`,
  /** `written`: the number as it was sent; `kept`: the nearest one that can be kept. */
  digits_lost: ({ written, kept }: { written: string; kept: string }) =>
    `must have no more digits than are kept, which are 15, or 9007199254740991 for whole numbers: ${written} would become ${kept}`,
}
