import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useMay } from '../access/may.tsx'
import { type ListAnswer, lists } from '../providers/lists.ts'

/** How many contacts the palette shows; the rest is in the table. */
export const mostFound = 7

/** Milliseconds after the last key before contacts are looked for. */
const pause = 120

/**
 * Contacts for a text as it is typed.
 *
 * @returns `isSettled` once nothing more is to come for this text: they are there, or could not be looked
 *   for, or nobody may see them
 */
export function useFoundContacts(text: string): {
  shown: ListAnswer<'contacts'> | null
  isSettled: boolean
} {
  const q = text.trim()
  const isAsked = useMay()('view_contacts') && q !== ''
  const [asked, setAsked] = useState(q)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(q), pause)
    return () => clearTimeout(timer)
  }, [q])
  const { data, isPlaceholderData, isError } = useQuery({
    queryKey: ['found-contacts', asked],
    queryFn: ({ signal }) => lists.contacts({ q: asked, page: 1, pageSize: mostFound }, signal),
    enabled: isAsked && asked !== '',
    placeholderData: keepPreviousData,
  })
  const isOfText = asked === q && !isPlaceholderData && (data !== undefined || isError)
  return { shown: (isAsked && data) || null, isSettled: !isAsked || isOfText }
}
