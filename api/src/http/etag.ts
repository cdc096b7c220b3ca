import { detail } from '@cardfile/openapi'
import { z } from '@hono/zod-openapi'
import { ProblemError } from '../errors/problem-error.ts'

export function etagOf({ version }: { version: number }): string {
  return `"${version}"`
}

/** The header a change is guarded by, documented on each operation that needs it. */
export const ifMatchHeader = z.object({
  // The refusal of a request without it is the handler's own, 428; the document says that it is needed.
  'if-match': z
    .string()
    .optional()
    .openapi({
      param: { required: true },
      description: 'The ETag of the state the change builds on, or `*` for whichever there is',
      example: '"1"',
    }),
})

/**
 * The version a change is meant for, null for `*` (RFC 9110 §13.1.1).
 *
 * @throws ProblemError `precondition_required` without the header
 */
export function expectedVersion(header: string | undefined): number | null {
  if (header === undefined)
    throw new ProblemError('precondition_required', {
      detail: detail('if_match_needed'),
    })
  const tag = header.trim()
  if (tag === '*') return null
  // Proxies that compress make a tag weak, and a version stands for one state however it is sent. A foreign
  // tag matches nothing: 0 is no version, so the answer is "stale", as it should be.
  return Number(/^(?:W\/)?"(\d{1,15})"$/.exec(tag)?.[1] ?? 0)
}
