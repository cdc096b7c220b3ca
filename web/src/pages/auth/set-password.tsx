import { Alert } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Reasons } from '@cardfile/openapi'
import { AuthPage } from '../../access/auth-page.tsx'
import { AuthForm } from '../../access/auth-form.tsx'
import { PasswordInput } from '../../access/password-input.tsx'
import { focusFirstProperty, Property, propertyAria } from '../../layout/property.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client, withoutSession } from '../../api/client.ts'
import type { SignInState } from './sign-in.tsx'
import { takeFragment } from './take-fragment.ts'

/** Where the link of an invitation or of a reset leads. */
export function SetPasswordPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const form = useRef<HTMLFormElement>(null)
  const [token] = useState(takeFragmentOnce)
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setErrors({})
    setFailure(null)
    try {
      await client.POST('/api/v1/passwords', { ...withoutSession, body: { token, password } })
      const state: SignInState = { notice: 'passwordSet' }
      navigate('/sign-in', { replace: true, state })
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      if (reasons.password) {
        setErrors(reasons)
        focusFirstProperty(form.current)
      } else setFailure(messageOf(error, t('setPassword.expired')))
      setBusy(false)
    }
  }

  if (!token)
    return (
      <AuthPage title={t('setPassword.title')}>
        <Alert type="error" showIcon message={t('setPassword.noToken')} />
      </AuthPage>
    )
  return (
    <AuthPage title={t('setPassword.title')} intro={t('setPassword.intro')}>
      <AuthForm
        ref={form}
        label={t('setPassword.title')}
        failure={failure}
        busy={busy}
        submit={t('setPassword.submit')}
        onSubmit={submit}
      >
        <Property
          id="password"
          label={t('setPassword.new')}
          hint={t('setPassword.hint')}
          reasons={errors.password}
        >
          <PasswordInput
            {...propertyAria('password', errors.password, true)}
            size="large"
            autoComplete="new-password"
            aria-required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Property>
      </AuthForm>
    </AuthPage>
  )
}

let taken = ''

/** React may begin a state twice; the fragment is there once. */
function takeFragmentOnce(): string {
  taken = takeFragment() || taken
  return taken
}

function messageOf(error: unknown, expired: string): string {
  const used =
    error instanceof ApiError &&
    ([401, 404, 410].includes(error.statusCode) || error.errors.token !== undefined)
  if (used) return expired
  return error instanceof Error ? error.message : String(error)
}
