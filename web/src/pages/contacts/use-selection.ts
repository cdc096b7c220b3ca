import { useEffect, useMemo, useState } from 'react'
import type { ContactsView } from './view-state.ts'

export interface Selection {
  /** Chosen one by one, on whatever pages. */
  ids: readonly string[]
  /** How many match, where all of them are chosen; null otherwise. */
  allMatching: number | null
  count: number
  setIds(ids: readonly string[]): void
  selectAllMatching(count: number): void
  clear(): void
}

/** Which contacts are selected. What is found decides what "all" means, so a new search forgets it. */
export function useSelection(view: ContactsView): Selection {
  const [ids, setChosen] = useState<readonly string[]>([])
  const [allMatching, setAllMatching] = useState<number | null>(null)
  const question = JSON.stringify([view.q, view.filter])

  useEffect(() => {
    setChosen([])
    setAllMatching(null)
  }, [question])

  return useMemo(
    () => ({
      ids,
      allMatching,
      count: allMatching ?? ids.length,
      setIds: (next) => {
        setAllMatching(null)
        setChosen(next)
      },
      selectAllMatching: setAllMatching,
      clear: () => {
        setChosen([])
        setAllMatching(null)
      },
    }),
    [ids, allMatching],
  )
}
