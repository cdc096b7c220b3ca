import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { type ContactsView, readView, writeView } from './view-state.ts'
import { lookOf, savedViewIn } from './views/look.ts'
import type { Views } from './views/use-views.ts'

const refinding = ['q', 'filter', 'importId', 'sorters', 'pageSize'] as const

/**
 * The view in the address, over what the saved view says that it is about. A change of what is found goes
 * back to page 1.
 */
export function useContactsView({ all, begin }: Pick<Views, 'all' | 'begin'>) {
  const [search, setSearch] = useSearchParams()
  const views = useMemo(() => ({ all, begin }), [all, begin])
  const saved = savedViewIn(search, views)
  const view = useMemo(() => readIn(search, views), [search, views])
  const change = useCallback(
    (part: Partial<ContactsView>, { replace = false } = {}) => {
      // The router's own `search` is that of the last drawing: a change made since, by somebody who
      // sorts while the search waits for the last key, would be lost.
      const before = readIn(new URLSearchParams(window.location.search), views)
      const refound = refinding.some((name) => name in part)
      const after = { ...before, ...(refound ? { page: 1 } : {}), ...part }
      const base = views.all.find(({ id }) => id === after.viewId) ?? null
      const written = writeView(after, lookOf(base))
      setSearch(written.size === 0 ? addressOf(null, views.begin) : written, { replace })
    },
    [setSearch, views],
  )
  const show = useCallback(
    (id: string | null) => setSearch(addressOf(id, views.begin)),
    [setSearch, views],
  )
  return { view, saved, search, change, show }
}

function readIn(search: URLSearchParams, views: Pick<Views, 'all' | 'begin'>): ContactsView {
  const saved = savedViewIn(search, views) ?? null
  return readView(search, lookOf(saved), saved?.id ?? null)
}

/**
 * The address of a saved view, or of all contacts.
 *
 * @param begin the view that an address which asks for nothing is about
 */
export function addressOf(id: string | null, begin: Views['begin']): URLSearchParams {
  return new URLSearchParams(id !== null || begin ? { view: id ?? '' } : {})
}
