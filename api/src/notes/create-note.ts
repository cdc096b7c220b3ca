import type { Note, NoteWrite } from '@cardfile/openapi'
import { refuseMerged } from '../contacts/write.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { firstRow } from '../db/database.ts'
import { notFound } from '../errors/problem-error.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { inTrash, noteFromRow } from './note.ts'
import * as write from './note-sql.ts'

/**
 * Writes a note about a contact, in one trip.
 *
 * @throws ProblemError `not_found`, `merged`, `in_trash`
 */
export function createNote(
  ctx: Context,
  contactId: string,
  { text }: NoteWrite,
  idempotency: Idempotency | null,
): Promise<Note> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const at = ctx.now()
    const id = uuidv7(at)
    const [known, contact, , found] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey: idempotency?.key ?? null }),
        write.selectContact({ id: contactId }),
        write.insertNote(
          { id, contactId, author: ctx.actor, text, at },
          snapshot.version,
          idempotency?.key ?? null,
        ),
        write.selectNote({ id }),
        // Whoever erases the contact finds the answer by its id.
        ...(idempotency
          ? [insertIdempotent(idempotency, { id, contactId }, at, write.noteExists(id))]
          : []),
      ],
      'write',
    )
    const answered = answeredBefore<{ id: string }>(firstRow(known), idempotency)
    if (answered) return readNote(ctx, answered.id)
    const created = firstRow(found)
    if (created.id !== null) return noteFromRow(created, ctx)
    const row = firstRow(contact)
    assertCurrent(snapshot, row.schema_version)
    refuseMerged(row)
    if (row.id === null) throw notFound('contact')
    throw inTrash()
  })
}

/** @throws ProblemError `not_found` where it was deleted since */
async function readNote(ctx: Context, id: string): Promise<Note> {
  const [found] = await ctx.db.batch([write.selectNote({ id })], 'read')
  const row = firstRow(found)
  if (row.id === null) throw notFound('note')
  return noteFromRow(row, ctx)
}
