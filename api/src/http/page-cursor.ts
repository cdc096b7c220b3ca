import { z } from '@hono/zod-openapi'

/** Where a page of a list begins, as the page before it says; `mostLength` in characters. */
export function pageCursor(mostLength: number) {
  return z
    .string()
    .max(mostLength)
    .optional()
    .openapi({ description: '`nextCursor` of the page before' })
}
