import { detail, type Field, isUnique, named, reason } from '@cardfile/openapi'
import { firstRow } from '../db/database.ts'
import type { Row } from '../db/result.ts'
import type { Statement } from '../db/statement.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { selectSchemaVersion } from '../installation/definition-rows.ts'
import type { Job } from '../jobs/job.ts'
import { insertJob } from '../jobs/store.ts'
import { claimingJob } from './claim-in-steps.ts'
import { selectLastContact } from './convert-sql.ts'
import { mostAtOnce } from './limits.ts'
import * as unique from './unique-sql.ts'

const mostSamples = 5

/** @throws ProblemError `invalid` for what cannot be changed together with, or under, unique values */
export function refuseUnclearUnique(before: Field, after: Field, narrowed: string | null): void {
  if (isUnique(before) && isUnique(after) && before.type !== after.type)
    throw invalid({ type: [reason('unique_type')] })
  if (!isUnique(before) && isUnique(after) && narrowed !== null)
    throw invalid({ unique: [reason('unique_alone')] })
}

/** What is written, and the job that does what one batch should not. */
interface UniqueChange {
  statements: Statement[]
  job: Job | null
}

/**
 * What makes a field's values unique, or no longer: at once, or in steps where there are many contacts. Whoever
 * turns it on learns which values several contacts have, so they have to see contacts.
 *
 * @throws ProblemError `in_use` with how many contacts share a value, and some of the values
 */
export async function uniqueChange(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
): Promise<UniqueChange> {
  const isOn = isUnique(after)
  if (isUnique(before) === isOn) return { statements: [], job: null }
  if (isOn) requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
  const [version, contacts, found] = await ctx.db.batch(
    [
      selectSchemaVersion,
      selectLastContact,
      ...(isOn ? [unique.selectShared(after, mostSamples)] : []),
    ],
    'scan',
  )
  assertCurrent(snapshot, firstRow(version).version)
  if (found) refuseShared(found.rows)
  const last = Number(firstRow(contacts).seq)
  if (last > mostAtOnce) {
    const job = claimingJob(ctx, after, last, isOn)
    return { statements: [insertJob(job)], job }
  }
  const freed = unique.freeValues(after)
  return { statements: isOn ? [freed, unique.claimValues(after)] : [freed], job: null }
}

/** How many contacts stand in the way of a field becoming unique, if it does: they share a value. */
export async function countShared(
  ctx: Context,
  snapshot: FieldSnapshot,
  before: Field,
  after: Field,
): Promise<number> {
  if (isUnique(before) || !isUnique(after)) return 0
  requirePermission(ctx.definitions.authorization(snapshot), 'view_contacts')
  const [found] = await ctx.db.batch([unique.selectShared(after, 1)], 'scan')
  return Number(found?.rows[0]?.contacts ?? 0)
}

function refuseShared(shared: readonly Row[]): void {
  const [first] = shared
  if (!first) return
  throw new ProblemError('in_use', {
    detail: detail('values_not_unique', { contacts: Number(first.contacts) }),
    errors: {
      unique: shared.map(({ value, n }) =>
        named(String(value), reason('value_of_several', { contacts: Number(n) })),
      ),
    },
  })
}
