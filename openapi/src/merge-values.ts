import { lockedIn } from './conditional-fields.ts'
import { type Field, isComputed, isFixed } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import { identityKey, rulesOf } from './field-rules.ts'
import { type CodedReasons, reason } from './reasons/reason.ts'
import { isEmptyValue, sameValue, type Values } from './values.ts'

/** A contact that takes part in a merge. */
export interface MergePart {
  id: string
  /** ISO 8601 in UTC. */
  updatedAt: string
  values: Values
}

/** What a field is to have: what one of the contacts has, or a value of its own. */
export type MergeChoice = { from: string } | { value: unknown }

/** What becomes of one field. */
export interface MergedField {
  field: Field
  /** Null for none. */
  result: unknown
  /** Ids of the contacts whose value it is, or has elements of; none for one that was chosen anew. */
  from: string[]
  /** What others have that is not in it. */
  others: { id: string; value: unknown }[]
}

/** Contacts that are merged at once, with the one that survives. */
export const mostMerged = 10

/** How long a merge can be taken back, in days. */
export const mergeUndoDays = 90

/**
 * What becomes of the values of contacts that are merged, field by field: the survivor's own, else that of
 * the source that was updated last among those that have one. Lists are united, the survivor's first; of a
 * read-only field the survivor's stays. Choices beat all of it. Fields that none of them has anything in are
 * left out. Pure, so that screens show what the server will do.
 *
 * @param choose by field key, as `refusedChoices` takes them
 */
export function mergeValues(
  fields: readonly Field[],
  survivor: MergePart,
  sources: readonly MergePart[],
  choose: Readonly<Record<string, MergeChoice>> = {},
): MergedField[] {
  const parts = [survivor, ...newestFirst(sources)]
  const locked = lockedIn(fields, survivor.values)
  return fields.flatMap((field) => {
    if (isComputed(field)) return []
    const holders = parts.filter(({ values }) => !isEmptyValue(values[field.key]))
    const choice = Object.hasOwn(choose, field.key) ? choose[field.key] : undefined
    if (holders.length === 0 && !choice) return []
    const { result, from } = choice
      ? chosen(field, choice, parts)
      : byDefault(field, holders, isUnited(field) && !locked.has(field.key))
    const others = holders
      .filter(({ values }) => !isWithin(field, values[field.key], result))
      .map(({ id, values }) => ({ id, value: values[field.key] }))
    return [{ field, result: isEmptyValue(result) ? null : result, from, others }]
  })
}

function newestFirst(parts: readonly MergePart[]): MergePart[] {
  return parts.toSorted(
    (a, b) => Number(a.updatedAt < b.updatedAt) - Number(a.updatedAt > b.updatedAt),
  )
}

function chosen(field: Field, choice: MergeChoice, parts: readonly MergePart[]) {
  if ('value' in choice) return { result: choice.value, from: [] }
  const result = parts.find(({ id }) => id === choice.from)?.values[field.key]
  return { result, from: isEmptyValue(result) ? [] : [choice.from] }
}

function byDefault(field: Field, holders: readonly MergePart[], unites: boolean) {
  const [first] = holders
  if (!first || !unites) return { result: first?.values[field.key], from: first ? [first.id] : [] }
  const from: string[] = []
  const united = new Map<string, unknown>()
  for (const { id, values } of holders) {
    const before = united.size
    for (const element of elementsOf(values[field.key])) {
      const key = elementKey(field, element)
      if (!united.has(key)) united.set(key, element)
    }
    if (united.size > before) from.push(id)
  }
  return { result: [...united.values()], from }
}

/** Whether everything is kept of what contacts have in a field, unless something else is chosen. */
export function isUnited(field: Field): boolean {
  // An identity that was left behind would find nobody.
  return rulesOf(field).many && (field.kind === 'I' || !field.readOnly)
}

/** The elements of a list; a value by itself is its only one. */
export function elementsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return isEmptyValue(value) ? [] : [value]
}

/** What an element of a list is the same by: identities whatever their spelling. */
export function elementKey(field: Field, element: unknown): string {
  const text = String(element)
  return field.kind === 'I' ? (identityKey(field, text) ?? text) : text
}

/** Whether a value is another one, or has no element that the other lacks. */
function isWithin(field: Field, value: unknown, other: unknown): boolean {
  if (!rulesOf(field).many) return sameValue(value, other)
  const keys = new Set(elementsOf(other).map((element) => elementKey(field, element)))
  return elementsOf(value).every((element) => keys.has(elementKey(field, element)))
}

/**
 * Why choices are refused, by their path; nothing where they are not. What whoever merges may not see or
 * change goes by itself.
 *
 * @param ids of the contacts that take part
 */
export function refusedChoices(
  fields: readonly Field[],
  choose: Readonly<Record<string, MergeChoice>>,
  ids: readonly string[],
): CodedReasons {
  const byKey = fieldsByKey(fields)
  const reasons: CodedReasons = {}
  for (const [key, choice] of Object.entries(choose)) {
    const field = byKey.get(key)
    const told =
      !field || field.unseen
        ? reason('unknown_field')
        : isComputed(field)
          ? reason('computed')
          : isFixed(field)
            ? reason(field.readOnly ? 'read_only' : 'not_yours_to_change')
            : 'from' in choice && !ids.includes(choice.from)
              ? reason('not_among_merged')
              : null
    if (told) reasons[`choose.${key}`] = [told]
  }
  return reasons
}
