import { detail, fieldsByKey, identityKey } from '@cardfile/openapi'
import { type Contact, contactFromRow } from '../contacts/contact.ts'
import { firstRow } from '../db/database.ts'
import { ProblemError } from '../errors/problem-error.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent } from '../installation/definitions.ts'
import { selectByIdentity } from './identify-sql.ts'

/**
 * The live contact that has an identity, in whatever spelling, in one trip.
 *
 * @throws ProblemError `not_found`, also for a field that is none of identities or that the caller does not see
 */
export function findByIdentity(ctx: Context, key: string, value: string): Promise<Contact> {
  const nobody = () => new ProblemError('not_found', { detail: detail('identity_unknown') })
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const field = fieldsByKey(snapshot.fields).get(key)
    const identity = field?.kind === 'I' ? identityKey(field, value) : null
    if (!field || identity === null) throw nobody()
    const statement = selectByIdentity({ fieldId: field.id, key: identity })
    const [found] = await ctx.db.batch([statement], 'read')
    const row = firstRow(found)
    assertCurrent(snapshot, row.schema_version)
    if (row.id === null) throw nobody()
    return contactFromRow(row, snapshot.fields)
  })
}
