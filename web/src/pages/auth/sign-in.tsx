import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate, useSearchParams } from 'react-router'
import { AuthPage } from '../../access/auth-page.tsx'
import { passkeysWork } from '../../access/passkeys.ts'
import { safeReturn } from '../../access/safe-return.ts'
import { readSetupState, singleSignOnUrl } from '../../access/sign-in-api.ts'
import { SignInForm } from '../../access/sign-in-form.tsx'
import { Failure } from '../../layout/failure.tsx'

/** Said by a page that led here. */
export interface SignInState {
  notice?: 'passwordSet' | 'signedOut'
}

export function SignInPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    queryKey: ['setup-state'],
    queryFn: ({ signal }) => readSetupState(signal),
  })
  const to = safeReturn(search.get('to'), window.location.origin)
  const { notice } = (location.state ?? {}) as SignInState
  const refused = search.get('error')

  const enter = () => {
    // What was asked before signing in was answered for nobody.
    client.removeQueries()
    navigate(to, { replace: true })
  }
  if (data?.needed) return <Navigate to="/setup" replace />
  return (
    <AuthPage title={t('signIn.title')} intro={t('signIn.intro')}>
      <div className="cf-stack">
        {notice && <Alert type="success" showIcon message={t(`signIn.notices.${notice}`)} />}
        {refused && <Alert type="error" showIcon message={t('signIn.singleRefused')} />}
        {error && <Failure title={t('errors.start')} error={error} onRetry={refetch} />}
        {/* The form waits for no answer: what one types meanwhile must not be lost. */}
        <SignInForm passkeys={passkeysWork} onSignedIn={enter}>
          {data?.singleSignOn && (
            <>
              <p className="cf-or">{t('signIn.or')}</p>
              <SingleSignOn provider={data.singleSignOn} to={to} />
            </>
          )}
        </SignInForm>
      </div>
    </AuthPage>
  )
}

function SingleSignOn({ provider, to }: { provider: string; to: string }) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const go = async () => {
    setBusy(true)
    setFailure(null)
    try {
      window.location.assign(await singleSignOnUrl(to))
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <>
      <Button size="large" block loading={busy} onClick={go}>
        {t('signIn.single', { name: provider })}
      </Button>
      <div className="cf-alert-place">
        {failure && <Alert type="error" showIcon message={failure} />}
      </div>
    </>
  )
}
