import type { Permission } from '@cardfile/openapi'
import { request } from '../api/request.ts'

/** Who is signed in, and what the server lets them do. */
export interface Me {
  caller: { kind: 'person' | 'key'; id: string; name: string; email?: string }
  role: { id: string; name: string }
  permissions: Permission[]
  /** Whether signing in takes a second step. */
  twoFactor: boolean
  isOwner: boolean
}

/** @throws ApiError with status 401 where nobody is signed in; nobody is asked to sign in for it */
export function readMe(signal?: AbortSignal): Promise<Me> {
  return request<Me>('/me', { asksToSignIn: false, ...(signal ? { signal } : {}) })
}
