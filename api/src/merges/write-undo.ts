import { type Field, isEmptyValue, sameValue, type Values } from '@cardfile/openapi'
import { sql } from 'drizzle-orm/sql'
import { auditStatement } from '../audit/record.ts'
import { packPatch } from '../contacts/contact.ts'
import { type Identity, identityPairs } from '../contacts/identity-keys.ts'
import { searchableMembers } from '../contacts/search/text.ts'
import { firstRow } from '../db/database.ts'
import { type Idempotency, insertIdempotent, selectIdempotent } from '../idempotency/idempotency.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import type { UndoPlan } from './plan-undo.ts'
import type { Source, UndoState } from './read-undo.ts'
import * as undo from './undo-sql.ts'

/** What the contacts have when a merge is taken back, by their numbers. */
export interface Settled {
  values: Map<number, Values>
  /** `[identity, contact's number]` */
  gained: [Identity, number][]
  dropped: Identity[]
}

/** The contact that is there: the survivor, or the last one it was merged into. */
export function liveOf({ holders }: UndoState) {
  const live = holders.at(-1)
  if (!live) throw new RangeError('a merge without a survivor')
  return live
}

interface Write {
  mergeId: string
  state: UndoState
  plan: UndoPlan
  settled: Settled
  /** What is answered, and answered again under the same key. */
  answer: object
  at: number
  idempotency: Idempotency | null
}

/** @returns whether it was written; not so where another writer got in between */
export async function writeUndo(
  ctx: Context,
  snapshot: FieldSnapshot,
  { mergeId, state, plan, settled, answer, at, idempotency }: Write,
): Promise<boolean> {
  const { everyField: fields } = snapshot
  const { holders, sources } = state
  const live = liveOf(state)
  const [survivor] = holders
  const { requestId } = ctx
  // The survivor's history has the undoing in any case.
  const lines = (parts: readonly Source[], always: (part: Source) => boolean) =>
    `[${parts
      .flatMap((part) => {
        const patch = differing(part.values, settled.values.get(part.seq) ?? part.values, fields)
        if (patch === null && !always(part)) return []
        return [`[${part.seq},${packPatch(patch ?? {}, fields)}]`]
      })
      .join(',')}]`
  const changed = lines(holders, (part) => part === survivor)
  const restored = lines(sources, () => true)
  const stamp = { mergeId, requestId, at, actor: ctx.actor, survivor: live.seq }
  const gained = JSON.stringify(settled.gained.map(([{ field, key }, seq]) => [field.id, key, seq]))
  const isUndone = sql`EXISTS (SELECT 1 FROM merges WHERE id = ${mergeId} AND undo_request_id = ${requestId})`
  const [version, marked] = await ctx.db.batch(
    [
      selectIdempotent({ idempotencyKey: null }),
      undo.markUndone({
        ...stamp,
        versions: JSON.stringify([...holders, ...sources].map((part) => [part.seq, part.version])),
        gained,
        schemaVersion: snapshot.version,
        idempotencyKey: idempotency?.key ?? null,
      }),
      undo.logUndone({ ...stamp, kind: 'unmerge', changed }),
      undo.logUndone({ ...stamp, kind: 'unmerged', changed: restored }),
      undo.updateHolders({ ...stamp, changed }),
      undo.restoreSources({ ...stamp, changed: restored }),
      undo.updateEffects({ ...stamp, effects: effectLines(state, plan, fields) }),
      undo.deleteIdentities({ ...stamp, dropped: identityPairs(settled.dropped) }),
      undo.insertIdentities({ ...stamp, gained }),
      undo.deleteSearchText(stamp),
      undo.insertSearchTexts({
        ...stamp,
        seqs: JSON.stringify([live, ...sources].map(({ seq }) => seq)),
        searchable: searchableMembers(snapshot),
      }),
      auditStatement({
        ctx,
        action: 'contact.unmerged',
        target: { kind: 'contact', id: live.shown.id },
        details: { contacts: sources.length },
        onlyIf: isUndone,
      }),
      ...(idempotency ? [insertIdempotent(idempotency, answer, at, isUndone)] : []),
    ],
    'write',
  )
  assertCurrent(snapshot, firstRow(version).schema_version)
  return marked?.rowsAffected === 1
}

function effectLines({ holders }: UndoState, plan: UndoPlan, fields: readonly Field[]): string {
  const known = holders.flatMap(({ merge, later }) => [merge, ...later])
  const lines = known.flatMap(({ id, before, after }) => {
    const effect = plan.effects.get(id)
    if (!effect) return []
    const patches = [
      differing(before, effect.before, fields),
      differing(after, effect.after, fields),
    ]
    if (patches.every((patch) => patch === null)) return []
    return [`["${id}",${patches.map((patch) => packPatch(patch ?? {}, fields)).join(',')}]`]
  })
  return `[${lines.join(',')}]`
}

/** The values that make the second of the first, null for those that go; null where nothing differs. */
export function differing(from: Values, to: Values, fields: readonly Field[]): Values | null {
  const changed = fields.filter(({ key }) => !sameValue(from[key], to[key]))
  if (changed.length === 0) return null
  return Object.fromEntries(changed.map(({ key }) => [key, isEmptyValue(to[key]) ? null : to[key]]))
}
