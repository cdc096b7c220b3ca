import { z } from '@hono/zod-openapi'
import { largestPage } from '@cardfile/openapi'

/** What requests about an import have in common. */
export const importId = z.string().max(64).openapi({ description: 'The import’s id' })

export const byId = z.object({ id: importId })

export const pageQuery = z.object({
  cursor: z.string().max(64).optional(),
  pageSize: z.coerce
    .number()
    .pipe(z.number().int().min(1).max(largestPage))
    .optional()
    .openapi({ type: 'integer', minimum: 1, maximum: largestPage }),
})
