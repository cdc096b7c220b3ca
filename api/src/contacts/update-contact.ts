import {
  applyPatch,
  claimedFieldsOf,
  contactSchema,
  isFixed,
  touchesConditions,
  type Values,
} from '@cardfile/openapi'
import type { Context } from '../installation/context.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { firstRow } from '../db/database.ts'
import { untilWritten } from '../errors/until-written.ts'
import { refuseConflicts } from './conflicts.ts'
import { type Contact, packPatch, pick, unpackValues } from './contact.ts'
import { identitiesOf, identityPairs } from './identity-keys.ts'
import * as write from './write-sql.ts'
import { judged } from './judged.ts'
import { type ExpectedVersion, liveContact, logged } from './write.ts'
import { isSearched, searchableMembers } from './search/text.ts'

/**
 * Changes the values that are sent, in one trip: the statement that logs the change asks everything
 * that depends on the present values, and whatever follows depends on its row. In two, where they are of fields
 * that depend on others, or that others depend on.
 *
 * @throws ProblemError `not_found`, `stale` with the present state, `invalid`, `conflict`, `busy`
 */
export function updateContact(
  ctx: Context,
  id: string,
  expected: ExpectedVersion,
  input: Values,
): Promise<Contact> {
  return ctx.definitions.use(ctx.db, (snapshot) =>
    untilWritten(() => tryOnce(ctx, snapshot, { id, expected, input })),
  )
}

interface Change {
  id: string
  expected: ExpectedVersion
  input: Values
}

/** @returns null where another writer got in between, and any version may be changed */
async function tryOnce(
  ctx: Context,
  snapshot: FieldSnapshot,
  { id, expected: asked, input }: Change,
): Promise<Contact | null> {
  const { everyField } = snapshot
  const patch = judged(contactSchema(everyField, 'patch').safeParse(input))
  // What becomes of fields that depend on others is not for the database to say.
  const expected = touchesConditions(everyField, patch)
    ? await judgedVersion(ctx, snapshot, { id, expected: asked, input })
    : asked
  const identities = identitiesOf(patch, everyField)
  const touched = claimedFieldsOf(everyField).filter(({ key }) => Object.hasOwn(patch, key))
  const touchesIdentity = touched.some(({ kind }) => kind === 'I')
  const fieldIds = JSON.stringify(touched.map((field) => field.id))
  const packed = packPatch(patch, everyField)
  const pairs = identityPairs(identities)
  const at = ctx.now()
  const { requestId } = ctx
  const [found, taken, , updated] = await ctx.db.batch(
    [
      write.selectForWrite({ id }),
      write.selectTaken({ pairs, id }),
      write.insertPatchChange({
        ...logged(ctx, 'update', id, expected, snapshot, at),
        trashed: 0,
        patch: packed,
        pairs,
        readOnly: packPatch(pick(patch, everyField, isFixed), everyField),
        otherIdentityFields: JSON.stringify(
          snapshot.fields
            .filter(({ kind, id }) => kind === 'I' && !touched.some((one) => one.id === id))
            .map(({ id }) => id),
        ),
        // As the rule set has it: what touches no identity needs none, and only seen ones count.
        gainsIdentity:
          !touchesIdentity || identities.some(({ field }) => field.kind === 'I') ? 1 : 0,
      }),
      write.updatePatched({ id, patch: packed, at, requestId }),
      write.deleteIdentities({ id, fieldIds, requestId }),
      write.insertIdentities({ id, pairs, requestId }),
      // Making its texts anew is a third of a write.
      ...(isSearched(patch, everyField)
        ? [
            write.deleteSearchText({ id, requestId }),
            write.insertSearchText({ id, searchable: searchableMembers(snapshot), requestId }),
          ]
        : []),
    ],
    'write',
  )
  const row = firstRow(found)
  if (asked === null && expected !== null && Number(row.version) !== expected) return null
  const before = liveContact(row, snapshot, expected)
  // What they do not see counts too: a contact whose other identity it is keeps one.
  const current = unpackValues(String(row.data), everyField)
  judged(contactSchema(everyField, 'patch', { current }).safeParse(input))
  refuseConflicts(taken, identities, snapshot)
  if (updated?.rowsAffected !== 1) return before
  return {
    ...before,
    version: before.version + 1,
    updatedAt: new Date(at).toISOString(),
    values: pick(applyPatch(before.values, patch), snapshot.fields, () => true),
  }
}

/**
 * The version of a contact for which a change was judged by all that it has, in a trip of its own.
 *
 * @throws ProblemError as `updateContact`
 */
async function judgedVersion(
  ctx: Context,
  snapshot: FieldSnapshot,
  { id, expected, input }: Change,
): Promise<number> {
  const [found] = await ctx.db.batch([write.selectForWrite({ id })], 'read')
  const row = firstRow(found)
  const { version } = liveContact(row, snapshot, expected)
  const current = unpackValues(String(row.data), snapshot.everyField)
  judged(contactSchema(snapshot.everyField, 'patch', { current }).safeParse(input))
  return version
}
