import { wordsOf } from '../../locales/reason-words.ts'
import { type Field, type FieldFilter, type Filter, readFilter } from '@cardfile/openapi'

export interface BrokenCondition {
  condition: FieldFilter
  /** What the contract says of it. */
  reason: string
}

/** Conditions of a filter that mean nothing any more: their field is gone, or the option they name. */
export function brokenConditions(
  filter: Filter | null,
  fields: readonly Field[],
): BrokenCondition[] {
  if (!filter) return []
  if (!('field' in filter)) return filter.value.flatMap((node) => brokenConditions(node, fields))
  const read = readFilter(filter, fields)
  if (!('errors' in read)) return []
  return [{ condition: filter, reason: Object.values(wordsOf(read.errors)).flat().join('; ') }]
}

/** The filter without such conditions, and without groups that are empty then; null for none left. */
export function withoutBroken(filter: Filter | null, fields: readonly Field[]): Filter | null {
  if (!filter) return null
  if ('field' in filter) return brokenConditions(filter, fields).length > 0 ? null : filter
  const value = filter.value.flatMap((node) => withoutBroken(node, fields) ?? [])
  const [first, ...others] = value
  if (first === undefined) return null
  return others.length === 0 ? first : { ...filter, value }
}
