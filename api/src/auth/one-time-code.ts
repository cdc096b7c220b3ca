import { sql } from 'drizzle-orm/sql'
import { keyedDigest } from '../crypto/digest.ts'
import { compile, type Statement } from '../db/statement.ts'

/** Longer than any code is taken: its half minute, the one before and the one after. */
const rememberedFor = 120_000

/**
 * What goes with a session that a code of an authenticator app begins, in the same batch: it fails
 * where the code has begun one already (RFC 6238 §5.2).
 *
 * @param secret what digests are keyed by: codes are not kept
 */
export async function usedOnce(secret: string, userId: string, code: string): Promise<Statement[]> {
  const id = await keyedDigest(secret, 'code', `${userId}:${code.replaceAll(/\D/g, '')}`)
  const now = Date.now()
  return [
    compile(sql`INSERT INTO guard (values_changed) SELECT 1 WHERE EXISTS (
      SELECT 1 FROM verifications WHERE id = ${id} AND expires_at > ${now})`),
    compile(sql`INSERT OR REPLACE INTO verifications
      (id, identifier, value, expires_at, created_at, updated_at)
      VALUES (${id}, ${id}, '', ${now + rememberedFor}, ${now}, ${now})`),
  ]
}
