import type { Note } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import { notFound } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { noteFromRow } from './note.ts'
import { selectContact, selectPage } from './note-sql.ts'

interface NoteQuery {
  pageSize: number
  /** The number of the note that the page before ended with. */
  before?: number | undefined
}

/** Above every number. */
const beyondAll = Number.MAX_SAFE_INTEGER

/**
 * What was written about a contact and about those that were merged into it, newest first, in one trip; also
 * where the contact is in the trash.
 *
 * @throws ProblemError `not_found`
 */
export function listNotes(
  ctx: Context,
  id: string,
  { pageSize, before = beyondAll }: NoteQuery,
): Promise<{ data: Note[]; nextCursor: string | null }> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found, page] = await ctx.db.batch(
      [selectContact({ id }), selectPage({ id, before, limit: pageSize + 1 })],
      'read',
    )
    const contact = firstRow(found)
    assertCurrent(snapshot, contact.schema_version)
    if (contact.id === null) throw notFound('contact')
    const rows = page?.rows ?? []
    const shown = rows.slice(0, pageSize)
    return {
      data: shown.map((row) => noteFromRow(row, ctx)),
      nextCursor: rows.length > pageSize ? String(shown.at(-1)?.seq) : null,
    }
  })
}
