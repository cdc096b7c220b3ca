import { type MouseEvent, type RefObject, useState } from 'react'
import { useShortcut } from '../../../keyboard/shortcuts-provider.tsx'
import { type CellPlace, cellAt, focusBeside, placeOf } from './cell-focus.ts'

/** Where the focus goes from a cell: rows down, columns on. */
export type Step = readonly [rows: number, columns: number]

/** Which cell is edited: by a double click, or by keys where it has the focus. */
export function useCellEditing(list: RefObject<HTMLElement | null>) {
  const [edited, setEdited] = useState<CellPlace | null>(null)
  const begin = (from: EventTarget | null) => {
    const place = from instanceof Element && list.current?.contains(from) ? placeOf(from) : null
    // On a narrow screen a contact is a card, and its page is where it is changed.
    if (!place || !window.matchMedia('(min-width: 768px)').matches) return false
    setEdited(place)
    return true
  }
  const step = (columns: number) => () => {
    const from = document.activeElement
    const forth = from && getComputedStyle(from).direction === 'rtl' ? -columns : columns
    return list.current?.contains(from) === true && focusBeside(from, 0, forth)
  }
  useShortcut('nextCell', step(1))
  useShortcut('previousCell', step(-1))
  useShortcut('editCell', ({ key, target }) => {
    // Enter is for the link, the box or the button that has the focus.
    const isCell = target instanceof Element && target.matches('[data-field]')
    return (isCell || key === 'F2') && begin(target)
  })
  return {
    edited,
    onDoubleClick: ({ target }: MouseEvent) => {
      const isOther = target instanceof Element && target.closest('a, button, input')
      if (!isOther) begin(target)
    },
    close: ([rows, columns]: Step) => {
      setEdited(null)
      const cell = edited && cellAt(list.current, edited)
      if (cell && !focusBeside(cell, rows, columns)) focusBeside(cell, 0, 0)
    },
  }
}
