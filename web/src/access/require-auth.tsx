import { useGetIdentity } from '@refinedev/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Spin } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation } from 'react-router'
import { Failure } from '../layout/failure.tsx'
import { useDrawable } from '../layout/use-drawable.ts'
import { ApiError } from '../api/api-error.ts'
import { chooseLanguage } from '../locales/i18n.ts'
import type { Me } from './me.ts'
import { PreferencesProvider } from './preferences.tsx'
import { MeProvider } from './may.tsx'
import { rememberMe } from './providers.ts'
import { signInPath } from './safe-return.ts'
import { session } from '../api/session.ts'
import { SessionEndDialog } from './session-end-dialog.tsx'
import { readSetupState } from './sign-in-api.ts'
import './auth-page.css'

/** Lets only those in who are signed in; everybody else is led to where one does that, and back. */
export function RequireAuth({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const { data: me, error, isLoading, refetch } = useGetIdentity<Me>()
  useRightsOf(me, refetch)
  useLanguageOf(me)
  const isDrawable = useDrawable(me !== undefined)
  if (me && isDrawable)
    return (
      <MeProvider me={me}>
        <PreferencesProvider key={me.caller.id}>{children}</PreferencesProvider>
        <SessionEndDialog me={me} />
      </MeProvider>
    )
  if (isLoading || me) return <Spin className="cf-centred" size="large" />
  if (error instanceof ApiError && error.statusCode === 401) return <ToSignIn />
  return (
    <main className="cf-auth">
      <Failure title={t('errors.start')} error={error} onRetry={refetch} />
    </main>
  )
}

/** Keeps what the screens show in step with what the person may do. */
function useRightsOf(me: Me | undefined, refetch: () => unknown) {
  const client = useQueryClient()
  const rights = me ? JSON.stringify([me.role?.id, me.permissions]) : null
  const before = useRef(rights)
  useEffect(() => {
    if (!me) return
    session.begin()
    rememberMe(me)
  }, [me])
  useEffect(() => {
    const had = before.current
    before.current = rights
    // What was read with other rights holds too much or too little.
    if (had !== null && had !== rights) void client.invalidateQueries()
  }, [rights, client])
  useEffect(() => session.onRecheck(() => void refetch()), [refetch])
}

/** Somebody's own language, as soon as it is known who they are. */
function useLanguageOf(me: Me | undefined) {
  const language = me?.caller.kind === 'person' ? me.language : undefined
  useEffect(() => {
    if (language !== undefined) void chooseLanguage(language)
  }, [language])
}

function ToSignIn() {
  const { t } = useTranslation()
  const location = useLocation()
  const { data, error, refetch } = useQuery({
    queryKey: ['setup-state'],
    queryFn: ({ signal }) => readSetupState(signal),
  })
  if (error)
    return (
      <main className="cf-auth">
        <Failure title={t('errors.start')} error={error} onRetry={refetch} />
      </main>
    )
  if (!data) return <Spin className="cf-centred" size="large" />
  return <Navigate to={data.needed ? '/setup' : signInPath(location)} replace />
}
