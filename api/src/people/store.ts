import type { Person } from '@cardfile/openapi'
import type { InValue } from '@libsql/client/web'
import type { Row } from '../db/result.ts'
import { sql } from 'drizzle-orm/sql'
import { compile, param, prepare, type Statement } from '../db/statement.ts'

const columns = sql.raw(`
  u.id, u.name, u.email, u.two_factor_enabled, p.role_id, r.name AS role_name, p.state,
  p.last_sign_in_at, p.created_at, p.version, p.language
  FROM people p JOIN users u ON u.id = p.user_id JOIN roles r ON r.id = p.role_id`)

/** Those who were removed are kept for their names' sake, and listed nowhere. */
const present = sql`p.state <> 'removed'`

export const selectPeople: Statement = compile(
  sql`SELECT ${columns} WHERE ${present} ORDER BY u.name COLLATE NOCASE, u.id`,
)

export const selectPerson = prepare<'id'>(
  sql`SELECT ${columns} WHERE ${present} AND u.id = ${param('id')}`,
)

export const selectPersonByEmail = prepare<'email'>(
  sql`SELECT ${columns} WHERE ${present} AND u.email = ${param('email')}`,
)

export function personFromRow(row: Row): Person {
  const lastSignIn = row.last_sign_in_at
  return {
    id: String(row.id),
    name: String(row.name),
    email: String(row.email),
    role: { id: String(row.role_id), name: String(row.role_name) },
    state: row.state as Person['state'],
    twoFactor: row.two_factor_enabled === 1,
    lastSignInAt: lastSignIn === null ? null : new Date(Number(lastSignIn)).toISOString(),
    createdAt: new Date(Number(row.created_at)).toISOString(),
    version: Number(row.version),
  }
}

export const insertUser = prepare<'id' | 'name' | 'email' | 'at'>(sql`
  INSERT INTO users (id, name, email, email_verified, created_at, updated_at)
  VALUES (${param('id')}, ${param('name')}, ${param('email')}, 1, ${param('at')}, ${param('at')})`)

export const insertPerson = prepare<'id' | 'roleId' | 'state' | 'at'>(sql`
  INSERT INTO people (user_id, role_id, state, created_at)
  VALUES (${param('id')}, ${param('roleId')}, ${param('state')}, ${param('at')})`)

const upsertPassword = prepare<'id' | 'userId' | 'password' | 'at'>(sql`
  INSERT INTO accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
  VALUES (${param('id')}, ${param('userId')}, ${param('userId')}, 'credential', ${param('password')},
    ${param('at')}, ${param('at')})
  ON CONFLICT (provider_id, account_id)
  DO UPDATE SET password = excluded.password, updated_at = excluded.updated_at`)

/** @param values `password` is hashed */
export function setPassword(values: {
  id: string
  userId: string
  password: string
  at: number
}): Statement {
  return upsertPassword(values)
}

export const renameUser = prepare<'id' | 'name' | 'at'>(
  sql`UPDATE users SET name = ${param('name')}, updated_at = ${param('at')} WHERE id = ${param('id')}`,
)

/** @param values `language` null: as the browser asks */
export const chooseLanguage = prepare<'id' | 'language'>(
  sql`UPDATE people SET language = ${param('language')} WHERE user_id = ${param('id')}`,
)

/** Fails its batch where nobody is left who may do everything. */
export const guardLastOwner: Statement = compile(sql`
  INSERT INTO guard (no_owner)
  SELECT 1 WHERE NOT EXISTS (
    SELECT 1 FROM people WHERE role_id = 'owner' AND state = 'active')`)

/** A changed role or state ends sessions: what began under other rights does not go on. */
export const updatePerson = prepare<'id' | 'roleId' | 'state' | 'sessionsFrom'>(sql`
  UPDATE people SET role_id = ${param('roleId')}, state = ${param('state')},
    sessions_from = max(sessions_from, ${param('sessionsFrom')}), version = version + 1
  WHERE user_id = ${param('id')}`)

/** Sessions of before are over everywhere, with the next batch. */
export const endSessionsBefore = prepare<'id' | 'at'>(sql`
  UPDATE people SET sessions_from = max(sessions_from, ${param('at')})
  WHERE user_id = ${param('id')}`)

export const touchSignIn = prepare<'id' | 'at'>(
  sql`UPDATE people SET last_sign_in_at = ${param('at')} WHERE user_id = ${param('id')}`,
)

export const deleteSessionsOf = prepare<'id'>(
  sql`DELETE FROM sessions WHERE user_id = ${param('id')}`,
)

/** Everything a person could sign in by; the name stays for the logs. */
export function forgetCredentials(id: string, at: number): Statement[] {
  return [
    compile(sql`DELETE FROM sessions WHERE user_id = ${id}`),
    compile(sql`DELETE FROM accounts WHERE user_id = ${id}`),
    compile(sql`DELETE FROM two_factors WHERE user_id = ${id}`),
    compile(sql`DELETE FROM passkeys WHERE user_id = ${id}`),
    compile(sql`DELETE FROM person_links WHERE user_id = ${id}`),
    compile(sql`DELETE FROM known_places WHERE user_id = ${id}`),
    compile(sql`DELETE FROM preferences WHERE user_id = ${id}`),
    // A reserved domain (RFC 2606): it frees the address and can never be anybody's.
    compile(sql`UPDATE users SET email = ${`${id}@removed.invalid`}, image = NULL,
      two_factor_enabled = 0, updated_at = ${at} WHERE id = ${id}`),
  ]
}

/** A new link takes the place of the ones before it. */
export function insertLink(link: {
  hash: string
  userId: string
  kind: 'invite' | 'reset'
  expiresAt: number
  createdBy: string | null
}): Statement[] {
  return [
    compile(sql`DELETE FROM person_links WHERE user_id = ${link.userId}`),
    compile(sql`INSERT INTO person_links (hash, user_id, kind, expires_at, created_by)
      VALUES (${link.hash}, ${link.userId}, ${link.kind}, ${link.expiresAt}, ${link.createdBy})`),
  ]
}

export const selectLink = prepare<'hash'>(sql`
  SELECT l.user_id, l.kind, l.expires_at, u.email, u.name, p.state, p.role_id, p.version
  FROM person_links l JOIN users u ON u.id = l.user_id JOIN people p ON p.user_id = l.user_id
  WHERE l.hash = ${param('hash')}`)

/** Takes a link away, and fails its batch where somebody else has. */
export function consumeLink(hash: InValue): Statement[] {
  return [
    compile(sql`INSERT INTO guard (values_changed)
      SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM person_links WHERE hash = ${hash})`),
    compile(sql`DELETE FROM person_links WHERE hash = ${hash}`),
  ]
}

/** Whoever was invited is here, by the word of who vouches for them. */
export const takeUpInvitation = prepare<'id'>(sql`
  UPDATE people SET state = 'active', version = version + 1
  WHERE user_id = ${param('id')} AND state = 'invited'`)

/** Whoever may sign in from now on. */
export const activate = prepare<'id' | 'sessionsFrom'>(sql`
  UPDATE people SET state = 'active', sessions_from = max(sessions_from, ${param('sessionsFrom')}),
    version = version + 1
  WHERE user_id = ${param('id')}`)
