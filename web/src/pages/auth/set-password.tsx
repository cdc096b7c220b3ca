import { useQueryClient } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { AuthPage } from '../../access/auth-page.tsx'
import { signInWithPassword } from '../../access/sign-in-api.ts'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, withoutSession } from '../../api/client.ts'
import { CredentialsForm, NewPassword } from './credentials-form.tsx'
import type { SignInState } from './sign-in.tsx'
import { takeFragment } from './take-fragment.ts'

/** Where the link of an invitation or of a reset leads. */
export function SetPasswordPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [token] = useState(takeFragment)
  const [password, setPassword] = useState('')

  const send = async () => {
    const { email } = await answered(
      client.POST('/api/v1/passwords', { ...withoutSession, body: { token, password } }),
    )
    if (await isSignedIn(email, password)) {
      // What was asked before signing in was answered for nobody.
      queries.removeQueries()
      navigate('/', { replace: true })
      return
    }
    const state: SignInState = { notice: 'passwordSet' }
    navigate('/sign-in', { replace: true, state })
  }

  if (!token)
    return (
      <AuthPage title={t('setPassword.title')}>
        <Alert type="error" showIcon message={t('setPassword.noToken')} />
      </AuthPage>
    )
  return (
    <AuthPage title={t('setPassword.title')} intro={t('setPassword.intro')}>
      <CredentialsForm
        label={t('setPassword.title')}
        submit={t('setPassword.submit')}
        onSubmit={send}
        messageOf={(error) => (isOfTheLink(error) ? t('setPassword.expired') : null)}
      >
        {({ password: reasons }) => (
          <NewPassword
            label={t('setPassword.new')}
            reasons={reasons}
            value={password}
            onText={setPassword}
          />
        )}
      </CredentialsForm>
    </AuthPage>
  )
}

/** Not so where a code is asked for as well, or too much has been tried: the page for signing in goes on then. */
async function isSignedIn(email: string, password: string): Promise<boolean> {
  try {
    return (await signInWithPassword(email, password)) === 'signed_in'
  } catch {
    return false
  }
}

/** True where the link was used already, or for too long. */
function isOfTheLink(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ([401, 404, 410].includes(error.statusCode) || error.errors.token !== undefined)
  )
}
