import { sql } from 'drizzle-orm/sql'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/** Lists are JSON. Times are milliseconds since 1970, UTC. */
export const roles = sqliteTable(
  'roles',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    builtIn: integer('built_in').notNull().default(0),
    permissions: text().notNull(),
    position: integer().notNull(),
    version: integer().notNull().default(1),
  },
  () => [uniqueIndex('roles_name').on(sql`name COLLATE NOCASE`)],
)

/** What an account may do here; who it is stands with the accounts. */
export const people = sqliteTable(
  'people',
  {
    userId: text('user_id').primaryKey(),
    roleId: text('role_id').notNull(),
    state: text({ enum: ['active', 'invited', 'suspended', 'removed'] }).notNull(),
    /** Sessions that began before it are over. */
    sessionsFrom: integer('sessions_from').notNull().default(0),
    lastSignInAt: integer('last_sign_in_at'),
    createdAt: integer('created_at').notNull(),
    version: integer().notNull().default(1),
  },
  (table) => [index('people_role').on(table.roleId)],
)

export const apiKeys = sqliteTable('api_keys', {
  id: text().primaryKey(),
  /** SHA-256 of the secret, which is stored nowhere. */
  hash: text().notNull().unique(),
  /** How the secret begins, for telling keys apart. */
  prefix: text().notNull(),
  name: text().notNull(),
  roleId: text('role_id').notNull(),
  /** Narrower than the role's; null for all of them. */
  permissions: text(),
  createdBy: text('created_by'),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at'),
  lastUsedAt: integer('last_used_at'),
})

/** Links by which somebody sets a password; each is good once. */
export const personLinks = sqliteTable(
  'person_links',
  {
    hash: text().primaryKey(),
    userId: text('user_id').notNull(),
    kind: text({ enum: ['invite', 'reset'] }).notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdBy: text('created_by'),
  },
  (table) => [index('person_links_expiry').on(table.expiresAt)],
)

/** Triggers refuse to change or delete its rows. */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    at: integer().notNull(),
    actorKind: text('actor_kind'),
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    action: text().notNull(),
    targetKind: text('target_kind'),
    targetId: text('target_id'),
    targetName: text('target_name'),
    ip: text(),
    requestId: text('request_id'),
    details: text(),
  },
  (table) => [
    index('audit_action').on(table.action, table.seq),
    index('audit_actor').on(table.actorId, table.seq),
  ],
)
