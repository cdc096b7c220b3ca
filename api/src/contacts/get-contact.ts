import { detail } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { type Contact, contactFromRow } from './contact.ts'
import * as write from './write-sql.ts'

/**
 * One contact, in one trip.
 *
 * @param trashed whether one in the trash will do; else nobody must take it for one that is there
 * @throws ProblemError `not_found`, `in_trash`
 */
export function getContact(ctx: Context, id: string, { trashed = false } = {}): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found] = await ctx.db.batch([write.selectForWrite({ id })], 'read')
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    if (row.deleted_at !== null && !trashed)
      throw new ProblemError('in_trash', { detail: detail('contact_in_trash') })
    return contactFromRow(row, snapshot.fields)
  })
}
