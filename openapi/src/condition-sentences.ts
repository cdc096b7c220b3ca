import { type ConditionPlace, conditionsStated } from './field-conditions.ts'
import type { Field } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import type { Filter } from './field-types/filter.ts'
import { operators } from './field-types/operators.ts'
import { namesField } from './operand-field.ts'

const places: Readonly<Record<ConditionPlace, string>> = {
  visibleWhen: 'There when',
  requiredWhen: 'Required when',
  readOnlyWhen: 'Read only when',
  options: 'offered when',
}

/** A definition's conditions in English, a sentence each: `Required when Plan is business.` */
export function conditionSentences(field: Field, fields: readonly Field[]): string[] {
  return conditionsStated(field).map(({ place, option, filter }) => {
    const words = `${places[place]} ${inWords(filter, fieldsByKey(fields))}.`
    return option ? `Option ${option.id} ${words}` : words
  })
}

/** Conditions as definitions have them, by what they are for; null where there is none. */
export function conditionsByPlace(field: Field): Record<string, unknown> | null {
  const stated = conditionsStated(field)
  if (stated.length === 0) return null
  const ofOptions = stated.flatMap(({ option, filter }) => (option ? [[option.id, filter]] : []))
  return {
    ...Object.fromEntries(
      stated.flatMap(({ place, option, filter }) => (option ? [] : [[place, filter]])),
    ),
    ...(ofOptions.length > 0 && { options: Object.fromEntries(ofOptions) }),
  }
}

function inWords(filter: Filter, fields: ReadonlyMap<string, Field>): string {
  if (!('field' in filter)) {
    const { operator, value } = filter
    if (value.length === 0) return operator === 'and' ? 'always' : 'never'
    return value
      .map((inner) => ('field' in inner ? inWords(inner, fields) : `(${inWords(inner, fields)})`))
      .join(` ${operator} `)
  }
  const nameOf = (key: unknown) => fields.get(String(key))?.name ?? String(key)
  const { label, operand } = operators[filter.operator]
  const operands: unknown[] = Array.isArray(filter.value) ? filter.value : [filter.value]
  const told = operands.map((one) => (namesField(one) ? nameOf(one.field) : String(one)))
  return [
    nameOf(filter.field),
    label,
    ...(operand === 'none' ? [] : [told.join(operand === 'two' ? ' and ' : ', ')]),
  ].join(' ')
}
