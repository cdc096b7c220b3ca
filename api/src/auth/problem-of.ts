import { type ProblemCode, plainReason } from '@cardfile/openapi'
import { ProblemError } from '../errors/problem-error.ts'

const codes = new Map<number, ProblemCode>([
  [400, 'invalid_request'],
  [401, 'unauthenticated'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [409, 'wrong_state'],
  [413, 'too_large'],
  [415, 'unsupported_media_type'],
  [422, 'invalid_request'],
  [429, 'too_many_requests'],
])

/** Seconds; better-auth's own, after ten wrong codes of a second factor. */
const lockedFor = 900

/** A refusal of better-auth's, in our words' shape; what it did not mean to say stays inside. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const code = codes.get(response.status)
  if (!code) return new ProblemError('internal')
  const body: unknown = await response.json().catch(() => null)
  const { message, code: theirs } = (body ?? {}) as { message?: unknown; code?: unknown }
  return new ProblemError(code, {
    ...(typeof message === 'string' && { detail: { ...plainReason(message), ...codeOf(theirs) } }),
    ...(code === 'too_many_requests' && { retryAfter: lockedFor }),
  })
}

/** Theirs are stable too: `INVALID_PASSWORD`. */
const codeOf = (code: unknown): { code?: string } =>
  typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? { code: code.toLowerCase() } : {}
