import { detail, type Note, type NoteWrite } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { noteFromRow, refuseOutOfReach, refuseStale } from './note.ts'
import * as write from './note-sql.ts'

/**
 * Changes what somebody wrote themselves, in one trip; the same text is no change.
 *
 * @param expected the version it builds on, or null for any
 * @throws ProblemError `not_found`, `in_trash`, `stale`, `forbidden` for one of somebody else
 */
export function updateNote(
  ctx: Context,
  id: string,
  expected: number | null,
  { text }: NoteWrite,
): Promise<Note> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const onlyIf = write.isAsMeant({ id, expected, author: ctx.actor }, snapshot.version)
    const [before, , after] = await ctx.db.batch(
      [
        write.selectNote({ id }),
        write.updateNote(id, text, ctx.now(), onlyIf),
        write.selectNote({ id }),
      ],
      'write',
    )
    const row = firstRow(before)
    assertCurrent(snapshot, row.schema_version)
    refuseOutOfReach(row)
    const note = noteFromRow(row, ctx)
    if (!note.isMine) throw new ProblemError('forbidden', { detail: detail('note_of_other') })
    refuseStale(note, expected)
    return noteFromRow(firstRow(after), ctx)
  })
}
