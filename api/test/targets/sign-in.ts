import { createHmac } from 'node:crypto'
import type { DatabaseClient } from '../../src/db/client.ts'
import { storedToken } from '../../src/auth/session-token.ts'
import { uuidv7 } from '../../src/crypto/uuid.ts'
import { origin } from './target.ts'

/** What every target's cookies are signed with. */
export const testSecret = 'the-secret-of-the-tests-and-of-nothing-else'

/** What the first account is made with. */
export const testSetupToken = 'the-setup-token-of-the-tests'

export interface TestPerson {
  id: string
  name: string
  email: string
  /** Headers of somebody signed in whose pages are ours. */
  headers: { cookie: string; origin: string }
}

interface PersonLook {
  name?: string
  email?: string
  state?: 'active' | 'invited' | 'suspended'
}

const hour = 3_600_000
let serial = 0

/**
 * Puts a person of any role into the database, past the API, with a session: no password is hashed.
 * The cookie that says who it is is good for an hour instead of a minute, so that tests of trips do
 * not depend on how long they take.
 */
export async function makePerson(
  client: Pick<DatabaseClient, 'batch'>,
  roleId: string,
  { name, email, state = 'active' }: PersonLook = {},
): Promise<TestPerson> {
  serial += 1
  const now = Date.now()
  const user = {
    id: uuidv7(now),
    name: name ?? `Person ${serial}`,
    email: email ?? `${roleId}${serial}@people.example.com`,
  }
  const session = { id: uuidv7(now), token: `token-${serial}-${crypto.randomUUID()}` }
  await client.batch(
    [
      {
        sql: `INSERT INTO users (id, name, email, email_verified, two_factor_enabled, created_at, updated_at)
          VALUES (?, ?, ?, 1, 0, ?, ?)`,
        args: [user.id, user.name, user.email, now, now],
      },
      {
        sql: 'INSERT INTO people (user_id, role_id, state, created_at) VALUES (?, ?, ?, ?)',
        args: [user.id, roleId, state, now],
      },
      insertSession(session.id, user.id, await storedToken(session.token), now),
      'UPDATE schema_state SET version = version + 1',
    ],
    'write',
  )
  return { ...user, headers: { cookie: cookieOf(user, session, now), origin } }
}

function insertSession(id: string, userId: string, token: string, now: number) {
  return {
    sql: `INSERT INTO sessions (id, user_id, token, expires_at, created_at, updated_at)
      VALUES (?, ?, ?, ?, ?, ?)`,
    args: [id, userId, token, now + 24 * hour, now, now],
  }
}

const hmac = (text: string) => createHmac('sha256', testSecret).update(text).digest()

/** Both of a session's cookies as better-auth makes them. */
function cookieOf(
  user: { id: string; name: string; email: string },
  { id, token }: { id: string; token: string },
  now: number,
): string {
  const at = new Date(now).toISOString()
  const told = {
    session: {
      session: {
        id,
        token,
        userId: user.id,
        createdAt: at,
        updatedAt: at,
        expiresAt: new Date(now + 24 * hour).toISOString(),
      },
      user: { ...user, emailVerified: true, createdAt: at, updatedAt: at },
      updatedAt: now,
      version: '1',
    },
    expiresAt: now + hour,
  }
  const signature = hmac(JSON.stringify({ ...told.session, expiresAt: told.expiresAt }))
  const data = Buffer.from(
    JSON.stringify({ ...told, signature: signature.toString('base64url') }),
  ).toString('base64url')
  const signed = `${token}.${hmac(token).toString('base64')}`
  return `cardfile.session_token=${encodeURIComponent(signed)}; cardfile.session_data=${data}`
}
