import type { Field } from './field.ts'
import type { Filter } from './field-types/filter.ts'
import { filterOfStored, type StoredFilter, storedFilter } from './stored-filter.ts'
import { type ConditionName, conditionsStated } from './field-conditions.ts'

/** A definition's conditions as they are kept: fields by their ids. */
export type StoredConditions = { [Name in ConditionName]?: StoredFilter } & {
  /** By the ids of options. */
  options?: Record<string, StoredFilter>
}

/**
 * @param fields among which all fields are that the conditions look at
 * @returns null for a definition without any
 */
export function storedConditions(field: Field, fields: readonly Field[]): StoredConditions | null {
  const stated = conditionsStated(field)
  if (stated.length === 0) return null
  const stored: StoredConditions = {}
  for (const { place, option, filter } of stated)
    if (place !== 'options') stored[place] = storedFilter(filter, fields)
    else if (option)
      stored.options = { ...stored.options, [option.id]: storedFilter(filter, fields) }
  return stored
}

/** A definition with its conditions as they travel. */
export function withStoredConditions(
  field: Field,
  { options: ofOptions = {}, ...own }: StoredConditions,
  fields: ReadonlyMap<number, Field>,
): Field {
  const shown = (stored: StoredFilter | undefined): Filter | null =>
    stored ? filterOfStored(stored, fields) : null
  const { options } = field
  return {
    ...field,
    visibleWhen: shown(own.visibleWhen),
    requiredWhen: shown(own.requiredWhen),
    readOnlyWhen: shown(own.readOnlyWhen),
    ...(options && {
      options: options.map((option) => {
        const when = shown(ofOptions[option.id])
        return when ? { ...option, when } : option
      }),
    }),
  }
}
