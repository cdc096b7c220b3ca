import type { Values } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { refuseConflicts } from '../contacts/conflicts.ts'
import { packPatch, packValues, pick } from '../contacts/contact.ts'
import { identityPairs } from '../contacts/identity-keys.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import { selectTaken } from '../contacts/write-sql.ts'
import { firstRow } from '../db/database.ts'
import { type Idempotency, insertIdempotent, selectIdempotent } from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { type IdentityChanges, patched } from './judge-merge.ts'
import * as merge from './merge-sql.ts'
import type { Part } from './read-parts.ts'

interface Write<Answer> {
  survivor: Part
  sources: readonly Part[]
  patch: Values
  identities: IdentityChanges
  /** What is answered, and answered again under the same key. */
  answer: Answer
  at: number
  idempotency: Idempotency | null
}

/** @returns whether it was written; not so where another writer got in between */
export async function writeMerge<Answer extends { merge: { id: string } }>(
  ctx: Context,
  snapshot: FieldSnapshot,
  { survivor, sources, patch, identities, answer, at, idempotency }: Write<Answer>,
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
