import { useState } from 'react'
import type { Contact } from '../../../api/types.ts'
import { useShortcut } from '../../../keyboard/shortcuts-provider.tsx'
import { rowOf } from '../cells/cell-focus.ts'

/** Whether a contact is shown beside the list, and which: that of the row with the focus, else the first. */
export function useSidePanel(contacts: readonly Contact[]) {
  const [shown, setShown] = useState<string | null>(null)
  const toggle = () => {
    const focused = rowOf(document.activeElement)?.dataset.contact
    setShown(shown === null ? (focused ?? contacts[0]?.id ?? null) : null)
  }
  useShortcut('sidePanel', toggle)
  return {
    isOpen: shown !== null,
    // Where it is on the page no more, the first one that is there.
    contact:
      shown === null ? null : (contacts.find(({ id }) => id === shown) ?? contacts[0] ?? null),
    toggle,
    show: (id: string) => setShown(id),
    close: () => setShown(null),
  }
}
