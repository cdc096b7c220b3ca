import { type Permission, detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { sha256Hex } from '../crypto/sha256-hex.ts'
import type { Context } from '../installation/context.ts'
import { param, prepare } from '../db/statement.ts'
import type { Caller } from '../installation/caller.ts'
import { unauthenticated } from '../installation/authorization.ts'
import { isSecret } from './secret.ts'

const selectKey = prepare<'hash'>(sql`
  SELECT id, name, role_id, permissions, expires_at, last_used_at, created_by FROM api_keys WHERE hash = ${param('hash')}`)

const touchKey = prepare<'id' | 'at'>(
  sql`UPDATE api_keys SET last_used_at = ${param('at')} WHERE id = ${param('id')}`,
)

/** How exactly the last use is told: noting every one would be a write for each request. */
const usedWithin = 60_000

/**
 * Who an API key stands for, in one trip. It is asked for with every request, so that revoking it
 * takes effect at once.
 *
 * @param authorization the header's value (RFC 6750 §2.1)
 * @throws ProblemError `unauthenticated` for what is no key, or none any more
 */
export async function callerOfKey(authorization: string, ctx: Context): Promise<Caller> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (secret === undefined || !isSecret(secret)) throw unknownKey()
  const [found] = await ctx.db.batch([selectKey({ hash: sha256Hex(secret) })], 'read')
  const [row] = found?.rows ?? []
  const at = ctx.now()
  const expiresAt = row?.expires_at == null ? null : Number(row.expires_at)
  if (!row || (expiresAt !== null && expiresAt <= at)) throw unknownKey()
  const id = String(row.id)
  if (Number(row.last_used_at ?? 0) < at - usedWithin)
    ctx.later(ctx.db.session().batch([touchKey({ id, at })], 'write'))
  return {
    kind: 'key',
    id,
    name: String(row.name),
    roleId: String(row.role_id),
    permissions:
      row.permissions === null ? null : (JSON.parse(String(row.permissions)) as Permission[]),
    expiresAt,
    madeBy: row.created_by === null ? null : String(row.created_by),
  }
}

function unknownKey() {
  return unauthenticated(detail('key_unknown'))
}
