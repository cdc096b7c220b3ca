import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react'
import { type Mode, palettes } from './palette.ts'

/** What a person chose; `system` follows the machine. */
export type ModeChoice = Mode | 'system'

const storageKey = 'cardfile.theme'
const darkMedia = window.matchMedia('(prefers-color-scheme: dark)')
const stillMedia = window.matchMedia('(prefers-reduced-motion: reduce)')

interface ModeState {
  mode: Mode
  choice: ModeChoice
  /** True where the system asks for no animations. */
  still: boolean
  choose(choice: ModeChoice): void
}

const ModeContext = createContext<ModeState | null>(null)

/** Light or dark, kept in this browser; the palette is handed to our own style sheets as variables. */
export function ModeProvider({ children }: { children: ReactNode }) {
  const [choice, setChoice] = useState<ModeChoice>(storedChoice)
  const systemDark = useMedia(darkMedia)
  const still = useMedia(stillMedia)
  const system: Mode = systemDark ? 'dark' : 'light'
  const mode = choice === 'system' ? system : choice

  useEffect(() => {
    const { style } = document.documentElement
    style.colorScheme = mode
    for (const [role, color] of Object.entries(palettes[mode]))
      style.setProperty(`--cf-${role}`, color)
  }, [mode])

  const choose = useCallback((next: ModeChoice) => {
    setChoice(next)
    try {
      localStorage.setItem(storageKey, next)
    } catch {
      // Storage may be forbidden; then the choice lasts as long as the page.
    }
  }, [])

  const state = useMemo(() => ({ mode, choice, still, choose }), [mode, choice, still, choose])
  return <ModeContext value={state}>{children}</ModeContext>
}

export function useMode(): ModeState {
  const state = useContext(ModeContext)
  if (!state) throw new Error('useMode outside ModeProvider')
  return state
}

function useMedia(media: MediaQueryList): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [media],
  )
  return useSyncExternalStore(subscribe, () => media.matches)
}

function storedChoice(): ModeChoice {
  try {
    const stored = localStorage.getItem(storageKey)
    return stored === 'light' || stored === 'dark' ? stored : 'system'
  } catch {
    return 'system'
  }
}
