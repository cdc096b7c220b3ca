import { sql } from 'drizzle-orm/sql'
import { compile, type Statement } from '../db/statement.ts'

/** Milliseconds by which clocks of servers may differ. What lies further ahead was set by a wrong one. */
export const clockTolerance = 60_000

/**
 * What goes with a new session: where a clock that has been set back since said that sessions before a
 * time to come are over, that was meant for those of before now.
 */
export function endedByNow(userId: string): Statement[] {
  const now = Date.now()
  const isAhead = sql`user_id = ${userId} AND sessions_from > ${now + clockTolerance}`
  return [
    compile(sql`UPDATE schema_state SET version = version + 1
      WHERE id = 1 AND EXISTS (SELECT 1 FROM people WHERE ${isAhead})`),
    compile(sql`UPDATE people SET sessions_from = 0 WHERE ${isAhead}`),
  ]
}
