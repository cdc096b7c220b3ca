import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { currentSessionSchema, type SessionEntry, sessionListSchema } from '@cardfile/openapi'
import { authAnswer } from '../../api/auth-request.ts'

/** One sign-in of the person, on one browser. */
export interface OwnSession extends SessionEntry {
  /** True for the one this window works with. */
  current: boolean
}

const key = ['own-sessions']

export function useSessions() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const [all, own] = await Promise.all([
        authAnswer('/list-sessions', sessionListSchema, { signal }),
        authAnswer('/get-session', currentSessionSchema, { signal }),
      ])
      return all
        .map((one): OwnSession => ({ ...one, current: one.id === own?.session.id }))
        .sort(
          (a, b) => Number(b.current) - Number(a.current) || b.updatedAt.localeCompare(a.updatedAt),
        )
    },
  })
}

export function useSessionsChanged(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ queryKey: key }), [client])
}
