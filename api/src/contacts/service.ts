import {
  applyPatch,
  contactSchema,
  type Field,
  hasIdentity,
  identitiesPath,
  isFixed,
  missingIdentityReason,
  rulesOf,
  codedReasonsOf,
  type Values,
} from '@cardfile/openapi'
import type { Row } from '@libsql/client/web'
import { requirePermission } from '../installation/authorization.ts'
import type { Context } from '../installation/context.ts'
import { firstRow } from '../db/database.ts'
import { memberOf } from '../installation/columns.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { auditWritten } from './contact-audit.ts'
import { refuseConflicts } from './conflicts.ts'
import { type Contact, contactFromRow, packPatch, packValues, unpackValues } from './contact.ts'
import { identitiesOf, identityPairs } from './identity-keys.ts'
import { contactExists } from './sql.ts'
import * as write from './write-sql.ts'

/** The version a change is meant for; `null` stands for `If-Match: *`, whichever there is. */
export type ExpectedVersion = number | null

const via = 'api'

/**
 * Creates a contact, in one trip.
 *
 * @throws ProblemError `invalid` by field, `conflict` naming the contacts that have an identity
 */
export function createContact(
  ctx: Context,
  input: Values,
  idempotency: Idempotency | null = null,
): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    refuseBlindCreation(ctx, snapshot)
    const { everyField } = snapshot
    const values = judged(contactSchema(everyField, 'create').safeParse(input))
    const identities = identitiesOf(values, everyField)
    const at = ctx.now()
    const time = new Date(at).toISOString()
    const contact: Contact = {
      id: uuidv7(at),
      version: 1,
      createdAt: time,
      updatedAt: time,
      values: pick(values, snapshot.fields, () => true),
    }
    const { id } = contact
    const pairs = identityPairs(identities)
    const { requestId } = ctx
    const idempotencyKey = idempotency?.key ?? null
    const [known, taken, inserted] = await ctx.db.batch(
      [
        selectIdempotent({ idempotencyKey }),
        write.selectTaken({ pairs, id }),
        write.insertContact({
          id,
          data: packValues(values, everyField),
          at,
          pairs,
          schemaVersion: snapshot.version,
          idempotencyKey,
        }),
        write.insertCreated({ id, at, actor: ctx.actor, via, requestId }),
        write.insertIdentities({ id, pairs, requestId }),
        write.insertSearchText({ id, searchable: searchableMembers(snapshot), requestId }),
        ...(idempotency ? [insertIdempotent(idempotency, contact, at, contactExists(id))] : []),
      ],
      'write',
    )
    const before = firstRow(known)
    const answered = answeredBefore<Contact>(before, idempotency)
    assertCurrent(snapshot, before.schema_version)
    // They may see less now than when they were answered.
    if (answered) return { ...answered, values: pick(answered.values, snapshot.fields, () => true) }
    refuseConflicts(taken, identities, snapshot)
    if (inserted?.rowsAffected !== 1)
      throw new Error('a contact without conflicts was not inserted')
    return contact
  })
}

/**
 * Changes the values that are sent, in one trip: the statement that logs the change asks everything
 * that depends on the present values, and whatever follows depends on its row.
 *
 * @throws ProblemError `not_found`, `stale` with the present state, `invalid`, `conflict`
 */
export function updateContact(
  ctx: Context,
  id: string,
  expected: ExpectedVersion,
  input: Values,
): Promise<Contact> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const { everyField } = snapshot
    const patch = judged(contactSchema(everyField, 'patch').safeParse(input))
    const identities = identitiesOf(patch, everyField)
    const touched = everyField.filter(({ kind, key }) => kind === 'I' && Object.hasOwn(patch, key))
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
          ...logged(ctx, 'update', id, expected, snapshot),
          trashed: 0,
          patch: packed,
          pairs,
          readOnly: packPatch(pick(patch, everyField, isFixed), everyField),
          otherIdentityFields: JSON.stringify(
            snapshot.fields
              .filter((field) => field.kind === 'I' && !touched.includes(field))
              .map(({ id }) => id),
          ),
          // As the rule set has it: what touches no identity needs none, and only seen ones count.
          gainsIdentity: identities.length > 0 || touched.length === 0 ? 1 : 0,
        }),
        write.updatePatched({ id, patch: packed, at, requestId }),
        write.deleteIdentities({ id, fieldIds, requestId }),
        write.insertIdentities({ id, pairs, requestId }),
        write.deleteSearchText({ id, requestId }),
        write.insertSearchText({ id, searchable: searchableMembers(snapshot), requestId }),
      ],
      'write',
    )
    const row = firstRow(found)
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
      values: { ...applyPatch(before.values, patch) },
    }
  })
}

/** Puts a contact into the trash, in one trip. Its identities are free from then on. */
export function deleteContact(ctx: Context, id: string, expected: ExpectedVersion): Promise<void> {
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    const at = ctx.now()
    const { requestId } = ctx
    const everyIdentity = snapshot.everyField
      .filter(({ kind }) => kind === 'I')
      .map((field) => field.id)
    const [found] = await ctx.db.batch(
      [
        write.selectForWrite({ id }),
        write.insertChange({ ...logged(ctx, 'delete', id, expected, snapshot), trashed: 0 }),
        write.updateTrashed({ id, deletedAt: at, at, requestId }),
        write.deleteIdentities({ id, fieldIds: JSON.stringify(everyIdentity), requestId }),
        write.deleteSearchText({ id, requestId }),
        auditWritten(ctx, 'contact.deleted', id),
      ],
      'write',
    )
    liveContact(firstRow(found), snapshot, expected)
  })
}

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
    if (row.deleted_at === null)
      throw new ProblemError('wrong_state', { detail: 'This contact is not in the trash.' })
    const { deletedAt: _, ...contact } = contactFromRow(row, snapshot.fields)
    const { everyField } = snapshot
    const values = unpackValues(String(row.data), everyField)
    if (!hasIdentity(everyField, values))
      throw invalid({ [identitiesPath]: [missingIdentityReason(everyField)] })
    const identities = identitiesOf(values, everyField)
    const pairs = identityPairs(identities)
    const at = ctx.now()
    const { requestId } = ctx
    const [, taken, , updated] = await ctx.db.batch(
      [
        write.selectForWrite({ id }),
        write.selectTaken({ pairs, id }),
        write.insertRestoreChange({
          ...logged(ctx, 'restore', id, contact.version, snapshot),
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
    refuseConflicts(taken, identities, snapshot)
    if (updated?.rowsAffected !== 1)
      throw new ProblemError('wrong_state', { detail: 'This contact was changed meanwhile.' })
    return { ...contact, version: contact.version + 1, updatedAt: new Date(at).toISOString() }
  })
}

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

/** Members of the stored JSON that substring search looks into. */
export function searchableMembers({ everyField }: Pick<FieldSnapshot, 'everyField'>): string {
  return JSON.stringify(everyField.filter((field) => rulesOf(field).searchable).map(memberOf))
}

type Verdict = ReturnType<ReturnType<typeof contactSchema>['safeParse']>

function judged(verdict: Verdict): Values {
  if (verdict.success) return verdict.data
  const { [`values.${identitiesPath}`]: missing, ...reasons } = codedReasonsOf(
    verdict.error,
    'values',
  )
  throw invalid({ ...reasons, ...(missing ? { [identitiesPath]: missing } : {}) })
}

function logged(
  ctx: Context,
  kind: string,
  id: string,
  version: ExpectedVersion,
  { version: schemaVersion }: FieldSnapshot,
) {
  return {
    id,
    kind,
    at: ctx.now(),
    actor: ctx.actor,
    via,
    requestId: ctx.requestId,
    version,
    schemaVersion,
  }
}

/** The contact a write found, if it is there, not in the trash, and the version that was meant. */
function liveContact(row: Row, snapshot: FieldSnapshot, expected: ExpectedVersion): Contact {
  assertCurrent(snapshot, row.schema_version)
  if (row.id === null || row.deleted_at !== null) throw notFound('contact')
  const contact = contactFromRow(row, snapshot.fields)
  if (expected !== null && contact.version !== expected)
    throw new ProblemError('stale', {
      detail: `This contact is at version ${contact.version} now.`,
      current: contact,
    })
  return contact
}

/** @throws ProblemError `forbidden`: a contact needs an identity, and no one gives what they may not see */
function refuseBlindCreation(ctx: Context, snapshot: FieldSnapshot): void {
  requirePermission(ctx.definitions.authorization(snapshot), 'view_identities')
}

function pick(values: Values, fields: readonly Field[], wanted: (field: Field) => boolean): Values {
  return Object.fromEntries(
    fields
      .filter((field) => wanted(field) && Object.hasOwn(values, field.key))
      .map(({ key }) => [key, values[key]]),
  )
}
