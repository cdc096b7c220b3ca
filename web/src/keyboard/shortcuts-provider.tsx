import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react'
import { isCharacter, isChord } from './chords.ts'
import { shortcuts, type ShortcutId } from './shortcuts.ts'

/** @returns false where the press was not meant for it after all */
type Handler = (event: KeyboardEvent) => boolean | void

interface Listening {
  id: ShortcutId
  handler: { current: Handler }
}

const ListenersContext = createContext<Listening[] | null>(null)

interface ShortcutsProviderProps {
  /** Whether single letters and signs are heard. */
  singleKeys: boolean
  children: ReactNode
}

/** Hears the keys of the whole page and hands each shortcut to who asked for it last. */
export function ShortcutsProvider({ singleKeys, children }: ShortcutsProviderProps) {
  const listeners = useMemo<Listening[]>(() => [], [])
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      for (const { id, handler } of listeners.toReversed()) {
        const chord = shortcuts[id].chords.find((each) => isChord(event, each))
        if (chord === undefined || !isMeant(event, id, chord)) continue
        if (!singleKeys && isCharacter(chord)) continue
        if (handler.current(event) === false) continue
        event.preventDefault()
        return
      }
    }
    document.addEventListener('keydown', hear)
    return () => document.removeEventListener('keydown', hear)
  }, [listeners, singleKeys])
  return <ListenersContext value={listeners}>{children}</ListenersContext>
}

/** Does something at a shortcut, as long as the component is there. */
export function useShortcut(id: ShortcutId, handler: Handler): void {
  const listeners = useContext(ListenersContext)
  if (!listeners) throw new Error('useShortcut outside ShortcutsProvider')
  const latest = useRef(handler)
  useEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    const listening = { id, handler: latest }
    listeners.push(listening)
    return () => void listeners.splice(listeners.indexOf(listening), 1)
  }, [listeners, id])
}

/** Whether a press is for the page: what has the focus, or lies above the page, has the first claim. */
function isMeant({ target }: KeyboardEvent, id: ShortcutId, chord: string): boolean {
  // A form in a dialog is saved like any other.
  if (id === 'save') return true
  if (isSomethingOpen()) return false
  if (!(target instanceof Element)) return true
  if (isCharacter(chord)) return !target.closest(typing)
  // An arrow belongs to what it moves in.
  return !chord.includes('Arrow') || !target.closest('select, [role="combobox"], [role="menu"]')
}

const typing =
  'input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]'

const above =
  '[role="dialog"], .ant-popover, .ant-dropdown, .ant-select-dropdown, [role="combobox"][aria-expanded="true"]'

function isSomethingOpen(): boolean {
  return [...document.querySelectorAll(above)].some((element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
  )
}
