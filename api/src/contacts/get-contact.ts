import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { notFound } from '../errors/problem-error.ts'
import { type Contact, contactFromRow } from './contact.ts'
import * as write from './write-sql.ts'

/** One contact, in the trash or not, in one trip. */
export function getContact(ctx: Context, id: string): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found] = await ctx.db.batch([write.selectForWrite({ id })], 'read')
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    return contactFromRow(row, snapshot.fields)
  })
}
