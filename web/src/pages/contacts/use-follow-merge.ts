import { useEffect } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Contact } from '../../api/types.ts'

interface ContactQuery {
  data: { data: Contact } | undefined
  isFetching: boolean
}

/**
 * Goes on to the contact that another was merged into: the server answers the old address with it.
 *
 * @returns the contact at this address; undefined as long as there is none
 */
export function useFollowMerge(
  id: string,
  { data, isFetching }: ContactQuery,
): Contact | undefined {
  const navigate = useNavigate()
  const { state } = useLocation()
  const contact = data?.data
  const isElsewhere = contact !== undefined && contact.id !== id
  useEffect(() => {
    // What was kept of before a merge was taken back is asked anew first.
    if (isElsewhere && !isFetching)
      void navigate(`/contacts/${contact.id}`, { replace: true, state })
  })
  return isElsewhere ? undefined : contact
}
