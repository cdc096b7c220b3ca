import { AnswerTooLarge, type Database } from '../db/database.ts'
import { unlessTooLarge } from '../db/in-parts.ts'
import type { Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { paceOf } from '../jobs/pace.ts'
import { contactsAtOnce } from './convert-sql.ts'

/**
 * The next contacts of a step, as many as one answer holds and as are written in a moment; `isWhole` where
 * there are no more.
 */
export async function someRows(
  db: Database,
  read: (limit: number) => Statement,
): Promise<{ rows: readonly Row[]; isWhole: boolean }> {
  for (let limit = Math.ceil(contactsAtOnce * paceOf(db).share); ; limit = Math.ceil(limit / 2)) {
    const found = await unlessTooLarge(() => db.batch([read(limit)], 'read'))
    if (found) {
      const rows = found[0]?.rows ?? []
      return { rows, isWhole: rows.length < limit }
    }
    if (limit === 1) throw new AnswerTooLarge()
  }
}
