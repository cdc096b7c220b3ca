import type { Field } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import type { Filter } from './field-types/filter.ts'
import { type CodedReasons, named, type Reason, reason } from './reasons/reason.ts'
import { presenceConditions } from './conditional-fields.ts'
import { conditionsStated, withConditions } from './field-conditions.ts'
import { inputsOf, readFieldCondition } from './read-field-condition.ts'

/**
 * Judges the conditions of a definition as it would stand among the others.
 *
 * @param others the other live definitions, those that whoever asks may not see too: to them a condition
 *   cannot point, yet a circle may lead through them
 * @returns the definition with options in its conditions by their ids, or reasons by property
 */
export function completeConditions(
  draft: Field,
  others: readonly Field[],
): { field: Field } | { errors: CodedReasons } {
  if (conditionsStated(draft).length === 0 && !draft.sectionVisibleWhen) return { field: draft }
  const every = [...others.filter(({ id }) => id !== draft.id), draft]
  const known = every.filter((field) => !isHidden(field))
  const unseen = new Set(draft.unseenConditions)
  const errors: CodedReasons = {}
  const add = (place: string, told: readonly Reason[]) => {
    errors[place] = [...(errors[place] ?? []), ...told]
  }
  const settled = new Map<Filter, Filter>()
  for (const { place, option, filter } of conditionsStated(draft)) {
    const read = readFieldCondition(filter, unseen.has(place) ? every : known)
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
 * Whether a field is there must be known before another one asks for it. What is required, or may not be
 * changed, decides nothing of that: "one of both is required" is no circle.
 */
export function circleOf(draft: Field, fields: readonly Field[]): Reason | null {
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

/** Conditions that look at a field whose values whoever asks may not read. */
export function unseenConditions(field: Field, fields: readonly Field[]) {
  const byKey = fieldsByKey(fields)
  return conditionsStated(field).flatMap(({ place, filter }) =>
    inputsOf(filter).some((key) => isHidden(byKey.get(key))) ? [place] : [],
  )
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
