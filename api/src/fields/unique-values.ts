import { detail, type Field, isUnique, named, reason } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import type { Statement } from '../db/statement.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import * as unique from './unique-sql.ts'

const mostSamples = 5

/** @throws ProblemError `invalid` for what cannot be changed together with, or under, unique values */
export function refuseUnclearUnique(before: Field, after: Field, narrowed: string | null): void {
  if (isUnique(before) && isUnique(after) && before.type !== after.type)
    throw invalid({ type: [reason('unique_type')] })
  if (!isUnique(before) && isUnique(after) && narrowed !== null)
    throw invalid({ unique: [reason('unique_alone')] })
}

/**
 * What makes a field's values unique, or no longer. Whoever turns it on learns which values several contacts
 * have, so they have to see contacts.
 *
 * @throws ProblemError `in_use` with how many contacts share a value, and some of the values
 */
export async function uniqueStatements(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
): Promise<Statement[]> {
  if (isUnique(before) === isUnique(after)) return []
  if (!isUnique(after)) return [unique.freeValues(after)]
  requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
  const [version, found] = await ctx.db.batch(
    [selectSchemaVersion, unique.selectShared(after, mostSamples)],
    'scan',
  )
  assertCurrent(snapshot, firstRow(version).version)
  const [first, ...more] = found?.rows ?? []
  if (!first) return [unique.freeValues(after), unique.claimValues(after)]
  throw new ProblemError('in_use', {
    detail: detail('values_not_unique', { contacts: Number(first.contacts) }),
    errors: {
      unique: [first, ...more].map(({ value, n }) =>
        named(String(value), reason('value_of_several', { contacts: Number(n) })),
      ),
    },
  })
}

/** True for a batch that failed since two contacts came to share a value meanwhile. */
export function isShared(error: unknown): boolean {
  return error instanceof Error && /constraint failed: identities/i.test(error.message)
}
