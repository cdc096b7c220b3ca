import {
  fieldsByKey,
  type Actor,
  type ChangeWay,
  detail,
  type Field,
  isEmptyValue,
  mergeUndoDays,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import { type Contact, pick, shownValue } from '../contacts/contact.ts'
import { wayOf } from '../contacts/changes/logged-change.ts'
import { identitiesOf, type Identity, identityPairs } from '../contacts/identity-keys.ts'
import { isoTime } from '../db/iso-time.ts'
import type { Row } from '../db/result.ts'
import { notFound, ProblemError } from '../errors/problem-error.ts'
import { untilWritten } from '../errors/until-written.ts'
import { answeredBefore, type Idempotency } from '../idempotency/idempotency.ts'
import { actorFrom } from '../installation/actor.ts'
import { memberOf } from '../installation/columns.ts'
import type { Context } from '../installation/context.ts'
import { assertCurrent, type FieldSnapshot } from '../installation/definitions.ts'
import { planUndo, type UndoPlan } from './plan-undo.ts'
import { undoableFor } from './read-parts.ts'
import { readUndo, type Source, type UndoState } from './read-undo.ts'
import * as undo from './undo-sql.ts'
import { differing, liveOf, type Settled, writeUndo } from './write-undo.ts'

/** What taking a merge back did, or would do, as far as its caller sees it. */
export interface Unmerged {
  /** The contact that survived, or that it was merged into since. */
  contact: Contact
  /** Contacts that are there again. */
  restored: Contact[]
  fields: UnmergedValue[]
  /** Identities that contacts had before, and that somebody else has by now. */
  notReturned: {
    contactId: string
    field: string
    value: string
    contact: { id: string; name: string }
  }[]
}

interface UnmergedValue {
  key: string
  now: unknown
  result: unknown
  outcome: 'back' | 'stays'
  /** Who last changed what stays; null where the field itself was changed. */
  changedBy: { actor: Actor; at: string; via: ChangeWay } | null
}

/**
 * Takes a merge back: the contacts it took are there again as they were, and the survivor has what it had, but
 * for what was changed since. Two reads and one batch, also where several merges stand on each other.
 *
 * @throws ProblemError `not_found`; `wrong_state` where it was taken back before, is too old, or the survivor
 *   is in the trash; `busy`
 */
export function undoMerge(
  ctx: Context,
  mergeId: string,
  { dryRun = false }: { dryRun?: boolean | undefined } = {},
  idempotency: Idempotency | null = null,
): Promise<Unmerged> {
  const known = dryRun ? null : idempotency
  return ctx.definitions.use(ctx.db, (snapshot) =>
    untilWritten(() => tryOnce(ctx, snapshot, { mergeId, dryRun, idempotency: known })),
  )
}

interface Attempt {
  mergeId: string
  dryRun: boolean
  idempotency: Idempotency | null
}

async function tryOnce(
  ctx: Context,
  snapshot: FieldSnapshot,
  { mergeId, dryRun, idempotency }: Attempt,
): Promise<Unmerged | null> {
  const key = idempotency?.key ?? null
  const { known, state } = await readUndo(ctx, mergeId, key, snapshot)
  const answered = answeredBefore<Unmerged>(known, idempotency)
  assertCurrent(snapshot, known.schema_version)
  if (answered) return seenOf(answered, snapshot)
  if (!state) throw notFound('merge')
  const at = ctx.now()
  refuseImpossible(state, at)
  const fields = snapshot.everyField
  const plan = planUndo(fields, state.holders)
  const { owners, changers } = await readAround(ctx, state, plan, fields)
  const settled = settleIdentities(state, plan, owners, fields)
  const live = liveOf(state)
  const time = new Date(at).toISOString()
  const shownAs = (shown: Contact, values: Values, isChanged = true): Contact => ({
    id: shown.id,
    version: shown.version + (isChanged ? 1 : 0),
    createdAt: shown.createdAt,
    updatedAt: isChanged ? time : shown.updatedAt,
    values: pick(values, snapshot.fields, () => true),
  })
  const liveValues = settled.values.get(live.seq) ?? live.values
  const [survivor] = state.holders
  const isLiveChanged = live === survivor || differing(live.values, liveValues, fields) !== null
  const answer: Unmerged = {
    contact: shownAs(live.shown, liveValues, isLiveChanged),
    restored: state.sources.map(({ seq, shown, values }) =>
      shownAs(shown, settled.values.get(seq) ?? values),
    ),
    fields: toldFields(state, plan, liveValues, changers, snapshot),
    notReturned: shownIdentities(settled.notReturned, snapshot),
  }
  if (dryRun) return answer
  const written = await writeUndo(ctx, snapshot, {
    mergeId,
    state,
    plan,
    settled,
    answer,
    at,
    idempotency,
  })
  return written ? answer : null
}

function refuseImpossible({ isUndone, mergedAt, holders }: UndoState, now: number): void {
  const refuse = (told: ReturnType<typeof detail>) => {
    throw new ProblemError('wrong_state', { detail: told })
  }
  if (isUndone) refuse(detail('merge_undone'))
  if (mergedAt < now - undoableFor) refuse(detail('merge_too_old', { days: mergeUndoDays }))
  const live = holders.at(-1)
  if (live?.isDeleted) refuse(detail('survivor_in_trash', { name: live.name }))
}

/** Who has the identities that are to go back, and who changed what stays. */
async function readAround(
  ctx: Context,
  state: UndoState,
  plan: UndoPlan,
  fields: readonly Field[],
) {
  const live = liveOf(state)
  const wanted = [
    ...state.sources.flatMap(({ values }) => identitiesOf(values, fields)),
    ...identitiesOf(plan.values.get(live.seq) ?? {}, fields),
  ]
  const since = new Map(state.holders.map(({ seq, mergeVersion }) => [seq, mergeVersion]))
  const values = plan.staying.map(({ field, seq }) => [seq, since.get(seq), memberOf(field)])
  const [owners, changers] = await ctx.db.batch(
    [
      undo.selectOwners({ pairs: identityPairs(wanted) }),
      undo.selectChangers({ values: JSON.stringify(values) }),
    ],
    'read',
  )
  const byKey = new Map(
    plan.staying.map(({ field }, place) => [
      field.key,
      (changers?.rows ?? []).find((row) => Number(row.place) === place),
    ]),
  )
  return { owners: owners?.rows ?? [], changers: byKey }
}

/** What becomes of the identities, and which go back to nobody. */
interface Returned extends Settled {
  notReturned: Unmerged['notReturned']
}

/** Whom each identity goes to, without taking any from whoever has it by now. */
function settleIdentities(
  state: UndoState,
  plan: UndoPlan,
  owners: readonly Row[],
  fields: readonly Field[],
): Returned {
  const live = liveOf(state)
  const values = new Map(plan.values)
  const kept = identitiesOf(values.get(live.seq) ?? live.values, fields)
  const held = identitiesOf(live.values, fields)
  const name = ({ field, key }: Identity) => `${field.id} ${key}`
  const ownerOf = new Map(owners.map((row) => [`${Number(row.field_id)} ${String(row.key)}`, row]))
  const keeps = new Set(kept.map(name))
  const had = new Set(held.map(name))
  const settled: Returned = {
    values,
    gained: [],
    dropped: held.filter((identity) => !keeps.has(name(identity))),
    notReturned: [],
  }
  const settle = (
    part: Pick<Source, 'seq' | 'shown'>,
    own: Values,
    wanted: readonly Identity[],
  ) => {
    const result: Values = { ...own }
    for (const identity of wanted) {
      const owner = ownerOf.get(name(identity))
      const isFree = !owner || (Number(owner.seq) === live.seq && !keeps.has(name(identity)))
      if (isFree) {
        settled.gained.push([identity, part.seq])
        continue
      }
      const { field, value } = identity
      const list = result[field.key]
      if (Array.isArray(list)) result[field.key] = list.filter((element) => element !== value)
      else delete result[field.key]
      settled.notReturned.push({
        contactId: part.shown.id,
        field: field.key,
        value,
        contact: { id: String(owner.id), name: String(owner.name) },
      })
    }
    values.set(part.seq, result)
  }
  for (const source of state.sources)
    settle(source, source.values, identitiesOf(source.values, fields))
  const back = kept.filter((identity) => !had.has(name(identity)))
  for (const identity of back) keeps.delete(name(identity))
  settle(live, values.get(live.seq) ?? live.values, back)
  return settled
}

function toldFields(
  { holders }: UndoState,
  { staying }: UndoPlan,
  result: Values,
  changers: ReadonlyMap<string, Row | undefined>,
  { fields }: FieldSnapshot,
): UnmergedValue[] {
  const [survivor] = holders
  const live = holders.at(-1)
  const stays = new Set(staying.map(({ field }) => field.key))
  return fields
    .filter(({ key }) => {
      const { before = {}, after = {} } = survivor?.merge ?? {}
      return !sameValue(before[key], after[key])
    })
    .map((field) => {
      const { key } = field
      return {
        key,
        now: shownValue(field, live?.values[key] ?? null),
        result: isEmptyValue(result[key]) ? null : shownValue(field, result[key]),
        outcome: stays.has(key) ? 'stays' : 'back',
        changedBy: changerFrom(changers.get(key)),
      }
    })
}

/** Those of fields that they see. */
function shownIdentities(
  all: Unmerged['notReturned'],
  { fields }: FieldSnapshot,
): Unmerged['notReturned'] {
  return all.flatMap((one) => {
    const field = fieldsByKey(fields).get(one.field)
    return field ? [{ ...one, value: String(shownValue(field, [one.value])) }] : []
  })
}

function changerFrom(row: Row | undefined): UnmergedValue['changedBy'] {
  if (!row) return null
  const actor = actorFrom(row.actor, row.actor_name)
  return { actor, at: isoTime(row.at), via: wayOf(row, actor) }
}

/** They may see less now than when they were answered. */
function seenOf(answer: Unmerged, snapshot: FieldSnapshot): Unmerged {
  const { fields } = snapshot
  const byKey = fieldsByKey(fields)
  const shown = (contact: Contact) => ({
    ...contact,
    values: pick(contact.values, fields, () => true),
  })
  return {
    contact: shown(answer.contact),
    restored: answer.restored.map(shown),
    fields: answer.fields.flatMap((told) => {
      const field = byKey.get(told.key)
      if (!field) return []
      return [{ ...told, now: shownValue(field, told.now), result: shownValue(field, told.result) }]
    }),
    notReturned: shownIdentities(answer.notReturned, snapshot),
  }
}
