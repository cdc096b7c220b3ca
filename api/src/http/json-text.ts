import { refuse, reason } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import { lostDigits } from './lost-digits.ts'

/** A query parameter that holds JSON: parsed here, then judged like a body. */
export function jsonText<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .max(16_384)
    .transform((text, context): unknown => {
      try {
        const value: unknown = JSON.parse(text)
        for (const [path, reasons] of Object.entries(lostDigits(text)))
          for (const reason of reasons) refuse(context, reason, path.split('.').filter(Boolean))
        return value
      } catch {
        refuse(context, reason('not_json'))
        return z.NEVER
      }
    })
    .pipe(schema)
}
