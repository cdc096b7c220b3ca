import { detail, type Note } from '@cardfile/openapi'
import { isoTime } from '../db/iso-time.ts'
import type { Row } from '../db/result.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { actorFrom } from '../installation/actor.ts'
import type { Context } from '../installation/context.ts'

/** A note as whoever asks is shown it. @param row of `selectNote` or `selectPage` */
export function noteFromRow(row: Row, { actor }: Pick<Context, 'actor'>): Note {
  return {
    id: String(row.id),
    contact: { id: String(row.contact_id), name: String(row.contact_name ?? '') },
    author: actorFrom(row.author, row.author_name),
    isMine: row.author === actor,
    text: String(row.text),
    version: Number(row.version),
    createdAt: isoTime(row.created_at),
    updatedAt: isoTime(row.updated_at),
  }
}

/** @throws ProblemError `not_found`, `in_trash` where its contact is there. @param row of `selectNote` */
export function refuseOutOfReach(row: Row): void {
  if (row.id === null) throw notFound('note')
  if (row.trashed_at !== null) throw inTrash()
}

export function inTrash(): ProblemError {
  return new ProblemError('in_trash', { detail: detail('note_in_trash') })
}

/**
 * @throws ProblemError `stale`, with what there is now where that is the caller's own: who may delete a note of
 *   others need not be somebody who may read it
 */
export function refuseStale(note: Note, expected: number | null): void {
  if (expected === null || expected === note.version) return
  throw new ProblemError('stale', {
    detail: detail('note_stale', { version: note.version }),
    ...(note.isMine && { current: note }),
  })
}
