import { useInvalidate } from '@refinedev/core'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { MergeChoice } from '@cardfile/openapi'
import { ApiError } from '../api/api-error.ts'
import { answered, client, ifMatch, once } from '../api/client.ts'
import type { Contact, Schemas } from '../api/types.ts'

export type StandingMerge = Schemas['MergeList']['data'][number]
export type Unmerged = Schemas['UnmergedContacts']
/** By field key. */
export type MergeChoices = Readonly<Record<string, MergeChoice>>

/** A contact that is to be merged, or why it cannot be. */
export type MergePartState =
  | { id: string; contact: Contact }
  | { id: string; absent: 'gone' | 'trashed' }
  | { id: string; absent: 'merged'; name: unknown; into: string }

/** Contacts to compare, in the order of their ids. */
export function useMergeParts(ids: readonly string[]) {
  const queryKey = ['merge-parts', ids.toSorted()]
  const { data, ...query } = useQuery({
    queryKey,
    queryFn: ({ signal }) => Promise.all(ids.map((id) => readPart(id, signal))),
    enabled: ids.length > 0,
    staleTime: 0,
    gcTime: 0,
  })
  const inOrder = data && ids.flatMap((id) => data.filter((part) => part.id === id))
  return { ...query, data: inOrder }
}

async function readPart(id: string, signal: AbortSignal): Promise<MergePartState> {
  try {
    const contact = await answered(
      client.GET('/api/v1/contacts/{id}', {
        params: { path: { id }, query: { follow: 'false' } },
        signal,
      }),
    )
    const { mergedInto, values } = contact
    return mergedInto === undefined
      ? { id, contact }
      : { id, absent: 'merged', name: values.name, into: mergedInto }
  } catch (error) {
    if (error instanceof ApiError && error.statusCode === 410) return { id, absent: 'trashed' }
    if (error instanceof ApiError && error.statusCode === 404) return { id, absent: 'gone' }
    throw error
  }
}

export interface MergeRequest {
  /** The one that survives comes first. */
  contacts: readonly Contact[]
  choose: MergeChoices
}

function requestOf({ contacts: [survivor, ...sources], choose }: MergeRequest) {
  if (!survivor) throw new RangeError('nobody survives')
  const from = sources.map(({ id, version }) => ({ id, version }))
  return { id: survivor.id, version: survivor.version, body: { from, choose } }
}

/** What is read of merges that are thought of. */
export const mergePreviewKey = ['merge-preview']

/** Milliseconds after the last choice. */
const pause = 200

/** What a merge would make of the contacts, as the server says. */
export function useMergePreview(request: MergeRequest) {
  const { id, version, body } = requestOf(request)
  return useQuery({
    queryKey: [...mergePreviewKey, id, version, body],
    queryFn: async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, pause))
      signal.throwIfAborted()
      return answered(
        client.POST('/api/v1/contacts/{id}/merge', {
          params: { path: { id }, header: ifMatch(version) },
          body: { ...body, dryRun: true },
          signal,
        }),
      )
    },
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
}

export function mergeContacts(request: MergeRequest, key: string) {
  const { id, version, body } = requestOf(request)
  return answered(
    client.POST('/api/v1/contacts/{id}/merge', {
      params: { path: { id }, header: { ...ifMatch(version), ...once(key) } },
      body,
    }),
  )
}

/** What was merged into a contact and was not taken back, newest first. */
export function useStandingMerges({ id, version }: Contact) {
  const { data } = useQuery({
    queryKey: ['merges', 'of', id, version],
    queryFn: ({ signal }) =>
      answered(client.GET('/api/v1/contacts/{id}/merges', { params: { path: { id } }, signal })),
  })
  return data?.data.filter(({ undoneAt }) => undoneAt === null) ?? []
}

/** What taking a merge back would change. */
export function useUndoPreview(id: string) {
  return useQuery({
    queryKey: ['unmerge-preview', id],
    queryFn: ({ signal }) =>
      answered(
        client.POST('/api/v1/merges/{id}/undo', {
          params: { path: { id } },
          body: { dryRun: true },
          signal,
        }),
      ),
    staleTime: 0,
    gcTime: 0,
  })
}

export function undoMerge(id: string, key: string): Promise<Unmerged> {
  return answered(
    client.POST('/api/v1/merges/{id}/undo', {
      params: { path: { id }, header: once(key) },
      body: {},
    }),
  )
}

/** Call after a merge was made or taken back: what is shown of contacts is read anew. */
export function useMergesChanged() {
  const invalidate = useInvalidate()
  const queries = useQueryClient()
  return useCallback(async () => {
    // What the queue showed before would be shown while it is read anew.
    queries.removeQueries({ queryKey: ['duplicates'], type: 'inactive' })
    await Promise.all([
      invalidate({ resource: 'contacts', invalidates: ['resourceAll'] }),
      ...['duplicates', 'merges', 'contact-changes'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    ])
  }, [invalidate, queries])
}
