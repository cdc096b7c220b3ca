import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Values } from '@cardfile/openapi'
import { answered, client } from '../../api/client.ts'

/** Milliseconds after the last key. */
const pause = 500

/** Contacts that look like what is typed, asked for once somebody pauses; none where that fails. */
export function useLikeContacts(values: Values) {
  const [typed, setTyped] = useState(values)
  useEffect(() => {
    const timer = setTimeout(() => setTyped(values), pause)
    return () => clearTimeout(timer)
  }, [values])
  const isAsked = Object.values(typed).some((value) => value !== null && value !== '')
  const { data } = useQuery({
    queryKey: ['duplicates', 'like', typed],
    queryFn: ({ signal }) =>
      answered(client.POST('/api/v1/duplicates:find', { body: { values: typed }, signal })),
    enabled: isAsked,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return isAsked ? (data?.data ?? []) : []
}
