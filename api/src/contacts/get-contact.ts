import { detail } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { type Contact, contactFromRow } from './contact.ts'
import { survivorOf } from './write.ts'
import * as write from './write-sql.ts'

/** The id of the contact that has the one asked for, which was merged. */
interface Moved {
  movedTo: string
}

/**
 * One contact, in one trip.
 *
 * @param trashed whether one in the trash will do; else nobody must take it for one that is there
 * @param follow whether one that was merged stands for the contact that has it; else it comes as it was
 * @throws ProblemError `not_found`, `in_trash`
 */
export function getContact(
  ctx: Context,
  id: string,
  { trashed = false, follow = true } = {},
): Promise<Contact | Moved> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found] = await ctx.db.batch([write.selectForWrite({ id })], 'read')
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    const survivor = survivorOf(row)
    if (survivor && follow) return { movedTo: survivor.id }
    if (row.deleted_at !== null && !trashed && !survivor)
      throw new ProblemError('in_trash', { detail: detail('contact_in_trash') })
    return contactFromRow(row, snapshot.fields)
  })
}
