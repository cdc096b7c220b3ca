import { answered, client, withoutSession } from '../api/client.ts'
import type { Schemas } from '../api/types.ts'

/** Who is signed in, and what the server lets them do. */
export type Me = Schemas['Me']

/** @throws ApiError with status 401 where nobody is signed in; nobody is asked to sign in for it */
export function readMe(signal?: AbortSignal): Promise<Me> {
  return answered(client.GET('/api/v1/me', { ...withoutSession, ...(signal ? { signal } : {}) }))
}
