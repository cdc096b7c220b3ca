import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { answered, client } from '../api/client.ts'
import type { Contact, Schemas } from '../api/types.ts'

export type DuplicatePair = Schemas['DuplicateQueue']['data'][number]
export type Strength = DuplicatePair['strength']
export type SignalCode = keyof NonNullable<Schemas['DuplicateQueue']['counts']>['byReason']

const queryKey = ['duplicates']
/** Milliseconds between two looks as long as contacts are to be compared yet. */
const lookEvery = 5_000

export interface QueueFilter {
  reason: SignalCode | null
  strength: Strength | null
}

/** Pairs of contacts that may be one, the surest first. */
export function useDuplicateQueue({ reason, strength }: QueueFilter) {
  return useInfiniteQuery({
    queryKey: [...queryKey, 'queue', reason, strength],
    queryFn: ({ signal, pageParam }) =>
      answered(
        client.GET('/api/v1/duplicates', {
          params: {
            query: {
              ...(pageParam !== null && { cursor: pageParam }),
              ...(reason !== null && { reason }),
              ...(strength !== null && { strength }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) => (state.data?.pages.at(-1)?.pending ? lookEvery : false),
  })
}

/** Contacts that may be the same person as one. */
export function useDuplicatesOf({ id, version }: Contact) {
  return useQuery({
    queryKey: [...queryKey, 'of', id, version],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/v1/contacts/{id}/duplicates', { params: { path: { id } }, signal }),
      ),
  })
}

/** Says that two contacts are two, or takes that back. What other screens show of them is read anew. */
export function useNotDuplicates() {
  const queries = useQueryClient()
  return useCallback(
    async ([one, other]: readonly Contact[], isSaid: boolean) => {
      const params = { path: { id: one?.id ?? '', otherId: other?.id ?? '' } }
      await (isSaid
        ? client.PUT('/api/v1/not-duplicates/{id}/{otherId}', { params })
        : client.DELETE('/api/v1/not-duplicates/{id}/{otherId}', { params }))
      await queries.invalidateQueries({ queryKey: [...queryKey, 'of'] })
    },
    [queries],
  )
}
