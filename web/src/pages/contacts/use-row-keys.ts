import type { RefObject } from 'react'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'

const links = '[data-contact] .cf-name-link'

/** Arrow keys among the rows of a list, from wherever nothing else needs them. */
export function useRowKeys(
  list: RefObject<HTMLElement | null>,
  onSelect: (id: string, range: boolean) => void,
): void {
  const move = (by: number) => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>(links) ?? [])]
    const at = rows.findIndex((row) => rowOf(row) === rowOf(document.activeElement))
    const next = rows[at < 0 ? (by > 0 ? 0 : -1) : at + by]
    if (!next || (at < 0 && !mayLeave(document.activeElement, by))) return false
    next.focus()
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

/** @returns whether the row is there */
export function focusRow(list: HTMLElement | null, id: string): boolean {
  const row = list?.querySelector<HTMLElement>(`[data-contact="${CSS.escape(id)}"] .cf-name-link`)
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
  return Boolean(row)
}

function rowOf(element: Element | null): Element | null {
  return element?.closest('[data-contact]') ?? null
}

/** Down leads from the page and its search into the rows; in another box the arrow is that box's own. */
function mayLeave(from: Element | null, by: number): boolean {
  if (by < 0) return false
  if (!from || from === document.body || from.matches('main, a, button')) return true
  return from.matches('[role="searchbox"], input[type="checkbox"]')
}
