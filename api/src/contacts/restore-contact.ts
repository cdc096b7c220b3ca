import { hasIdentity, identitiesPath, missingIdentityReason, detail } from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import { auditWritten } from './contact-audit.ts'
import { refuseConflicts } from './conflicts.ts'
import { type Contact, contactFromRow, unpackValues } from './contact.ts'
import { identitiesOf, identityPairs } from './identity-keys.ts'
import * as write from './write-sql.ts'

import { logged, refuseMerged } from './write.ts'
import { searchableMembers } from './search/text.ts'

/**
 * Takes a contact out of the trash. Two trips: its identities are read before they are claimed.
 *
 * @throws ProblemError `conflict` where another contact has taken one of them meanwhile
 */
export function restoreContact(ctx: Context, id: string): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const [found] = await ctx.db.batch([write.selectForWrite({ id })], 'read')
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw notFound('contact')
    refuseMerged(row)
    if (row.deleted_at === null)
      throw new ProblemError('wrong_state', { detail: detail('not_in_trash') })
    const { deletedAt: _, ...contact } = contactFromRow(row, snapshot.fields)
    const { everyField } = snapshot
    const values = unpackValues(String(row.data), everyField)
    if (!hasIdentity(everyField, values))
      throw invalid({ [identitiesPath]: [missingIdentityReason(everyField)] })
    const identities = identitiesOf(values, everyField)
    const pairs = identityPairs(identities)
    const at = ctx.now()
    const { requestId } = ctx
    const [again, taken, , updated] = await ctx.db.batch(
      [
        write.selectForWrite({ id }),
        write.selectTaken({ pairs, id }),
        write.insertRestoreChange({
          ...logged(ctx, 'restore', id, contact.version, snapshot, at),
          trashed: 1,
          pairs,
        }),
        write.updateTrashed({ id, deletedAt: null, at, requestId }),
        write.insertIdentities({ id, pairs, requestId }),
        write.insertSearchText({ id, searchable: searchableMembers(snapshot), requestId }),
        auditWritten(ctx, 'contact.restored', id),
      ],
      'write',
    )
    if (updated?.rowsAffected !== 1) assertCurrent(snapshot, firstRow(again).schema_version)
    refuseConflicts(taken, identities, snapshot)
    if (updated?.rowsAffected !== 1)
      throw new ProblemError('wrong_state', { detail: detail('changed_meanwhile') })
    return { ...contact, version: contact.version + 1, updatedAt: new Date(at).toISOString() }
  })
}
