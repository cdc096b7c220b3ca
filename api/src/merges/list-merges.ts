import type { Actor } from '@cardfile/openapi'
import { selectForWrite } from '../contacts/write-sql.ts'
import { firstRow } from '../db/database.ts'
import { isoTime } from '../db/iso-time.ts'
import { notFound } from '../errors/problem-error.ts'
import { actorFrom } from '../installation/actor.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { undoableFor } from './read-parts.ts'
import { selectMerges } from './undo-sql.ts'

/** A merge, as its survivor shows it. */
export interface ListedMerge {
  id: string
  /** ISO 8601 in UTC, as all times here. */
  at: string
  actor: Actor
  undoUntil: string
  /** Null for one that stands. */
  undoneAt: string | null
  from: { id: string; name: string }[]
}

/**
 * The last hundred merges that a contact survived, newest first, in one trip.
 *
 * @throws ProblemError `not_found`
 */
export function listMerges(ctx: Context, id: string): Promise<{ data: ListedMerge[] }> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found, merges] = await ctx.db.batch(
      [selectForWrite({ id }), selectMerges({ id })],
      'read',
    )
    const contact = firstRow(found)
    assertCurrent(snapshot, contact.schema_version)
    if (contact.id === null) throw notFound('contact')
    return {
      data: (merges?.rows ?? []).map((row) => ({
        id: String(row.id),
        at: isoTime(row.at),
        actor: actorFrom(row.actor, row.actor_name),
        undoUntil: isoTime(Number(row.at) + undoableFor),
        undoneAt: row.undone_at === null ? null : isoTime(row.undone_at),
        from: namesIn(String(row.sources)),
      })),
    }
  })
}

function namesIn(json: string): ListedMerge['from'] {
  const sources: [string, string | null][] = JSON.parse(json)
  return sources.map(([id, name]) => ({ id, name: name ?? '' }))
}
