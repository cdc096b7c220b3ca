/** What may come of a request that was answered well, beside the answer. */
export type AuthEffect =
  | 'sign_in'
  | 'sign_out'
  | 'session.ended'
  | 'password.changed'
  | 'two_factor.on'
  | 'two_factor.off'
  | 'passkey.added'
  | 'passkey.removed'

interface AuthPath {
  /** Whether it needs somebody who is signed in and may still be. */
  signedIn: boolean
  effect?: AuthEffect
  /** What comes of it instead within a session. */
  effectWithin?: AuthEffect
  /** Whether the body has a password, which may be a guess. */
  isTry?: true
}

const open: AuthPath = { signedIn: false }
const own: AuthPath = { signedIn: true }
const signsIn: AuthPath = { signedIn: false, effect: 'sign_in' }
const does = (effect: AuthEffect): AuthPath => ({ signedIn: true, effect })

/**
 * All of better-auth that can be reached; whatever else it has or will have answers 404. Paths below
 * `/api/auth`.
 */
export const authPaths: ReadonlyMap<string, AuthPath> = new Map<string, AuthPath>([
  ['POST /sign-in/email', { ...signsIn, isTry: true }],
  ['POST /sign-out', { signedIn: false, effect: 'sign_out' }],
  ['GET /get-session', own],
  ['POST /change-password', { ...does('password.changed'), isTry: true }],
  ['GET /list-sessions', own],
  ['POST /revoke-session', does('session.ended')],
  ['POST /revoke-other-sessions', does('session.ended')],
  ['POST /two-factor/enable', { ...own, isTry: true }],
  // A code given within a session is how a second factor is turned on.
  ['POST /two-factor/verify-totp', { ...signsIn, effectWithin: 'two_factor.on' }],
  ['POST /two-factor/verify-backup-code', signsIn],
  ['POST /two-factor/generate-backup-codes', { ...own, isTry: true }],
  ['POST /two-factor/disable', { ...does('two_factor.off'), isTry: true }],
  ['GET /passkey/generate-register-options', own],
  ['POST /passkey/verify-registration', does('passkey.added')],
  ['GET /passkey/list-user-passkeys', own],
  ['POST /passkey/update-passkey', own],
  ['POST /passkey/delete-passkey', does('passkey.removed')],
  ['GET /passkey/generate-authenticate-options', open],
  ['POST /passkey/verify-authentication', signsIn],
  ['POST /sign-in/social', open],
  ['GET /callback/oidc', signsIn],
  ['GET /error', open],
])

/** What `Allow` says of a path below `/api/auth`; null where there is no such path. */
export function methodsOf(path: string): string | null {
  const methods = ['GET', 'POST'].filter((method) => authPaths.has(`${method} ${path}`))
  return methods.length > 0 ? methods.join(', ') : null
}
