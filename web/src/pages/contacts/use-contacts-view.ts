import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type ContactsView, readView, writeView } from './view-state.ts'

const refinding = ['q', 'filter', 'importId', 'sorters', 'pageSize'] as const

/** The view in the address. A change of what is found goes back to page 1. */
export function useContactsView() {
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => readView(search), [search])
  const change = useCallback(
    (part: Partial<ContactsView>, { replace = false } = {}) => {
      // The router's own `search` is that of the last drawing: a change made since, by somebody who
      // sorts while the search waits for the last key, would be lost.
      const before = readView(new URLSearchParams(window.location.search))
      const refound = refinding.some((name) => name in part)
      setSearch(writeView({ ...before, ...(refound ? { page: 1 } : {}), ...part }), { replace })
    },
    [setSearch],
  )
  return { view, change }
}
