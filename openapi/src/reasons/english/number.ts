/** Reasons about a number. */
export const numberReasons = {
  not_number: () => 'must be a number',
  /** `other`: what stands beside the digits. */
  number_beside_other: ({ other }: { other: string }) =>
    `must be a number alone, without “${other}”`,
  /** `whole` and `decimal`: the two numbers that the same text can mean. */
  number_read_two_ways: ({ whole, decimal }: { whole: string; decimal: string }) =>
    `must be written so that it can be read one way only: this is either ${whole}, or ${decimal} with decimal places; leave out the mark between thousands`,
  /** `most`: how many digits are kept exactly. */
  too_many_digits: ({ most }: { most: number }) =>
    `must have at most ${most} digits where it has decimal places: more are not kept exactly`,
  /** `written`: the number as it was sent; `kept`: the nearest one that can be kept. */
  digits_lost: ({ written, kept }: { written: string; kept: string }) =>
    `must have no more digits than are kept, which are 15, or 9007199254740991 for whole numbers: ${written} would become ${kept}`,
}
