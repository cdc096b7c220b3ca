import { worded } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'

/** Else one thing would have many addresses, as `10`, `1e1` and `0xa` are one number. */
const plainDigits = /^(?:0|[1-9]\d*)$/

/**
 * A whole number in an address, from `least` to `most`, in plain decimal digits.
 *
 * @param description for the API's document
 */
export function wholeNumber(least: number, most: number, description: string) {
  const error = worded('not_whole_within', { least, most })
  return z
    .string({ error })
    .transform((text) => (plainDigits.test(text) ? Number(text) : Number.NaN))
    .pipe(z.number({ error }).int(error).min(least, error).max(most, error))
    .openapi({ type: 'integer', minimum: least, maximum: most, description })
}
