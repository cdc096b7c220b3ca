import { request } from '../api/request.ts'
import { authRequest } from '../api/auth-request.ts'

/** What the auth pages need to know before anybody is signed in. */
export interface Entrance {
  /** True where there is no account yet. */
  needed: boolean
  tokenRequired: boolean
  /** What the provider is called that one may sign in by; null where there is none. */
  singleSignOn: string | null
}

export function readSetupState(signal?: AbortSignal): Promise<Entrance> {
  return request<Entrance>('/setup', { asksToSignIn: false, ...(signal ? { signal } : {}) })
}

/** `second_step`: the password was right, and a code of the second factor is still asked for. */
export type SignInAnswer = 'signed_in' | 'second_step'

/** @throws ApiError 401 for a wrong e-mail or password, 429 with `retryAfter` after too many tries */
export async function signInWithPassword(email: string, password: string): Promise<SignInAnswer> {
  const answer = await authRequest<{ twoFactorRedirect?: boolean } | null>('/sign-in/email', {
    body: { email, password },
    signedIn: false,
  })
  return answer?.twoFactorRedirect ? 'second_step' : 'signed_in'
}

/** The second step; a recovery code works once. */
export function signInWithCode(code: string, kind: 'totp' | 'recovery'): Promise<unknown> {
  const path = kind === 'totp' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  return authRequest(path, { body: { code }, signedIn: false })
}

/** @returns the identity provider's address to go to */
export async function singleSignOnUrl(to: string): Promise<string> {
  const { url } = await authRequest<{ url: string }>('/sign-in/social', {
    body: {
      provider: 'oidc',
      callbackURL: to,
      errorCallbackURL: '/sign-in',
      disableRedirect: true,
    },
    signedIn: false,
  })
  return url
}

export function signOut(): Promise<unknown> {
  return authRequest('/sign-out', { body: {}, signedIn: false })
}
