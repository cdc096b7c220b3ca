import { worded } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'

/** A whole number in an address, from `least` to `most`. @param description for the API's document */
export function wholeNumber(least: number, most: number, description: string) {
  const error = worded('not_whole_within', { least, most })
  return z.coerce
    .number({ error })
    .pipe(z.number().int(error).min(least, error).max(most, error))
    .openapi({ type: 'integer', minimum: least, maximum: most, description })
}
