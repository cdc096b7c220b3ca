import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { useLocation } from 'react-router'
import { useListMemory } from '../../providers/list-memory.tsx'
import { focusRow } from './cells/cell-focus.ts'
import type { Selection } from './use-selection.ts'

/**
 * Keeps where one was in the list when it is left, and leads back there: how far it was scrolled, which row
 * had the focus. What was selected is for `useSelection` to take up again.
 *
 * @param isThere whether the rows are drawn
 */
export function useListReturn(
  list: RefObject<HTMLElement | null>,
  { ids, allMatching }: Selection,
  isThere: boolean,
): void {
  const { key } = useLocation()
  const memory = useListMemory()
  const isReturn = useRef(memory.stateAt(key) !== null)
  const latest = useRef({ key, ids, allMatching })
  useEffect(() => {
    latest.current = { key, ids, allMatching }
  })
  useLayoutEffect(
    () => () => {
      const { key: left, ...selection } = latest.current
      memory.keep(left, { ...selection, scroll: scrollOf(list.current) })
    },
    [memory, list],
  )
  useEffect(() => {
    const before = memory.stateAt(key)
    if (!isThere || !isReturn.current || !before) return
    isReturn.current = false
    const { lastContact } = memory
    // The page itself is scrolled to its top when it is opened: this comes after.
    requestAnimationFrame(() => {
      list.current?.scrollTo(before.scroll)
      pageAround(list.current)?.scrollTo(0, before.scroll.page)
      if (lastContact) focusRow(list.current, lastContact)
    })
  }, [isThere, key, list, memory])
}

function scrollOf(list: HTMLElement | null) {
  const page = pageAround(list)?.scrollTop ?? 0
  return { top: list?.scrollTop ?? 0, left: list?.scrollLeft ?? 0, page }
}

function pageAround(list: HTMLElement | null): HTMLElement | null {
  return list?.closest<HTMLElement>('main') ?? null
}
