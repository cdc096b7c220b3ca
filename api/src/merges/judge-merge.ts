import {
  type CodedReasons,
  conditionalFields,
  type Field,
  identitiesPath,
  isFixed,
  judgeContact,
  lockedIn,
  type MergeChoice,
  type MergedField,
  presenceIn,
  sameValue,
  type Values,
} from '@cardfile/openapi'
import { identitiesOf, type Identity } from '../contacts/identity-keys.ts'
import { invalid } from '../errors/problem-error.ts'
import type { Part } from './read-parts.ts'

/** What changes in the survivor, judged by the one rule set, but for what goes by itself. */
export function judgedPatch(
  survivor: Pick<Part, 'values'>,
  merged: readonly MergedField[],
  choose: Readonly<Record<string, MergeChoice>>,
  everyField: readonly Field[],
): Values {
  const [own, beside]: [Values, Values] = [{}, {}]
  const goesByItself = unjudged(survivor, merged, choose, everyField)
  for (const { field, result } of merged)
    if (!sameValue(result, survivor.values[field.key]))
      (goesByItself(field) ? beside : own)[field.key] = result
  const current = survivor.values
  const verdict = judgeContact(everyField, 'patch', own, { current, beside })
  if (verdict.reasons) throw invalid(pathed(verdict.reasons, choose))
  return { ...verdict.values, ...beside }
}

/**
 * What whoever merges could not write by hand: read-only fields take what sources have where the survivor has
 * nothing. So do fields that are not there; what they hold is kept, as it is everywhere.
 */
function unjudged(
  { values }: Pick<Part, 'values'>,
  merged: readonly MergedField[],
  choose: Readonly<Record<string, MergeChoice>>,
  everyField: readonly Field[],
): (field: Field) => boolean {
  const conditional = conditionalFields(everyField)
  if (!conditional) return isFixed
  const locked = lockedIn(everyField, values)
  const all = Object.fromEntries(merged.map(({ field, result }) => [field.key, result]))
  const { absent } = presenceIn(conditional, patched(values, all))
  return (field) => {
    const { key } = field
    return isFixed(field) || (!Object.hasOwn(choose, key) && (locked.has(key) || absent.has(key)))
  }
}

function pathed(reasons: CodedReasons, choose: object): CodedReasons {
  return Object.fromEntries(
    Object.entries(reasons).map(([key, told]) => [
      key === identitiesPath ? key : `${Object.hasOwn(choose, key) ? 'choose' : 'values'}.${key}`,
      told,
    ]),
  )
}

/** Values with a patch, in which null is for what goes. */
export function patched(values: Values, patch: Values): Values {
  return Object.fromEntries(
    Object.entries({ ...values, ...patch }).filter(([, value]) => value !== null),
  )
}

export interface IdentityChanges {
  /** What the contacts have and the survivor will not. */
  dropped: Identity[]
  /** What none of them has. */
  gained: Identity[]
}

/** @param parts the survivor first */
export function identityChanges(
  parts: readonly Pick<Part, 'values'>[],
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
