import { redirectAnswerSchema, signInAnswerSchema } from '@cardfile/openapi'
import { authAnswer, authRequest } from '../api/auth-request.ts'
import { answered, client, withoutSession } from '../api/client.ts'
import type { Schemas } from '../api/types.ts'

/** What the auth pages need to know before anybody is signed in. */
export function readSetupState(signal?: AbortSignal): Promise<Schemas['SetupState']> {
  return answered(client.GET('/api/v1/setup', { ...withoutSession, ...(signal ? { signal } : {}) }))
}

/** `second_step`: the password was right, and a code of the second factor is still asked for. */
export type SignInAnswer = 'signed_in' | 'second_step'

/** @throws ApiError 401 for a wrong e-mail or password, 429 with `retryAfter` after too many tries */
export async function signInWithPassword(email: string, password: string): Promise<SignInAnswer> {
  const answer = await authAnswer('/sign-in/email', signInAnswerSchema, {
    body: { email, password },
    signedIn: false,
  })
  return answer?.twoFactorRedirect ? 'second_step' : 'signed_in'
}

/** The second step; a recovery code works once. */
export function signInWithCode(code: string, kind: 'totp' | 'recovery'): Promise<void> {
  const path = kind === 'totp' ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code'
  return authRequest(path, { body: { code }, signedIn: false })
}

/** @returns the identity provider's address to go to */
export async function singleSignOnUrl(to: string): Promise<string> {
  const { url } = await authAnswer('/sign-in/social', redirectAnswerSchema, {
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

export function signOut(): Promise<void> {
  return authRequest('/sign-out', { body: {}, signedIn: false })
}
