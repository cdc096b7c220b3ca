import { z } from '@hono/zod-openapi'
import { largestPage } from '@cardfile/openapi'
import { pageCursor } from '../../http/page-cursor.ts'
import { wholeNumber } from '../../http/whole-number.ts'

/** What requests about an import have in common. */
export const importId = z.string().max(64).openapi({ description: 'The import’s id' })

export const byId = z.object({ id: importId })

export const pageQuery = z.object({
  cursor: pageCursor(64),
  pageSize: wholeNumber(1, largestPage, 'How many entries a page has').optional(),
})
