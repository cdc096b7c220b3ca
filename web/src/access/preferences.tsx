import { App } from 'antd'
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Preferences, PreferencesPatch } from '@cardfile/openapi'
import { answered, client } from '../api/client.ts'
import { useMe } from './may.tsx'

interface PreferencesState {
  preferences: Preferences
  /** Applies at once, and is kept on the server for every browser of the person. */
  prefer(patch: PreferencesPatch): void
}

const PreferencesContext = createContext<PreferencesState | null>(null)

/** How the signed-in person has arranged the screens. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const { message } = App.useApp()
  const [preferences, setPreferences] = useState<Preferences>(useMe().preferences)
  // One after the other, so that the last one is what is kept.
  const sending = useRef<Promise<unknown>>(Promise.resolve())
  const prefer = useCallback(
    (patch: PreferencesPatch) => {
      setPreferences((before) => ({ ...before, ...patch }))
      sending.current = sending.current
        .then(() => answered(client.PATCH('/api/v1/me/preferences', { body: patch })))
        .catch((error: unknown) =>
          message.error(error instanceof Error ? error.message : String(error)),
        )
    },
    [message],
  )
  const state = useMemo(() => ({ preferences, prefer }), [preferences, prefer])
  return <PreferencesContext value={state}>{children}</PreferencesContext>
}

export function usePreferences(): PreferencesState {
  const state = useContext(PreferencesContext)
  if (!state) throw new Error('usePreferences outside PreferencesProvider')
  return state
}
