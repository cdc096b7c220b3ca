import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { AuthPage } from '../../access/auth-page.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client, withoutSession } from '../../api/client.ts'
import { CredentialsForm, NewPassword } from './credentials-form.tsx'
import type { SignInState } from './sign-in.tsx'
import { takeFragment } from './take-fragment.ts'

/** Where the link of an invitation or of a reset leads. */
export function SetPasswordPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [token] = useState(takeFragment)
  const [password, setPassword] = useState('')

  const send = async () => {
    await client.POST('/api/v1/passwords', { ...withoutSession, body: { token, password } })
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

/** True where the link was used already, or for too long. */
function isOfTheLink(error: unknown): boolean {
  return (
    error instanceof ApiError &&
    ([401, 404, 410].includes(error.statusCode) || error.errors.token !== undefined)
  )
}
