import {
  applyPatch,
  byStrength,
  type Conflict,
  detail,
  type Field,
  fieldsByKey,
  isEmptyValue,
  isFixed,
  judgeContact,
  lockedIn,
  mergeValues,
  mostMerged,
  nameKey,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import { conflictOf, together } from '../contacts/conflicts.ts'
import { identitiesOf, type Identity } from '../contacts/identity-keys.ts'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { ContactWrite, DraftContact, Present } from '../imports/fold/fold-state.ts'
import { FoldState } from '../imports/fold/fold-state.ts'
import { judgedPatch, patched } from '../merges/judge-merge.ts'
import type { Meant } from '../merges/read-parts.ts'
import { pathed, type ReadItem } from './item.ts'

export const identifyOutcomes = ['created', 'updated', 'filled', 'unchanged', 'merged'] as const

/** An identity that was sent and did not come to the contact, and who has it. */
export interface NotAdded {
  field: string
  value: string
  /** Null where nobody has it, and the field is not to be changed. */
  contact: { id: string; name: string } | null
}

/** What became of an item that was taken. */
export interface Applied {
  outcome: (typeof identifyOutcomes)[number]
  /** The contact as the item left it. */
  id: string
  version: number
  values: Values
  /** Whether an item of these has written it. */
  isWritten: boolean
  /** The identities by which it was found. */
  matchedBy: { field: string; value: string }[]
  notAdded: NotAdded[]
  /** Keys of sent values that the contact did not take, having others or none that may be changed. */
  left: string[]
}

export type ItemResult = Applied | { problem: ProblemError }

/** Contacts that have to be one before an item can be applied, as they were when it was judged. */
export interface NeededMerge {
  survivor: Meant
  sources: Meant[]
}

/** Ends the round: what those before it left has to be written first. */
class MergeNeeded extends Error {
  readonly merge: NeededMerge

  constructor(merge: NeededMerge) {
    super('contacts have to be merged first')
    this.merge = merge
  }
}

interface ApplyOptions {
  fields: readonly Field[]
  /** Every live contact that has an identity of any item. */
  present: readonly Present[]
  /** When each of them was last changed, by its id: ISO 8601 in UTC. */
  updatedAt: ReadonlyMap<string, string>
  newId: () => string
  /** Whether a contact without a name is called by an identity. */
  namesFromIdentities: boolean
}

/**
 * Applies items one by one, each to what those before it left. One that fails changes nothing. Pure: it
 * knows the contacts it is given and says what to write. It ends before an item for which contacts have to be
 * merged, and names them.
 */
export function applyItems(items: readonly ReadItem[], options: ApplyOptions) {
  const { fields, present, updatedAt, newId, namesFromIdentities } = options
  const state = new FoldState(fields, present)

  const apply = (read: ReadItem): Applied => {
    const { item, identities, reasons } = read
    if (reasons) throw invalid(reasons)
    const found = identities.flatMap((identity) => {
      const owner = state.owner(identity.field.id, identity.key)
      return owner ? [{ identity, owner }] : []
    })
    const owners = new Set(found.map(({ owner }) => owner))
    if (owners.size === 0) return create(read)
    const surest = found.toSorted((a, b) => byStrength(a.identity.field, b.identity.field))[0]
    if (surest && owners.size > 1 && item.onSeveral === 'merge' && owners.size <= mostMerged)
      throw mergeNeeded(read, surest.owner, [...owners])
    if (!surest || (owners.size > 1 && item.onSeveral !== 'prefer')) throw severalContacts(found)
    return meet(read, surest.owner, found)
  }

  /** @throws ProblemError `conflict`, naming who has a value that is to be one contact's alone */
  const refuseTaken = (
    { claims, values }: ReadItem,
    draft: DraftContact | null,
    result: Values,
  ) => {
    const taken = claims.flatMap(({ field, value, key }): Conflict[] => {
      if (field.kind === 'I' || !sameValue(result[field.key], values[field.key])) return []
      const owner = state.owner(field.id, key)
      return owner && owner !== draft ? [{ field: field.key, value, contact: calledBy(owner) }] : []
    })
    if (taken.length > 0) throw conflictOf(taken)
  }

  const create = (read: ReadItem): Applied => {
    const { item, values, identities, claims } = read
    if (item.create === false)
      throw new ProblemError('not_found', { detail: detail('identities_unknown') })
    const named =
      namesFromIdentities && isEmptyValue(values[nameKey])
        ? { ...values, [nameKey]: nameOf(identities) }
        : values
    const verdict = judgeContact(fields, 'create', named)
    if (verdict.reasons) throw invalid(pathed(verdict.reasons, item.identities))
    refuseTaken(read, null, verdict.values)
    const draft = state.create(newId(), verdict.values, claims, 0)
    return { ...stateOf(draft), outcome: 'created', matchedBy: [], notAdded: [], left: [] }
  }

  /** Judges the item before anything is merged for it: one that is refused changes nothing. */
  const mergeNeeded = (read: ReadItem, survivor: DraftContact, owners: readonly DraftContact[]) => {
    const [own, ...sources] = [survivor, ...owners.filter((owner) => owner !== survivor)]
    const part = ({ id, values, steps }: DraftContact) => ({
      id,
      values,
      // What an item before this one wrote is newer than all that was there.
      updatedAt: (steps.length === 0 && updatedAt.get(id)) || '\uffff',
    })
    const merged = mergeValues(fields, part(own), sources.map(part))
    const current = patched(own.values, judgedPatch(own, merged, {}, fields))
    judgedMeeting(read, current, ({ field, key }) => {
      const owner = state.owner(field.id, key)
      return owner && owners.includes(owner) ? 'itself' : owner
    })
    const meant = (draft: DraftContact) => ({ id: draft.id, version: stateOf(draft).version })
    return new MergeNeeded({ survivor: meant(own), sources: sources.map(meant) })
  }

  /** What an item makes of a contact with some values. @throws ProblemError `invalid` */
  const judgedMeeting = (
    { item, values, identities }: ReadItem,
    current: Values,
    ownerOf: (identity: Identity) => DraftContact | 'itself' | null,
  ) => {
    const { onMatch = 'fill' } = item
    const locked = lockedIn(fields, current)
    const isKept = (field: Field) => isFixed(field) || locked.has(field.key)
    const notAdded: NotAdded[] = []
    const added: Identity[] = []
    for (const identity of identities) {
      const owner = ownerOf(identity)
      if (owner === 'itself') continue
      if (owner || isKept(identity.field))
        notAdded.push({ ...named(identity), contact: owner && calledBy(owner) })
      else added.push(identity)
    }
    const patch: Values = {}
    for (const { field, value } of added)
      patch[field.key] = [...listOf(patch[field.key] ?? current[field.key]), value]
    const left: string[] = []
    for (const [key, value] of Object.entries(values)) {
      const field = fieldsByKey(fields).get(key)
      if (!field || field.kind === 'I' || sameValue(value, current[key])) continue
      const isTaken =
        !isKept(field) &&
        (onMatch === 'update' ||
          (onMatch === 'fill' && isEmptyValue(current[key]) && !isEmptyValue(value)))
      if (isTaken) patch[key] = value
      else left.push(key)
    }
    if (Object.keys(patch).length === 0) return { result: null, notAdded, left }
    const verdict = judgeContact(fields, 'patch', patch, { current })
    if (verdict.reasons) throw invalid(pathed(verdict.reasons, item.identities))
    return { result: applyPatch(current, verdict.values), notAdded, left }
  }

  const meet = (
    read: ReadItem,
    draft: DraftContact,
    found: readonly { identity: Identity; owner: DraftContact }[],
  ): Applied => {
    const { result, notAdded, left } = judgedMeeting(read, draft.values, ({ field, key }) => {
      const owner = state.owner(field.id, key)
      return owner === draft ? 'itself' : owner
    })
    const about = {
      matchedBy: found
        .filter(({ owner }) => owner === draft)
        .map(({ identity }) => named(identity)),
      notAdded,
      left,
    }
    if (result === null) return { ...stateOf(draft), outcome: 'unchanged', ...about }
    refuseTaken(read, draft, result)
    state.change(draft, 'update', result, identitiesOf(result, fields))
    const outcome = read.item.onMatch === 'update' ? 'updated' : 'filled'
    return { ...stateOf(draft), outcome, ...about }
  }

  const results: ItemResult[] = []
  let merge: NeededMerge | null = null
  for (const item of items)
    try {
      results.push(apply(item))
    } catch (error) {
      if (error instanceof MergeNeeded) {
        ;({ merge } = error)
        break
      }
      if (!(error instanceof ProblemError)) throw error
      results.push({ problem: error })
    }
  return { results, merge, writes: state.writes() as readonly ContactWrite[] }
}

function stateOf({ id, version, steps, values }: DraftContact) {
  return { id, version: version + steps.length, values, isWritten: steps.length > 0 }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function named({ field, value }: Identity) {
  return { field: field.key, value }
}

function calledBy({ id, values }: DraftContact) {
  return { id, name: String(values[nameKey]) }
}

/** The part of an e-mail address before its host, or else the identity as it was sent. */
function nameOf(identities: readonly Identity[]): string {
  const email = identities.find(({ field }) => field.key === 'email')?.value
  if (email !== undefined) return email.slice(0, email.lastIndexOf('@'))
  return identities.toSorted((a, b) => byStrength(a.field, b.field))[0]?.value ?? ''
}

function severalContacts(found: readonly { identity: Identity; owner: DraftContact }[]) {
  const conflicts = found.map(({ identity, owner }): Conflict => ({
    ...named(identity),
    contact: calledBy(owner),
  }))
  return new ProblemError('several_contacts', {
    detail: together(
      conflicts.map(({ value, contact }) =>
        detail('identity_taken', { value, name: contact.name }),
      ),
    ),
    conflicts,
  })
}
