import { derivedOnce } from './derived.ts'
import type { Field } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import type { Filter } from './field-types/filter.ts'
import { type CodedReasons, named, type Reason, reason } from './reasons/reason.ts'
import { presenceConditions } from './conditional-fields.ts'
import { conditionsStated, withConditions } from './field-conditions.ts'
import { inputsOf, readFieldCondition } from './read-field-condition.ts'
import { keptFault } from './stored-filter.ts'

/**
 * Judges the conditions of a definition as it would stand among the others.
 *
 * @param others the other live definitions, those that whoever asks may not see too: to them a condition
 *   cannot point, yet a circle may lead through them. A list that has the draft itself among them is taken as it
 *   is, so that thousands of drafts can be judged among each other
 * @returns the definition with options in its conditions by their ids, or reasons by property
 */
export function completeConditions(
  draft: Field,
  others: readonly Field[],
): { field: Field } | { errors: CodedReasons } {
  if (conditionsStated(draft).length === 0 && !draft.sectionVisibleWhen) return { field: draft }
  const isAmong = fieldsByKey(others).get(draft.key) === draft
  const every = isAmong ? others : [...others.filter(({ id }) => id !== draft.id), draft]
  const unseen = new Set(draft.unseenConditions)
  const errors: CodedReasons = {}
  const add = (place: string, told: readonly Reason[]) => {
    errors[place] = [...(errors[place] ?? []), ...told]
  }
  const settled = new Map<Filter, Filter>()
  const stated = conditionsStated(draft)
  const tooLong = keptFault(stated.map(({ filter }) => filter))
  const [first] = stated
  if (tooLong && first) add(first.place, [tooLong])
  for (const { place, option, filter } of stated) {
    const read = unseen.has(place) ? readFieldCondition(filter, every) : readSeen(filter, every)
    if ('filter' in read) settled.set(filter, read.filter)
    else {
      const told = Object.values(read.errors).flat()
      add(place, option ? told.map((one) => named(option.text, one)) : told)
    }
  }
  if (Object.keys(errors).length === 0) {
    const circle = circleOf(draft, every)
    if (circle) add(draft.visibleWhen ? 'visibleWhen' : 'section', [circle])
  }
  return Object.keys(errors).length > 0
    ? { errors }
    : { field: withConditions(draft, ({ filter }) => settled.get(filter) ?? filter) }
}

/**
 * Reads a condition by whoever sends it: of fields whose values they may not read there is none to them, but for
 * those of which they see masks.
 */
export function readSeen(
  filter: Filter,
  every: readonly Field[],
): ReturnType<typeof readFieldCondition> {
  const byKey = fieldsByKey(every)
  const masked = inputsOf(filter).flatMap((key) => {
    const field = byKey.get(key)
    return field?.unread || field?.masked
      ? [reason('condition_on_masked', { field: field.name })]
      : []
  })
  return masked.length > 0
    ? { errors: { filter: masked } }
    : readFieldCondition(filter, factsOf(every).known)
}

/** Of a list of definitions, once: those whose values may be asked for, and whether any circle leads through them. */
const factsOf = derivedOnce((fields) => ({
  known: fields.filter((field) => !isHidden(field)),
  isFreeOfCircles: isFreeOfCircles(fields),
}))

/** Takes out the fields that none of the others is there by, as long as there are any (Kahn's algorithm). */
function isFreeOfCircles(fields: readonly Field[]): boolean {
  const byKey = fieldsByKey(fields)
  const inputs = new Map(
    fields.map((field) => [
      field,
      presenceConditions(field)
        .flatMap(inputsOf)
        .flatMap((key) => byKey.get(key) ?? []),
    ]),
  )
  const dependents = new Map<Field, number>()
  for (const input of [...inputs.values()].flat())
    dependents.set(input, (dependents.get(input) ?? 0) + 1)
  const free = fields.filter((field) => !dependents.has(field))
  for (const field of free)
    for (const input of inputs.get(field) ?? []) {
      const left = (dependents.get(input) ?? 0) - 1
      dependents.set(input, left)
      if (left === 0) free.push(input)
    }
  return free.length === fields.length
}

/**
 * Whether a field is there must be known before another one asks for it. What is required, or may not be
 * changed, decides nothing of that: "one of both is required" is no circle.
 */
export function circleOf(draft: Field, fields: readonly Field[]): Reason | null {
  if (factsOf(fields).isFreeOfCircles) return null
  const path = pathBetween(draft, draft, fieldsByKey(fields), new Set())
  return (
    path && reason('condition_circle', { fields: [draft, ...path].flatMap(nameOfSeen).join(' → ') })
  )
}

const nameOfSeen = ({ name, unseen }: Field): string[] => (unseen ? [] : [name])

/** The fields that one is there by, until the other one is reached; null where it is not. */
function pathBetween(
  from: Field,
  to: Field,
  byKey: ReadonlyMap<string, Field>,
  passed: Set<Field>,
): Field[] | null {
  for (const key of presenceConditions(from).flatMap(inputsOf)) {
    const input = byKey.get(key)
    if (!input || passed.has(input)) continue
    passed.add(input)
    if (input === to) return [input]
    const rest = pathBetween(input, to, byKey, passed)
    if (rest) return [input, ...rest]
  }
  return null
}

/** The fields whose conditions look at one, other than itself. */
export function fieldsDependingOn(field: Field, fields: readonly Field[]): Field[] {
  return fields.filter(
    (other) =>
      other.id !== field.id &&
      conditionsStated(other).some(({ filter }) => inputsOf(filter).includes(field.key)),
  )
}

/**
 * The fields that would have a condition which has no meaning any more, were a definition to become
 * another: its type has no such operator, an option is gone.
 */
export function fieldsBrokenBy(after: Field, fields: readonly Field[]): Field[] {
  const every = fields.map((field) => (field.id === after.id ? after : field))
  return fieldsDependingOn(after, every).filter((other) =>
    conditionsStated(other).some(({ filter }) => 'errors' in readFieldCondition(filter, every)),
  )
}

/** What follows from a value would tell it. */
export function isHidden(field: Field | undefined): boolean {
  return Boolean(field?.unseen || field?.unread || field?.masked)
}

/**
 * A definition that says which of its conditions look at a field whose values whoever asks may not read.
 *
 * @param fields all live ones, marked as whoever asks sees them
 */
export function withUnseenMarked<T extends Field>(field: T, fields: readonly Field[]): T {
  const byKey = fieldsByKey(fields)
  const unseen = conditionsStated(field).flatMap(({ place, filter }) =>
    inputsOf(filter).some((key) => isHidden(byKey.get(key))) ? [place] : [],
  )
  return unseen.length > 0 ? { ...field, unseenConditions: [...new Set(unseen)] } : field
}

/** A definition as whoever asks may know it: without conditions on what they may not see. */
export function withoutUnseenConditions<
  T extends Parameters<typeof withConditions>[0] & Pick<Field, 'unseenConditions'>,
>(field: T): T {
  const { unseenConditions: unseen = [] } = field
  return unseen.length === 0
    ? field
    : withConditions(field, ({ place, filter }) => (unseen.includes(place) ? null : filter))
}
