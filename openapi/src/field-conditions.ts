import type { Filter } from './field-types/filter.ts'

/** What of a field can depend on what a contact has in others. */
export const conditionNames = ['visibleWhen', 'requiredWhen', 'readOnlyWhen'] as const

export type ConditionName = (typeof conditionNames)[number]

/** A field's conditions as its definition has them, fields by their keys; null or absent for none. */
export type FieldConditions = { [Name in ConditionName]?: Filter | null | undefined }

/** Where a definition has conditions: a property of it, or `options` for one of them. */
export const conditionPlaces = [...conditionNames, 'options'] as const

export type ConditionPlace = (typeof conditionPlaces)[number]

export interface StatedCondition {
  place: ConditionPlace
  /** The option that is offered under it; null for a condition of the field itself. */
  option: { id: string; text: string } | null
  filter: Filter
}

interface WithConditions extends FieldConditions {
  options?: readonly { id: string; text: string; when?: Filter | null | undefined }[] | undefined
}

/** All conditions of a definition. */
export function conditionsStated(definition: WithConditions): StatedCondition[] {
  const own = conditionNames.flatMap((place): StatedCondition[] => {
    const filter = definition[place]
    return filter ? [{ place, option: null, filter }] : []
  })
  const ofOptions = (definition.options ?? []).flatMap(({ id, text, when }): StatedCondition[] =>
    when ? [{ place: 'options', option: { id, text }, filter: when }] : [],
  )
  return [...own, ...ofOptions]
}

/** A definition with other conditions in the places where it has some; null takes one away. */
export function withConditions<T extends WithConditions>(
  definition: T,
  make: (stated: StatedCondition) => Filter | null,
): T {
  const changed: T = { ...definition }
  for (const stated of conditionsStated(definition)) {
    const made = make(stated)
    const { place, option } = stated
    if (place !== 'options') changed[place] = made
    else
      changed.options = changed.options?.map((one) =>
        one.id === option?.id ? optionWith(one, made) : one,
      )
  }
  return changed
}

function optionWith<O extends { when?: Filter | null | undefined }>(
  option: O,
  when: Filter | null,
): O {
  const changed = { ...option }
  if (when) changed.when = when
  else delete changed.when
  return changed
}
