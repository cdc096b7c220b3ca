import type { CrudFilter } from '@refinedev/core'
import { type Filter, operatorNames } from '@cardfile/openapi'

const known: ReadonlySet<string> = new Set(operatorNames)

/**
 * Refine's filters as the contract's one filter.
 *
 * @throws TypeError for an operator the contract does not have
 */
export function toFilter(filters: readonly CrudFilter[] | undefined): Filter | undefined {
  if (!filters || filters.length === 0) return undefined
  const [first, ...others] = filters
  if (first && others.length === 0) return toNode(first)
  return { operator: 'and', value: filters.map(toNode) }
}

function toNode(filter: CrudFilter): Filter {
  if (filter.operator === 'and' || filter.operator === 'or')
    return { operator: filter.operator, value: filter.value.map(toNode) }
  if (!known.has(filter.operator)) throw new TypeError(`no operator “${filter.operator}”`)
  const { field, value, operator } = filter as CrudFilter & Extract<Filter, { field: string }>
  return value === undefined ? { field, operator } : { field, operator, value }
}
