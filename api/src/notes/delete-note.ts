import { auditStatement } from '../audit/record.ts'
import { firstRow } from '../db/database.ts'
import type { Context } from '../installation/context.ts'
import { requirePermission } from '../installation/authorization.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { noteFromRow, refuseOutOfReach, refuseStale } from './note.ts'
import * as write from './note-sql.ts'

const beyondTheirOwn = 'erase_contacts'

/**
 * Deletes a note for good, in one trip: one's own, or, for who may erase contacts, anybody's.
 *
 * @param expected the version it is meant for, or null for any
 * @throws ProblemError `not_found`, `in_trash`, `stale`, `forbidden` for one of somebody else
 */
export function deleteNote(ctx: Context, id: string, expected: number | null): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const authorization = ctx.definitions.authorization(snapshot)
    const author = authorization.permissions.has(beyondTheirOwn) ? {} : { author: ctx.actor }
    const onlyIf = write.isAsMeant({ id, expected, ...author }, snapshot.version)
    const [found] = await ctx.db.batch(
      [
        write.selectNote({ id }),
        auditStatement({
          ctx,
          action: 'note.deleted',
          target: { kind: 'contact', id: write.contactOf(id) },
          onlyIf,
        }),
        write.deleteNote(id, onlyIf),
      ],
      'write',
    )
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    refuseOutOfReach(row)
    const note = noteFromRow(row, ctx)
    if (!note.isMine) requirePermission(authorization, beyondTheirOwn)
    refuseStale(note, expected)
  })
}
