import { z } from '@hono/zod-openapi'

/** A whole number in an address, from `least` to `most`. */
export function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`
  return z.coerce
    .number({ error })
    .pipe(z.number().int(error).min(least, error).max(most, error))
    .openapi({ type: 'integer', minimum: least, maximum: most })
}
