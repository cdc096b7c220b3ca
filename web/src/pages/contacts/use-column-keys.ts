import type { RefObject } from 'react'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'
import type { Columns } from './use-columns.ts'

/** Pixels that a key makes a column wider. */
const step = 20

/** Width and place of the column whose heading has the focus. */
export function useColumnKeys(table: RefObject<HTMLElement | null>, columns: Columns): void {
  const keys = columns.drawn.map(({ field }) => field.key)
  const headed = (act: (key: string, head: HTMLElement) => void) => {
    const head = document.activeElement?.closest<HTMLElement>('[data-column]')
    const key = head?.dataset.column
    if (!head || key === undefined || !table.current?.contains(head)) return false
    act(key, head)
    return true
  }
  const widen = (by: number) =>
    headed((key, head) => columns.resize(key, head.getBoundingClientRect().width + by))
  const shift = (by: number) =>
    headed((key) => {
      const to = keys[keys.indexOf(key) + by]
      if (to !== undefined) columns.move(key, to)
    })
  useShortcut('widenColumn', () => widen(step))
  useShortcut('narrowColumn', () => widen(-step))
  useShortcut('columnForth', () => shift(1))
  useShortcut('columnBack', () => shift(-1))
}
