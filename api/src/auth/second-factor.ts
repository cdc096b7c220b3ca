// What the storage of accounts knows of the second step of a sign-in.
import { APIError } from 'better-auth/api'
import { clockTolerance } from './clock.ts'

/** better-auth's own, after ten wrong codes of a second factor. */
const longestLock = 900_000

/** A lock that ends later than any can was set by a clock that has been set back since. */
export function withoutWrongLock(found: Record<string, unknown>): Record<string, unknown> {
  const { lockedUntil } = found
  const isWrong =
    lockedUntil instanceof Date && lockedUntil.getTime() > Date.now() + longestLock + clockTolerance
  return isWrong ? { ...found, lockedUntil: null } : found
}

/** Whether a batch failed for a code that was used before. */
export function isUsedBefore(error: unknown): boolean {
  return error instanceof Error && /\bvalues_changed\b/.test(error.message)
}

/** What is said of such a code. */
export function usedBefore(): APIError {
  return new APIError('UNAUTHORIZED', {
    code: 'CODE_USED_BEFORE',
    message: 'This code was used already; wait for the next one.',
  })
}
