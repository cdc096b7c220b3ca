import type { PasskeyOptions } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'

const required = 'required'

function refuseUnless(userVerified: boolean | undefined): void {
  if (!userVerified)
    throw new APIError('UNAUTHORIZED', {
      code: 'USER_NOT_VERIFIED',
      message: 'This passkey did not ask who you are; set a PIN or a fingerprint for it.',
    })
}

/**
 * A passkey stands for a password and a second factor, so whoever holds it must show that it is theirs:
 * by a PIN, a finger or a face (WebAuthn Level 2, “user verification”).
 */
export const verifyingUsers: PasskeyOptions = {
  authenticatorSelection: { residentKey: 'preferred', userVerification: required },
  registration: {
    afterVerification: async ({ verification }) =>
      refuseUnless(verification.registrationInfo?.userVerified),
  },
  authentication: {
    afterVerification: async ({ verification }) =>
      refuseUnless(verification.authenticationInfo.userVerified),
  },
}

/** Options of a sign-in, which better-auth makes no setting of. */
export function asksForUser(options: Record<string, unknown>): Record<string, unknown> {
  return { ...options, userVerification: required }
}
