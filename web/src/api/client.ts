import { createClient } from '@cardfile/openapi/client'
import { i18n } from '../locales/i18n.ts'
import { ApiError } from './api-error.ts'
import { exchange } from './exchange.ts'

export { addressOf } from '@cardfile/openapi/client'

/**
 * The API by its own document: paths, bodies and answers are checked where they are written. It
 * throws an ApiError for every answer that is not ok.
 */
export const client = createClient(globalThis.location?.origin ?? '', (request) =>
  exchange(request),
)

/** For what is asked before anybody is signed in: a 401 is then an answer like any other. */
export const withoutSession = { fetch: (request: Request) => exchange(request, false) }

/** The change is meant for this version alone (RFC 9110, 13.1.1). */
export function ifMatch(version: number): { 'if-match': string } {
  return { 'if-match': `"${version}"` }
}

/** Makes a repeated creation harmless. */
export function once(key: string): { 'idempotency-key': string } {
  return { 'idempotency-key': key }
}

/**
 * What an operation answers.
 *
 * @throws ApiError, as the client does for all that is not ok; so what is left has an answer
 */
export async function answered<T>(asked: Promise<{ data?: T }>): Promise<T> {
  const { data } = await asked
  if (data === undefined)
    throw new ApiError(i18n.t('errors.status', { status: 204 }), 204, 'unreadable')
  return data
}
