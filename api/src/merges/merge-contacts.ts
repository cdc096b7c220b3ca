import {
  type Field,
  fieldsByKey,
  type MergeChoice,
  type MergedField,
  mergeValues,
  refusedChoices,
  type Values,
} from '@cardfile/openapi'
import { refuseConflicts } from '../contacts/conflicts.ts'
import { type Contact, pick, shownValue } from '../contacts/contact.ts'
import { type Identity, identityPairs } from '../contacts/identity-keys.ts'
import type { ExpectedVersion } from '../contacts/write.ts'
import { selectTaken } from '../contacts/write-sql.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { firstRow } from '../db/database.ts'
import { invalid } from '../errors/problem-error.ts'
import { untilWritten } from '../errors/until-written.ts'
import { answeredBefore, type Idempotency, selectIdempotent } from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { identityChanges, judgedPatch, patched } from './judge-merge.ts'
import { type Meant, partsFrom, readParts, refuseTwice, undoableFor } from './read-parts.ts'
import { writeMerge } from './write-merge.ts'

/** What is to be merged into a contact, and how. */
export interface MergeRequest {
  from: readonly Meant[]
  /** By field key: what beats the usual. */
  choose?: Readonly<Record<string, MergeChoice>> | undefined
  /** Whether only to say what would be. */
  dryRun?: boolean | undefined
}

export interface Merged {
  /** The survivor, as it is or would be. */
  contact: Contact
  /** Null for a dry run. */
  merge: { id: string; undoUntil: string } | null
  fields: MergedValue[]
}

/** What became of a field, as far as the caller sees it. */
interface MergedValue extends Omit<MergedField, 'field'> {
  key: string
}

/**
 * Makes one contact of several: one read and one batch, however many there are. The one addressed survives;
 * the others stay as they are, out of sight, which is the way back.
 *
 * @throws ProblemError `not_found`, `merged`, `stale` with the present state of the contact that is,
 *   `invalid` by field, `conflict` naming who has an identity that was chosen, `busy`
 */
export function mergeContacts(
  ctx: Context,
  id: string,
  expected: ExpectedVersion,
  request: MergeRequest,
  idempotency: Idempotency | null = null,
): Promise<Merged> {
  refuseTwice(
    id,
    request.from.map((source) => source.id),
  )
  const known = request.dryRun ? null : idempotency
  return ctx.definitions.use(ctx.db, (snapshot) =>
    untilWritten(() => tryOnce(ctx, snapshot, { id, expected, request, idempotency: known })),
  )
}

interface Attempt {
  id: string
  expected: ExpectedVersion
  request: MergeRequest
  idempotency: Idempotency | null
}

async function tryOnce(
  ctx: Context,
  snapshot: FieldSnapshot,
  { id, expected, request, idempotency }: Attempt,
): Promise<Merged | null> {
  const { everyField } = snapshot
  const { from, choose = {}, dryRun = false } = request
  const meant = [{ id, version: expected }, ...from]
  const ids = meant.map((one) => one.id)
  const idempotencyKey = idempotency?.key ?? null
  const { rows, beside } = await readParts(ctx, ids, selectIdempotent({ idempotencyKey }))
  const known = firstRow(beside)
  const answered = answeredBefore<Merged>(known, idempotency)
  assertCurrent(snapshot, known.schema_version)
  if (answered) return seenOf(answered, snapshot)
  const [survivor, ...sources] = partsFrom(rows, meant, snapshot)
  if (!survivor) throw new RangeError('nobody survives')
  const refused = refusedChoices(everyField, choose, ids)
  if (Object.keys(refused).length > 0) throw invalid(refused)
  const merged = mergeValues(everyField, survivor, sources, choose)
  const patch = judgedPatch(survivor, merged, choose, everyField)
  const at = ctx.now()
  const result: Merged = {
    contact: {
      ...survivor.shown,
      version: survivor.version + 1,
      updatedAt: new Date(at).toISOString(),
      values: pick(patched(survivor.values, patch), snapshot.fields, () => true),
    },
    merge: null,
    fields: toldFields(merged, patch, snapshot),
  }
  const identities = identityChanges([survivor, ...sources], patch, everyField)
  if (dryRun) {
    await refuseTaken(ctx, snapshot, identities.gained)
    return result
  }
  const answer = {
    ...result,
    merge: { id: uuidv7(at), undoUntil: new Date(at + undoableFor).toISOString() },
  }
  const written = await writeMerge(ctx, snapshot, {
    survivor,
    sources,
    patch,
    identities,
    answer,
    at,
    idempotency,
  })
  return written ? answer : null
}

function toldFields(
  merged: readonly MergedField[],
  patch: Values,
  { fields }: FieldSnapshot,
): MergedValue[] {
  return merged.flatMap(({ field: { key }, result, from, others }) => {
    const value = Object.hasOwn(patch, key) ? patch[key] : result
    return shownAs(fieldsByKey(fields).get(key), { key, result: value, from, others })
  })
}

/** None of what they do not see. */
function shownAs(field: Field | undefined, told: MergedValue): MergedValue[] {
  if (!field) return []
  const others = told.others.map(({ id, value }) => ({ id, value: shownValue(field, value) }))
  return [{ ...told, result: shownValue(field, told.result), others }]
}

/** They may see less now than when they were answered. */
function seenOf({ contact, merge, fields: all }: Merged, { fields }: FieldSnapshot): Merged {
  return {
    contact: { ...contact, values: pick(contact.values, fields, () => true) },
    merge,
    fields: all.flatMap((told) => shownAs(fieldsByKey(fields).get(told.key), told)),
  }
}

async function refuseTaken(
  ctx: Context,
  snapshot: FieldSnapshot,
  gained: readonly Identity[],
): Promise<void> {
  if (gained.length === 0) return
  const [taken] = await ctx.db.batch(
    [selectTaken({ pairs: identityPairs(gained), id: '' })],
    'read',
  )
  refuseConflicts(taken, gained, snapshot)
}
