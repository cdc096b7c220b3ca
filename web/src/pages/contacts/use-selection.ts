import { useEffect, useMemo, useRef, useState } from 'react'
import { useLocation } from 'react-router'
import { useListMemory } from '../../providers/list-memory.tsx'
import { toggled } from './toggled.ts'
import type { ContactsView } from './view-state.ts'

export interface Selection {
  /** Chosen one by one, on whatever pages. */
  ids: readonly string[]
  /** How many match, where all of them are chosen; null otherwise. */
  allMatching: number | null
  count: number
  setIds(ids: readonly string[]): void
  /**
   * @param page ids of the page on the screen, in its order
   * @param range with all between it and the one before it
   */
  toggle(id: string, page: readonly string[], range: boolean): void
  selectAllMatching(count: number): void
  clear(): void
}

const nothing: Pick<Selection, 'ids' | 'allMatching'> = { ids: [], allMatching: null }

/**
 * Which contacts are selected. What is found decides what "all" means, so a new search forgets it; who
 * comes back to a list finds it as it was.
 */
export function useSelection(view: ContactsView): Selection {
  const { key } = useLocation()
  const memory = useListMemory()
  const [{ ids, allMatching }, setSelected] = useState(() => memory.stateAt(key) ?? nothing)
  const lastToggled = useRef<string | null>(null)
  const question = JSON.stringify([view.q, view.filter])
  const selectedFor = useRef(question)

  useEffect(() => {
    if (selectedFor.current === question) return
    selectedFor.current = question
    setSelected(nothing)
  }, [question])

  return useMemo(
    () => ({
      ids,
      allMatching,
      count: allMatching ?? ids.length,
      setIds: (next) => setSelected({ ids: next, allMatching: null }),
      toggle: (id, page, range) => {
        const anchor = range ? lastToggled.current : null
        lastToggled.current = id
        // Out of "all that match", taking one away leaves those that can be seen.
        const before = allMatching === null ? ids : page
        setSelected({ ids: toggled(before, { id, anchor, page }), allMatching: null })
      },
      selectAllMatching: (count) => setSelected({ ids, allMatching: count }),
      clear: () => setSelected(nothing),
    }),
    [ids, allMatching],
  )
}
