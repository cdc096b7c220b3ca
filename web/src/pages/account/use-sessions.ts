import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { authRequest } from '../../api/auth-request.ts'

/** One sign-in of the person, on one browser. */
export interface OwnSession {
  id: string
  /** Names the session when it is to be ended. */
  token: string
  createdAt: string
  updatedAt: string
  ipAddress: string | null
  userAgent: string | null
  /** True for the one this window works with. */
  current: boolean
}

const key = ['own-sessions']

export function useSessions() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const [all, own] = await Promise.all([
        authRequest<Omit<OwnSession, 'current'>[]>('/list-sessions', { signal }),
        authRequest<{ session: { id: string } } | null>('/get-session', { signal }),
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
