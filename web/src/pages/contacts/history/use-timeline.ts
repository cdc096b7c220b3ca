import { useInfiniteQuery } from '@tanstack/react-query'
import { answered, client } from '../../../api/client.ts'
import type { Contact, Schemas } from '../../../api/types.ts'

export type Change = Schemas['ContactChangeList']['data'][number]

/**
 * What happened to a contact, newest first, a page at a time.
 *
 * @param field key of a field: only changes of its value; null for all
 */
export function useTimeline(contact: Contact, field: string | null) {
  return useInfiniteQuery({
    // A new version is a new history.
    queryKey: ['contact-changes', contact.id, contact.version, field],
    queryFn: ({ signal, pageParam }) =>
      answered(
        client.GET('/api/v1/contacts/{id}/changes', {
          params: {
            path: { id: contact.id },
            query: {
              ...(pageParam !== null && { cursor: pageParam }),
              ...(field !== null && { field }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
  })
}
