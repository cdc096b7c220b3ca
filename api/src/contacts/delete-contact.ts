import { claimedFieldsOf } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { auditWritten } from './contact-audit.ts'
import * as write from './write-sql.ts'

import { type ExpectedVersion, liveContact, logged } from './write.ts'

/** Puts a contact into the trash, in one trip. Its identities are free from then on. */
export function deleteContact(ctx: Context, id: string, expected: ExpectedVersion): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const at = ctx.now()
    const { requestId } = ctx
    const claimed = claimedFieldsOf(snapshot.everyField).map((field) => field.id)
    const [found] = await ctx.db.batch(
      [
        write.selectForWrite({ id }),
        write.insertChange({ ...logged(ctx, 'delete', id, expected, snapshot, at), trashed: 0 }),
        write.updateTrashed({ id, deletedAt: at, at, requestId }),
        write.deleteIdentities({ id, fieldIds: JSON.stringify(claimed), requestId }),
        write.deleteSearchText({ id, requestId }),
        auditWritten(ctx, 'contact.deleted', id),
      ],
      'write',
    )
    liveContact(firstRow(found), snapshot, expected)
  })
}
