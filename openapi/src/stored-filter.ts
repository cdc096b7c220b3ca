import type { Field } from './field.ts'
import { mapOperandFields, operandFieldsIn } from './operand-field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import type { FieldFilter, Filter, Sorter } from './query.ts'
import { type Reason, reason } from './reasons/reason.ts'

/** A filter that is kept: fields by their ids, so that it means the same whatever becomes of them. */
export type StoredFilter =
  | (Omit<FieldFilter, 'field'> & { field: number })
  | { operator: 'and' | 'or'; value: StoredFilter[] }

/** An order that is kept, likewise. */
export interface StoredSorter {
  field: number
  order: Sorter['order']
}

/** Bytes that a filter which is kept may take: everybody reads it with all others of its like. */
const mostKeptBytes = 16_000

/** Why filters are too long to be kept together, as one definition or one view; null where they are not. */
export function keptFault(filters: readonly Filter[]): Reason | null {
  const bytes = new TextEncoder().encode(JSON.stringify(filters)).length
  return bytes > mostKeptBytes ? reason('filter_too_long', { most: mostKeptBytes }) : null
}

/** @param filter one that `readFilter` has found to be of these fields */
export function storedFilter(filter: Filter, fields: readonly Field[]): StoredFilter {
  if (!('field' in filter)) {
    const { operator, value } = filter
    return { operator, value: value.map((inner) => storedFilter(inner, fields)) }
  }
  return {
    ...filter,
    field: idOf(filter.field, fields),
    ...('value' in filter && {
      value: mapOperandFields(filter.value, ({ field }) => ({
        field: idOf(String(field), fields),
      })),
    }),
  }
}

/** @param sorters that `readSorters` has found to be of these fields */
export function storedSorters(
  sorters: readonly Sorter[],
  fields: readonly Field[],
): StoredSorter[] {
  return sorters.map(({ field, order }) => ({ field: idOf(field, fields), order }))
}

function idOf(key: string, fields: readonly Field[]): number {
  const field = fieldsByKey(fields).get(key)
  if (!field) throw new RangeError(`${key} is no key of these fields`)
  return field.id
}

/** Ids of the fields that a kept filter has conditions on. */
export function fieldsOfStored(filter: StoredFilter): number[] {
  return 'field' in filter
    ? [filter.field, ...operandFieldsIn(filter.value).map(Number)]
    : filter.value.flatMap(fieldsOfStored)
}

/** A kept filter as it travels; null where it has a condition on a field that is not among these. */
export function filterOfStored(
  stored: StoredFilter,
  fields: ReadonlyMap<number, Field>,
): Filter | null {
  if ('field' in stored) {
    const field = fields.get(stored.field)
    const named = operandFieldsIn(stored.value)
    if (!field || named.some((id) => !fields.has(Number(id)))) return null
    return {
      ...stored,
      field: field.key,
      ...(named.length > 0 && {
        value: mapOperandFields(stored.value, (operand) => ({
          field: fields.get(Number(operand.field))?.key,
        })),
      }),
    }
  }
  const inner = stored.value.map((one) => filterOfStored(one, fields))
  const known = inner.filter((one) => one !== null)
  return known.length < inner.length ? null : { operator: stored.operator, value: known }
}

/** A kept order as it travels; null where it has a field that is not among these. */
export function sortersOfStored(
  stored: readonly StoredSorter[],
  fields: ReadonlyMap<number, Field>,
): Sorter[] | null {
  const sorters = stored.flatMap(({ field, order }): Sorter[] => {
    const known = fields.get(field)
    return known ? [{ field: known.key, order }] : []
  })
  return sorters.length < stored.length ? null : sorters
}
