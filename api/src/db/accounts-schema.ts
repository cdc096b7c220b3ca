import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** What better-auth keeps, in its own columns. Times are milliseconds since 1970. */
export const users = sqliteTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: integer('email_verified').notNull(),
  image: text(),
  twoFactorEnabled: integer('two_factor_enabled'),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
})

/** `token` is a digest of the one in the cookie. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id').notNull(),
    token: text().notNull().unique(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [
    index('sessions_user').on(table.userId),
    index('sessions_expiry').on(table.expiresAt),
  ],
)

/** What a person signs in by: a password, or the subject at an identity provider. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    userId: text('user_id').notNull(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at'),
    refreshTokenExpiresAt: integer('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('accounts_provider').on(table.providerId, table.accountId),
    index('accounts_user').on(table.userId),
  ],
)

export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    index('verifications_identifier').on(table.identifier),
    index('verifications_expiry').on(table.expiresAt),
  ],
)

/** `secret` and `backup_codes` are encrypted with the installation's secret. */
export const twoFactors = sqliteTable('two_factors', {
  id: text().primaryKey(),
  userId: text('user_id').notNull().unique(),
  secret: text().notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: integer(),
  failedVerificationCount: integer('failed_verification_count'),
  lockedUntil: integer('locked_until'),
})

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text().primaryKey(),
    userId: text('user_id').notNull(),
    name: text(),
    publicKey: text('public_key').notNull(),
    credentialId: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: integer('backed_up').notNull(),
    transports: text(),
    createdAt: integer('created_at'),
    aaguid: text(),
  },
  (table) => [index('passkeys_user').on(table.userId)],
)

/**
 * Failed sign-ins by what they have in common: an account, an address, both. Keys are digests; no
 * attempt is taken before `next_at`.
 */
export const signInAttempts = sqliteTable(
  'sign_in_attempts',
  {
    key: text().primaryKey(),
    failures: integer().notNull(),
    nextAt: integer('next_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [index('sign_in_attempts_age').on(table.lastAt)],
)

/** Where a person has signed in before: digests of a device's cookie or an address. */
export const knownPlaces = sqliteTable(
  'known_places',
  {
    userId: text('user_id').notNull(),
    place: text().notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.place] })],
)
