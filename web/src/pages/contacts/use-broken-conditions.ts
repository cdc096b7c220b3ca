import { useQuery } from '@tanstack/react-query'
import type { Field, Filter } from '@cardfile/openapi'
import type { BrokenCondition } from './broken-conditions.ts'

interface BrokenConditions {
  /** Whether it is known which they are. */
  known: boolean
  broken: readonly BrokenCondition[]
  /** The filter without them. */
  rest(): Filter | null
}

/** What of a filter means nothing any more. Only a list that has one fetches the rules that tell. */
export function useBrokenConditions(
  filter: Filter | null,
  fields: readonly Field[],
): BrokenConditions {
  const { data: rules } = useQuery({
    queryKey: ['filter-rules'],
    queryFn: () => import('./broken-conditions.ts'),
    enabled: filter !== null,
    staleTime: Infinity,
  })
  const asked = filter !== null && fields.length > 0
  return {
    known: filter === null || rules !== undefined,
    broken: asked && rules ? rules.brokenConditions(filter, fields) : [],
    rest: () => rules?.withoutBroken(filter, fields) ?? null,
  }
}
