import type { Permission } from '@cardfile/openapi'
import { sha256Hex } from '../../../src/crypto/sha256-hex.ts'
import { newSecret } from '../../../src/api-keys/secret.ts'
import { uuidv7 } from '../../../src/crypto/uuid.ts'
import type { Target } from '../../targets/index.ts'
import { checkedApi } from './api.ts'

interface KeyLook {
  permissions?: Permission[]
  /** Milliseconds since 1970. */
  expiresAt?: number
}

/** Puts an API key into the database, past the API. */
export async function insertKey(
  { client }: Pick<Target, 'client'>,
  roleId: string,
  { permissions, expiresAt }: KeyLook = {},
): Promise<{ id: string; secret: string }> {
  const { secret, prefix } = newSecret()
  const id = uuidv7(Date.now())
  await client.execute({
    sql: `INSERT INTO api_keys (id, hash, prefix, name, role_id, permissions, created_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    args: [
      id,
      sha256Hex(secret),
      prefix,
      `Key of ${roleId}`,
      roleId,
      permissions ? JSON.stringify(permissions) : null,
      Date.now(),
      expiresAt ?? null,
    ],
  })
  return { id, secret }
}

/**
 * The same installation, asked with a secret and without a session.
 *
 * @param document whose answers are held against: that of who sees everything, or their own
 */
export function withSecret(started: Target, secret: string, document: 'whole' | 'own' = 'whole') {
  const asked = {
    ...started,
    fetch(path: string, init: RequestInit = {}) {
      const headers = new Headers(init.headers)
      headers.delete('cookie')
      headers.set('authorization', `Bearer ${secret}`)
      return started.fetch(path, { ...init, headers })
    },
  }
  return checkedApi(asked, document === 'own' ? asked : started)
}

/** The same installation, asked with a new API key of a role. */
export async function asRole(
  started: Target,
  roleId: string,
  look?: KeyLook,
  document?: 'whole' | 'own',
) {
  return withSecret(started, (await insertKey(started, roleId, look)).secret, document)
}
