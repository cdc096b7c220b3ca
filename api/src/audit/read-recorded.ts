import { DatabaseUnwritable } from '../db/database.ts'
import type { Result } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import type { Context } from '../installation/context.ts'

/**
 * Reads, and records that it was read, in one trip. Where the database takes no changes, reading goes on
 * all the same: people take out what they have just then, and the server's log says that it was not recorded.
 *
 * @param recorded the audit's statement
 * @returns what `statements` found
 */
export async function readRecorded(
  ctx: Context,
  statements: Statement[],
  recorded: Statement,
): Promise<Result[]> {
  try {
    return await ctx.db.batch([...statements, recorded], 'write')
  } catch (error) {
    if (!(error instanceof DatabaseUnwritable)) throw error
    ctx.later(Promise.reject(error))
    return ctx.db.batch(statements, 'read')
  }
}
