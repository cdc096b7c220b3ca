import {
  createContext,
  type ReactNode,
  Suspense,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { saveForm } from '../keyboard/save-form.ts'
import { useShortcut } from '../keyboard/shortcuts-provider.tsx'
import type { Entry } from './entries.ts'
import { lazyPart } from '../layout/lazy-part.tsx'

const Palette = lazyPart(() => import('./palette.tsx').then((module) => module.Palette))
const ShortcutsHelp = lazyPart(() =>
  import('./shortcuts-help.tsx').then((module) => module.ShortcutsHelp),
)

interface PaletteProviderProps {
  onSignOut(): void
  children: ReactNode
}

interface PaletteState {
  openPalette(): void
  openHelp(): void
  /** What the page on the screen adds. */
  offer(entries: readonly Entry[]): void
}

const PaletteContext = createContext<PaletteState | null>(null)

/** The palette and the list of shortcuts, reached from every page. */
export function PaletteProvider({ onSignOut, children }: PaletteProviderProps) {
  const [shown, setShown] = useState<'palette' | 'help' | null>(null)
  const here = useRef<readonly Entry[]>([])
  // What was looked for last stands there again: the next one of it is a key away.
  const [text, setText] = useState('')
  const state = useMemo(
    () => ({
      openPalette: () => setShown('palette'),
      openHelp: () => setShown('help'),
      offer: (entries: readonly Entry[]) => {
        here.current = entries
      },
    }),
    [],
  )
  const close = useCallback(() => setShown(null), [])
  useShortcut('search', state.openPalette)
  useShortcut('help', state.openHelp)
  useShortcut('save', () => {
    // Where there is nothing to save, the browser's own dialog would save the page as a file.
    saveForm()
  })
  return (
    <PaletteContext value={state}>
      {children}
      <Suspense>
        {shown === 'palette' && (
          <Palette
            entriesHere={here}
            text={text}
            onText={setText}
            onSignOut={onSignOut}
            onClose={close}
          />
        )}
        {shown === 'help' && <ShortcutsHelp onClose={close} />}
      </Suspense>
    </PaletteContext>
  )
}

export function usePalette(): PaletteState {
  const state = useContext(PaletteContext)
  if (!state) throw new Error('usePalette outside PaletteProvider')
  return state
}

/**
 * Offers in the palette what can be done on this page alone.
 *
 * @param entries the same list from one drawing to the next
 */
export function usePaletteEntries(entries: readonly Entry[]): void {
  const { offer } = usePalette()
  useEffect(() => {
    offer(entries)
    return () => offer([])
  }, [offer, entries])
}
