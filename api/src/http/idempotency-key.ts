import { z } from '@hono/zod-openapi'
import { sha256Hex } from '../crypto/sha256-hex.ts'
import type { Context } from '../installation/context.ts'
import type { Idempotency } from '../idempotency/idempotency.ts'

const longestKey = 255

export const idempotencyHeader = z.object({
  'idempotency-key': z.string().min(1).max(longestKey).optional().openapi({
    description:
      'Any text of your own, new for each creation. Sending the request again with the same key creates nothing twice and answers as it did the first time, for a day.',
    example: '6f1c2a0e-5d1b-4a57-9e4b-0f3f8f6d9b11',
  }),
})

/**
 * The key with a digest of who sent what, since a key stands for one request only: what one caller was
 * answered another may not see.
 */
export function idempotencyOf(
  key: string | undefined,
  { actor }: Pick<Context, 'actor'>,
  operation: string,
  body: unknown,
): Idempotency | null {
  if (key === undefined) return null
  return { key, fingerprint: sha256Hex(JSON.stringify([actor, operation, body])) }
}
