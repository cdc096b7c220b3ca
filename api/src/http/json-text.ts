import { z } from '@hono/zod-openapi'

/** A query parameter that holds JSON: parsed here, then judged like a body. */
export function jsonText<T extends z.ZodType>(schema: T) {
  return z
    .string()
    .max(16_384)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
}
