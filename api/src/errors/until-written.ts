import { detail } from '@cardfile/openapi'
import { ProblemError } from './problem-error.ts'

/** Each attempt fails only because another writer got in between, so few are ever needed. */
const mostAttempts = 40

/**
 * Tries what is written under the versions that it was worked out by, until nobody gets in between.
 *
 * @param attempt null where somebody did: what they left is judged anew
 * @throws ProblemError `busy` where others never stop
 */
export async function untilWritten<T>(attempt: () => Promise<T | null>): Promise<T> {
  for (let attempts = 0; attempts < mostAttempts; attempts++) {
    const written = await attempt()
    if (written !== null) return written
  }
  throw new ProblemError('busy', { detail: detail('contacts_being_changed') })
}
