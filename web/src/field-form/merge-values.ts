import { type Field, identityKey, isEmptyValue, rulesOf, type Values } from '@cardfile/openapi'
import { changedValues } from './form-model.ts'

interface Versions {
  /** What a form began with. */
  base: Values
  /** What somebody else has stored meanwhile. */
  theirs: Values
  /** What stands in the form. */
  mine: Values
}

/**
 * What a form's changes make of a contact that somebody else has changed meanwhile, by key of the
 * fields that the form changes. One value takes the other's place. Of lists each element counts by
 * itself: what either added is there, what either took away is gone, so that nobody's address is lost
 * over somebody else's.
 */
export function mergedChanges(fields: readonly Field[], { base, theirs, mine }: Versions): Values {
  const changed = changedValues(fields, base, mine)
  const merged: Values = {}
  for (const field of fields) {
    if (!Object.hasOwn(changed, field.key)) continue
    const [before, now, here] = [base, theirs, changed].map(({ [field.key]: value }) => value)
    const list = rulesOf(field).many
      ? mergedList(field, { before: listed(before), theirs: listed(now), mine: listed(here) })
      : here
    merged[field.key] = isEmptyValue(list) ? null : list
  }
  return merged
}

interface ListVersions {
  before: readonly unknown[]
  theirs: readonly unknown[]
  mine: readonly unknown[]
}

function mergedList(field: Field, { before, theirs, mine }: ListVersions): unknown[] {
  const keyOf = (value: unknown) => elementKey(field, value)
  const keys = (list: readonly unknown[]) => new Set(list.map(keyOf))
  const [atFirst, there, here] = [keys(before), keys(theirs), keys(mine)]
  const kept = mine.filter((one) => there.has(keyOf(one)) || !atFirst.has(keyOf(one)))
  const added = theirs.filter((one) => !atFirst.has(keyOf(one)) && !here.has(keyOf(one)))
  const merged = [...kept, ...added]
  // Who did not touch the order takes theirs: the first of them is the primary one.
  const first = theirs.find((one) => merged.some((other) => keyOf(other) === keyOf(one)))
  if (first === undefined || keyOf(mine[0]) !== keyOf(before[0])) return merged
  const at = merged.findIndex((one) => keyOf(one) === keyOf(first))
  return [merged[at], ...merged.toSpliced(at, 1)]
}

/** By what two elements are the same: identities by their key, however they are written. */
export function elementKey(field: Field, value: unknown): string {
  const text = String(value)
  return field.kind === 'I' ? (identityKey(field, text) ?? text) : text
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
