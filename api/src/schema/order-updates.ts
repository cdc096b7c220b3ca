import {
  conditionsStated,
  type Field,
  fieldsBrokenBy,
  fieldsByKey,
  inputsOf,
  readFieldCondition,
  sectionsDependingOn,
} from '@cardfile/openapi'
import { refuseNeeded } from '../fields/conditions.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Step } from './plan.ts'

/**
 * Changes of fields in an order in which each is allowed: types first, since conditions say what they compare with
 * in the form of the type that their field will have. Before those come conditions that would mean nothing once
 * the field that they look at has changed, where the new ones mean something before.
 *
 * @throws ProblemError `in_use` for a change under which conditions would mean nothing whatever the order
 */
export function orderedUpdates(
  steps: readonly Step[],
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
): Step[] {
  const first = freeingFirst(steps, snapshot, world)
  const rank = ({ key, set }: Step) => (first.has(key) ? 0 : 'type' in set ? 1 : 2)
  return steps.toSorted((a, b) => rank(a) - rank(b))
}

/** Keys of the fields whose conditions have to change first. */
function freeingFirst(
  steps: readonly Step[],
  snapshot: FieldSnapshot,
  world: FieldSnapshot,
): ReadonlySet<string> {
  const changing = new Set(steps.map(({ key }) => key))
  const after = fieldsByKey(world.fields)
  const inputs = inputsAmong(snapshot)
  const first = new Set<string>()
  for (const { key, set } of steps) {
    const field = after.get(key)
    if (!field || !inputs.has(key) || !('type' in set || 'options' in set)) continue
    const broken = fieldsBrokenBy(field, snapshot.everyField)
    const isFreed = (other: Field) => {
      const wanted = changing.has(other.key) ? after.get(other.key) : undefined
      return wanted !== undefined && isReadable(wanted, snapshot.everyField)
    }
    const every = snapshot.everyField.map((one) => (one.id === field.id ? field : one))
    const seen = new Set(snapshot.sections.map(({ id }) => id))
    refuseNeeded(field, {
      fields: broken.filter((other) => !isFreed(other)),
      sections: sectionsDependingOn(field, snapshot.everySection)
        .filter(
          ({ visibleWhen }) => visibleWhen && 'errors' in readFieldCondition(visibleWhen, every),
        )
        .map((section) => ({ ...section, unseen: !seen.has(section.id) })),
    })
    for (const other of broken) first.add(other.key)
  }
  return first
}

function isReadable(field: Field, among: readonly Field[]): boolean {
  return conditionsStated(field).every(
    ({ filter }) => !('errors' in readFieldCondition(filter, among)),
  )
}

/** Keys of the fields that conditions look at. */
function inputsAmong({ everyField, everySection }: FieldSnapshot): ReadonlySet<string> {
  const filters = [
    ...everyField.flatMap((field) => conditionsStated(field).map(({ filter }) => filter)),
    ...everySection.flatMap(({ visibleWhen }) => visibleWhen ?? []),
  ]
  return new Set(filters.flatMap(inputsOf))
}
