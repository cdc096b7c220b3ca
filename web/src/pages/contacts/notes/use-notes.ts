import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useRef } from 'react'
import type { Note } from '@cardfile/openapi'
import { answered, client, ifMatch, once } from '../../../api/client.ts'
import { useIdempotencyKey } from '../../../api/idempotency-key.ts'
import type { Contact } from '../../../api/types.ts'

const notesOf = (id: string) => ['notes', id]

/** What people wrote about a contact, newest first, a page at a time. */
export function useNotes({ id, version }: Pick<Contact, 'id' | 'version'>) {
  return useInfiniteQuery({
    // A merge, or its undoing, brings other notes, and makes another version.
    queryKey: [...notesOf(id), version],
    queryFn: ({ signal, pageParam }) =>
      answered(
        client.GET('/api/v1/contacts/{id}/notes', {
          params: { path: { id }, query: pageParam === null ? {} : { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextCursor }) => (nextCursor === null ? null : Number(nextCursor)),
    placeholderData: keepPreviousData,
  })
}

/** What is done to the notes of a contact; they are read anew after each, also where it was refused. */
export function useNoteChanges(contactId: string) {
  const queries = useQueryClient()
  const keyFor = useIdempotencyKey()
  const made = useRef(0)
  const onSettled = () => queries.invalidateQueries({ queryKey: notesOf(contactId) })
  const write = useMutation({
    mutationFn: (text: string) =>
      answered(
        client.POST('/api/v1/contacts/{id}/notes', {
          params: {
            path: { id: contactId },
            header: once(keyFor([contactId, text, made.current])),
          },
          body: { text },
        }),
      ),
    // The same text once more is another note.
    onSuccess: () => void made.current++,
    onSettled,
  })
  const change = useMutation({
    mutationFn: ({ note: { id, version }, text }: { note: Note; text: string }) =>
      answered(
        client.PATCH('/api/v1/notes/{id}', {
          params: { path: { id }, header: ifMatch(version) },
          body: { text },
        }),
      ),
    onSettled,
  })
  const remove = useMutation({
    mutationFn: ({ id, version }: Note) =>
      client.DELETE('/api/v1/notes/{id}', { params: { path: { id }, header: ifMatch(version) } }),
    onSettled,
  })
  return { write, change, remove }
}
