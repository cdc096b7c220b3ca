import type { RefObject } from 'react'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'
import { focusBeside, rowOf } from './cells/cell-focus.ts'

const links = '[data-contact] .cf-name-link'

/** Arrow keys among the rows of a list, from wherever nothing else needs them. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  onSelect: (id: string, range: boolean) => void,
): void {
  const move = (by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(links) ?? [])]
    const at = rows.findIndex((row) => rowOf(row) === rowOf(document.activeElement))
    if (at >= 0) return focusBeside(document.activeElement, by, 0)
    const first = rows[by > 0 ? 0 : -1]
    if (!first || !mayLeave(document.activeElement, by)) return false
    first.focus()
    return true
  }
  const select = (range: boolean) => {
    const id = rowOf(document.activeElement)?.getAttribute('data-contact')
    if (!id) return false
    onSelect(id, range)
    return true
  }
  useShortcut('nextRow', () => move(1))
  useShortcut('previousRow', () => move(-1))
  useShortcut('selectRow', () => select(false))
  useShortcut('selectRows', () => select(true))
}

/** Down leads from the page and its search into the rows; in another box the arrow is that box's own. */
function mayLeave(from: Element | null, by: number): boolean {
  if (by < 0) return false
  if (!from || from === document.body || from.matches('main, a, button')) return true
  return from.matches('[role="searchbox"], input[type="checkbox"]')
}
