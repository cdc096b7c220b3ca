import {
  elementKey,
  elementsOf,
  type Field,
  isEmptyValue,
  rulesOf,
  sameValue,
  type Values,
} from '@cardfile/openapi'

/** What a merge made of a value of its survivor. */
export interface MergeEffect {
  id: string
  before: Values
  after: Values
}

/** A contact that holds what is to be taken back, directly or since it was merged with what it held. */
export interface Holder {
  seq: number
  values: Values
  /** The merge through which it came to it. */
  merge: MergeEffect
  /** Later merges of the same contact that stand, in their order. */
  later: readonly MergeEffect[]
}

/** A value that does not go back, or not wholly. */
export interface Staying {
  field: Field
  /** The contact that has it. */
  seq: number
}

export interface UndoPlan {
  /** By contact's number: values as they will be. */
  values: ReadonlyMap<number, Values>
  /** By merge: what it will have made of the survivor, as if the one undone had never been. */
  effects: ReadonlyMap<string, MergeEffect>
  staying: readonly Staying[]
}

/**
 * What taking a merge back makes of the contacts that hold what came by it. Of each field three values are
 * known: before, as merged, now. Where now is as merged, it goes back to before; where a later merge stands in
 * between, that one is written anew as if the undone one had never been; else it stays. Of lists what came goes
 * and what was left out comes back, element by element. Pure.
 *
 * @param holders the survivor, and where that was merged in turn, the one it was merged into, and so on
 */
export function planUndo(fields: readonly Field[], holders: readonly Holder[]): UndoPlan {
  const values = new Map<number, Values>()
  const effects = new Map<string, MergeEffect>()
  const staying: Staying[] = []
  // What changes in one holder is what the next holds through its merge.
  let shift: Values | null = null
  let lower: Values | null = null
  for (const { seq, values: now, merge, later } of holders) {
    const stack = later.map(copied)
    const own = copied(merge)
    const present: Values = { ...now }
    for (const field of fields) {
      const { key } = field
      const change =
        shift && lower
          ? shiftedEffect(field, own, lower[key], shift[key])
          : { from: own.after[key], to: own.before[key] }
      if (!change || sameValue(change.from, change.to)) continue
      const goesBack = rulesOf(field).many
        ? takeBackList(field, change, present, stack)
        : takeBack(key, change, present, stack)
      if (!goesBack) staying.push({ field, seq })
    }
    values.set(seq, present)
    for (const effect of shift ? [own, ...stack] : stack) effects.set(effect.id, effect)
    lower = now
    shift = present
  }
  return { values, effects, staying }
}

interface Change {
  from: unknown
  to: unknown
}

function copied({ id, before, after }: MergeEffect): MergeEffect {
  return { id, before: { ...before }, after: { ...after } }
}

function set(values: Values, key: string, value: unknown): void {
  if (isEmptyValue(value)) delete values[key]
  else values[key] = value
}

/** @returns whether nothing of what came by the merge stays */
function takeBack(
  key: string,
  { from, to }: Change,
  present: Values,
  later: readonly MergeEffect[],
): boolean {
  const next = later.find(({ before, after }) => !sameValue(before[key], after[key]))
  if (next) {
    if (!sameValue(next.before[key], from)) return false
    set(next.before, key, to)
    return true
  }
  if (!sameValue(present[key], from)) return false
  set(present, key, to)
  return true
}

/** @returns whether the list is what it was before */
function takeBackList(
  field: Field,
  { from, to }: Change,
  present: Values,
  later: readonly MergeEffect[],
): boolean {
  const { key } = field
  const came = without(field, from, to)
  const left = without(field, to, from)
  const goBack = (list: unknown) => {
    if (sameValue(list, from)) return to
    const rest = without(field, list, came)
    return [...rest, ...without(field, left, rest)]
  }
  for (const { before, after } of later) {
    if (sameValue(before[key], after[key])) continue
    set(before, key, goBack(before[key]))
    set(after, key, goBack(after[key]))
  }
  const result = goBack(present[key])
  set(present, key, result)
  return without(field, result, to).length === 0 && without(field, to, result).length === 0
}

/** Elements of a list that another one lacks. */
function without(field: Field, list: unknown, others: unknown): unknown[] {
  const keys = new Set(elementsOf(others).map((element) => elementKey(field, element)))
  return elementsOf(list).filter((element) => !keys.has(elementKey(field, element)))
}

/**
 * What changes in a survivor since one of its sources is no longer what it was when it was merged, and writes
 * the merge anew by it; null where nothing of that came by it.
 */
function shiftedEffect(field: Field, merge: MergeEffect, was: unknown, is: unknown): Change | null {
  const { key } = field
  const [before, after] = [merge.before[key], merge.after[key]]
  if (sameValue(was, is) || sameValue(before, after)) return null
  const gone = new Set(without(field, was, is).map((element) => elementKey(field, element)))
  const came = new Set(without(field, after, before).map((element) => elementKey(field, element)))
  const to = rulesOf(field).many
    ? elementsOf(after).filter((element) => {
        const name = elementKey(field, element)
        return !gone.has(name) || !came.has(name)
      })
    : sameValue(after, was)
      ? isEmptyValue(is)
        ? before
        : is
      : after
  set(merge.after, key, to)
  return { from: after, to }
}
