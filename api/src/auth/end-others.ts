import { sql } from 'drizzle-orm/sql'
import type { Context } from '../installation/context.ts'
import { compile } from '../db/statement.ts'
import type { Caller } from '../installation/caller.ts'
import type { EndedSessions } from './ended-sessions.ts'

/**
 * Ends a person's sessions but the one they ask in. better-auth tells them apart by their tokens, which
 * the database does not have.
 */
export async function endOtherSessions(
  ctx: Context,
  caller: Caller,
  ended: EndedSessions,
): Promise<Response> {
  if (caller.kind === 'person') {
    const deletion = compile(sql`
      DELETE FROM sessions WHERE user_id = ${caller.id} AND id <> ${caller.sessionId} RETURNING id`)
    const [deleted] = await ctx.db.batch([deletion], 'write')
    for (const { id } of deleted?.rows ?? []) ended.add(String(id))
  }
  return Response.json({ status: true })
}
