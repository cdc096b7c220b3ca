import { detail } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { sha256Hex } from '../crypto/sha256-hex.ts'
import type { Context } from '../installation/context.ts'
import { param, prepare } from '../db/statement.ts'
import type { AccessSnapshot } from '../installation/access-snapshot.ts'
import type { Caller } from '../installation/caller.ts'
import type { Definitions } from '../installation/definitions.ts'
import { unauthenticated } from '../installation/authorization.ts'
import { isSecret } from './secret.ts'

const selectKey = prepare<'hash'>(sql`SELECT 1 FROM api_keys WHERE hash = ${param('hash')}`)

const touchKey = prepare<'id' | 'at'>(
  sql`UPDATE api_keys SET last_used_at = ${param('at')} WHERE id = ${param('id')}`,
)

/** How exactly the last use is told: noting every one would be a write for each request. */
const usedWithin = 60_000

/** When each key's use was noted last, by what is of one installation. */
const noted = new WeakMap<Definitions, Map<string, number>>()

/**
 * Who an API key stands for. Keys travel with the definitions, whose version moves when one is revoked, so
 * that this costs no trip but for a key that is not known here yet.
 *
 * @param authorization the header's value (RFC 6750 §2.1)
 * @throws ProblemError `unauthenticated` for what is no key, or none any more
 */
export async function callerOfKey(authorization: string, ctx: Context): Promise<Caller> {
  const secret = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (secret === undefined || !isSecret(secret)) throw unknownKey()
  const hash = sha256Hex(secret)
  const access = await accessWith(hash, ctx)
  const key = access.keys.get(hash)
  const at = ctx.now()
  if (!key || (key.expiresAt !== null && key.expiresAt <= at)) throw unknownKey()
  noteUse(key.id, access.keyUses.get(key.id) ?? 0, at, ctx)
  return key
}

async function accessWith(hash: string, ctx: Context): Promise<AccessSnapshot> {
  const { shared } = ctx.definitions
  const { access } = await shared.current(ctx.db)
  if (access.keys.has(hash)) return access
  // Guessing costs us no more than this.
  const [found] = await ctx.db.batch([selectKey({ hash })], 'read')
  return found?.rows.length === 1 ? (await shared.refresh(ctx.db)).access : access
}

/** @param known when its use was noted last, as far as the definitions know */
function noteUse(id: string, known: number, at: number, ctx: Context): void {
  const { shared } = ctx.definitions
  const uses = noted.get(shared) ?? new Map<string, number>()
  noted.set(shared, uses)
  if (Math.max(known, uses.get(id) ?? 0) >= at - usedWithin) return
  uses.set(id, at)
  ctx.later(ctx.db.session().batch([touchKey({ id, at })], 'write'))
}

function unknownKey() {
  return unauthenticated(detail('key_unknown'))
}
