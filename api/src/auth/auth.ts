import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth/minimal'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Database } from '../db/database.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { accountsAdapter } from './accounts-adapter.ts'
import { cookiePrefix } from './cookies.ts'
import { longestPassword, shortestPassword } from '@cardfile/openapi'
import type { Accounts } from '../installation/account-settings.ts'
import { endedByNow } from './clock.ts'
import { usedOnce } from './one-time-code.ts'
import { verifyingUsers } from './user-verification.ts'
import { oidcPlugins, vouchedFor } from './oidc.ts'

export const authPath = '/api/auth'
/** The header our own code tells better-auth the client's address in; what a client sends is dropped. */
export const addressHeader = 'x-cardfile-address'

const day = 86_400
/** Seconds a session's cookie is believed without asking the database. */
export const believedFor = 60

interface AuthOptions {
  oidc?: boolean
  onEnded?: (id: string) => void
  /** A code of an authenticator app, by which a session may begin. */
  code?: string | undefined
}

/**
 * better-auth for one request: its storage counts on the request's meter, its cookies and links are
 * for the origin the request came to, and in workerd no request waits for what another began.
 *
 * @param origin where browsers reach us
 * @param options `oidc` for what talks to the identity provider, whose own document is asked for then;
 *   `onEnded` hears of the id of each session that ends
 */
export function createAuth(
  { settings, hasher }: Accounts,
  db: Database,
  origin: string,
  { oidc = false, onEnded = () => {}, code }: AuthOptions = {},
) {
  const { hostname, protocol } = new URL(origin)
  return betterAuth({
    appName: 'Cardfile',
    baseURL: origin,
    basePath: authPath,
    secret: settings.secret,
    trustedOrigins: [origin],
    database: accountsAdapter(db, {
      alongside: async (model, stored) => [
        ...vouchedFor(settings.oidc, model, stored),
        ...(model === 'session' ? endedByNow(String(stored.userId)) : []),
        ...(model === 'session' && code !== undefined
          ? await usedOnce(settings.secret, String(stored.userId), code)
          : []),
      ],
      ended: onEnded,
    }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    // Our own counts are shared by all instances.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword * 4,
      password: {
        hash: (password) => hasher.hash(password),
        verify: ({ hash, password }) => hasher.verify(hash, password),
      },
    },
    session: {
      expiresIn: 7 * day,
      updateAge: day,
      freshAge: day,
      cookieCache: { enabled: true, maxAge: believedFor, strategy: 'compact' },
    },
    verification: { storeIdentifier: 'hashed' },
    account: {
      // Who the provider vouches for is decided by our own rules, see oidc.ts; its tokens are not kept.
      accountLinking: { enabled: true, trustedProviders: [], disableImplicitLinking: false },
      updateAccountOnSignIn: false,
    },
    user: {
      deleteUser: { enabled: false },
      changeEmail: { enabled: false },
      // An address that the provider has not checked may be anybody's.
      validateUserInfo: ({ user, source }) =>
        source.method !== 'oauth' || user.emailVerified === true
          ? undefined
          : { error: 'email_not_verified' },
    },
    // What it did not foresee is ours to answer and to log: it would print a stack.
    onAPIError: { errorURL: `${origin}/sign-in`, throw: true },
    advanced: {
      cookiePrefix: cookiePrefix(protocol),
      // Said, because better-auth takes a run of tests for a reason to leave them out.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: protocol === 'https:' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: {
        generateId: () => uuidv7(Date.now()),
        joins: true,
        validateSchema: false,
      },
    },
    plugins: [
      twoFactor({ issuer: 'Cardfile' }),
      passkey({ rpID: hostname, rpName: 'Cardfile', origin, ...verifyingUsers }),
      ...(oidc ? oidcPlugins(settings.oidc) : []),
    ],
  })
}
