import {
  type CodedReasons,
  type Field,
  identitiesPath,
  isFixed,
  judgeContact,
  type MergeChoice,
  type MergedField,
  mergeValues,
  refusedChoices,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { refuseConflicts } from '../contacts/conflicts.ts'
import { type Contact, packPatch, packValues, pick } from '../contacts/contact.ts'
import { identitiesOf, type Identity, identityPairs } from '../contacts/identity-keys.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import type { ExpectedVersion } from '../contacts/write.ts'
import { selectTaken } from '../contacts/write-sql.ts'
import { uuidv7 } from '../crypto/uuid.ts'
import { firstRow } from '../db/database.ts'
import { invalid } from '../errors/problem-error.ts'
import {
  answeredBefore,
  type Idempotency,
  insertIdempotent,
  selectIdempotent,
} from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import * as merge from './merge-sql.ts'
import {
  type Meant,
  type Part,
  partsFrom,
  readParts,
  refuseTwice,
  undoableFor,
} from './read-parts.ts'

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
 *   `invalid` by field, `conflict` naming who has an identity that was chosen
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
  return ctx.definitions.use(ctx.db, async (snapshot) => {
    for (;;) {
      const known = request.dryRun ? null : idempotency
      const merged = await tryOnce(ctx, snapshot, { id, expected, request, idempotency: known })
      // Another writer got in between; what they left is judged anew.
      if (merged) return merged
    }
  })
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
  const written = await write(ctx, snapshot, {
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

/** What changes in the survivor, judged by the one rule set, but for what goes by itself. */
function judgedPatch(
  survivor: Part,
  merged: readonly MergedField[],
  choose: Readonly<Record<string, MergeChoice>>,
  everyField: readonly Field[],
): Values {
  const [own, byItself]: [Values, Values] = [{}, {}]
  for (const { field, result } of merged)
    if (!sameValue(result, survivor.values[field.key]))
      (isFixed(field) ? byItself : own)[field.key] = result
  const verdict = judgeContact(everyField, 'patch', own, { current: survivor.values })
  if (verdict.reasons) throw invalid(pathed(verdict.reasons, choose))
  return { ...verdict.values, ...byItself }
}

function pathed(reasons: CodedReasons, choose: object): CodedReasons {
  return Object.fromEntries(
    Object.entries(reasons).map(([key, told]) => [
      key === identitiesPath ? key : `${Object.hasOwn(choose, key) ? 'choose' : 'values'}.${key}`,
      told,
    ]),
  )
}

function patched(values: Values, patch: Values): Values {
  return Object.fromEntries(
    Object.entries({ ...values, ...patch }).filter(([, value]) => value !== null),
  )
}

function toldFields(
  merged: readonly MergedField[],
  patch: Values,
  { fields }: FieldSnapshot,
): MergedValue[] {
  const seen = new Set(fields.map(({ key }) => key))
  return merged
    .filter(({ field }) => seen.has(field.key))
    .map(({ field: { key }, result, from, others }) => ({
      key,
      result: Object.hasOwn(patch, key) ? patch[key] : result,
      from,
      others,
    }))
}

/** They may see less now than when they were answered. */
function seenOf({ contact, merge, fields: all }: Merged, { fields }: FieldSnapshot): Merged {
  const seen = new Set(fields.map(({ key }) => key))
  return {
    contact: { ...contact, values: pick(contact.values, fields, () => true) },
    merge,
    fields: all.filter(({ key }) => seen.has(key)),
  }
}

interface IdentityChanges {
  /** What the contacts have and the survivor will not. */
  dropped: Identity[]
  /** What none of them has. */
  gained: Identity[]
}

function identityChanges(
  parts: readonly Part[],
  patch: Values,
  fields: readonly Field[],
): IdentityChanges {
  const [survivor] = parts
  const held = parts.flatMap(({ values }) => identitiesOf(values, fields))
  const kept = identitiesOf(patched(survivor?.values ?? {}, patch), fields)
  const missing = (from: readonly Identity[], wanted: readonly Identity[]) => {
    const known = new Set(from.map(nameOf))
    return wanted.filter((identity) => !known.has(nameOf(identity)))
  }
  return { dropped: missing(kept, held), gained: missing(held, kept) }
}

const nameOf = ({ field, key }: Identity) => `${field.id} ${key}`

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

interface Write {
  survivor: Part
  sources: readonly Part[]
  patch: Values
  identities: IdentityChanges
  answer: Merged & { merge: { id: string } }
  at: number
  idempotency: Idempotency | null
}

/** @returns whether it was written; not so where another writer got in between */
async function write(
  ctx: Context,
  snapshot: FieldSnapshot,
  { survivor, sources, patch, identities, answer, at, idempotency }: Write,
): Promise<boolean> {
  const { everyField } = snapshot
  const changed = everyField.filter(({ key }) => Object.hasOwn(patch, key))
  const packed = (values: Values) =>
    packValues(
      pick(values, changed, () => true),
      everyField,
    )
  const numbers = (parts: readonly Part[]) => JSON.stringify(parts.map(({ seq }) => seq))
  const parts = [survivor, ...sources]
  const mergeId = answer.merge.id
  const gained = identityPairs(identities.gained)
  const stamp = {
    mergeId,
    survivor: survivor.seq,
    sources: numbers(sources),
    seqs: numbers(parts),
    at,
    actor: ctx.actor,
    requestId: ctx.requestId,
    gained,
  }
  const isMerged = sql`EXISTS (SELECT 1 FROM merges WHERE id = ${mergeId})`
  const [version, taken, inserted] = await ctx.db.batch(
    [
      selectIdempotent({ idempotencyKey: null }),
      selectTaken({ pairs: gained, id: '' }),
      merge.insertMerge({
        ...stamp,
        before: packed(survivor.values),
        after: packed(patched(survivor.values, patch)),
        versions: JSON.stringify(parts.map((part) => [part.seq, part.version])),
        schemaVersion: snapshot.version,
        idempotencyKey: idempotency?.key ?? null,
      }),
      merge.insertSources(stamp),
      // First who is gone, so that whoever follows the log never sees one identity twice.
      merge.logMerged({ ...stamp, kind: 'merged', seqs: stamp.sources }),
      merge.logMerged({ ...stamp, kind: 'merge', seqs: numbers([survivor]) }),
      merge.updateSurvivor({ ...stamp, patch: packPatch(patch, everyField) }),
      merge.updateSources(stamp),
      merge.deleteIdentities({ ...stamp, dropped: identityPairs(identities.dropped) }),
      merge.moveIdentities(stamp),
      merge.insertIdentities(stamp),
      merge.deleteSearchTexts(stamp),
      merge.insertSearchText({ ...stamp, searchable: searchableMembers(snapshot) }),
      auditStatement({
        ctx,
        action: 'contact.merged',
        target: { kind: 'contact', id: survivor.id },
        details: { contacts: sources.length },
        onlyIf: isMerged,
      }),
      ...(idempotency ? [insertIdempotent(idempotency, answer, at, isMerged)] : []),
    ],
    'write',
  )
  assertCurrent(snapshot, firstRow(version).schema_version)
  if (inserted?.rowsAffected === 1) return true
  refuseConflicts(taken, identities.gained, snapshot)
  return false
}
