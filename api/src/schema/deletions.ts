import { type Field, fieldsDependingOn, foldText, sectionsDependingOn } from '@cardfile/openapi'
import type { FieldSnapshot } from '../installation/definitions.ts'
import type { Installed, Step } from './plan.ts'
import type { Prune } from './schemas.ts'

/**
 * What is deleted, each behind what its going would be refused for: sections before the fields that their
 * conditions look at, and fields before those that theirs do.
 *
 * @param world the definitions as they are by then
 */
export function deletions(
  { snapshot, views }: Installed,
  prune: Prune,
  world: FieldSnapshot,
): Step[] {
  const { roles = [], sections = [], views: names = [] } = prune
  const isNamed = (all: readonly string[]) => {
    const folded = new Set(all.map(foldText))
    return ({ name }: { name: string }) => folded.has(foldText(name))
  }
  const action = 'delete'
  const set = {}
  const about = ({ name }: { name: string }) => ({ action, key: name, name, set }) as const
  const { ordered, needed } = deletedFields(world, prune)
  return [
    ...views.filter(isNamed(names)).map((one): Step => ({ target: 'view', ...about(one) })),
    ...snapshot.sections
      .filter(isNamed(sections))
      .map((one): Step => ({ target: 'section', ...about(one) })),
    ...[...ordered, ...needed.map(({ field }) => field)].map(({ key, name }): Step => ({
      target: 'field',
      action,
      key,
      name,
      set,
    })),
    ...[...snapshot.access.roles.values()]
      .filter(isNamed(roles))
      .map((one): Step => ({ target: 'role', ...about(one) })),
  ]
}

interface DeletedFields {
  /** None is needed by one behind it, nor by what stays. */
  ordered: Field[]
  /** Those that what stays, or one of themselves, has a condition on, with the names of what has. */
  needed: { field: Field; by: string[] }[]
}

export function deletedFields(world: FieldSnapshot, { fields = [], sections = [] }: Prune) {
  const gone = new Set(sections.map(foldText))
  const staying = world.sections.filter(({ name }) => !gone.has(foldText(name)))
  const left = new Set(world.everyField)
  let pruned = world.fields.filter(({ key }) => fields.includes(key)).sort((a, b) => b.id - a.id)
  const result: DeletedFields = { ordered: [], needed: [] }
  const neededBy = (field: Field) => [
    ...fieldsDependingOn(field, [...left]),
    ...sectionsDependingOn(field, staying),
  ]
  for (;;) {
    const free = pruned.filter((field) => neededBy(field).length === 0)
    if (free.length === 0) break
    for (const field of free) left.delete(field)
    result.ordered.push(...free)
    pruned = pruned.filter((field) => !free.includes(field))
  }
  result.needed = pruned.map((field) => ({ field, by: neededBy(field).map(({ name }) => name) }))
  return result
}
