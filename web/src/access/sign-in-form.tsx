import { Input } from 'antd'
import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Property, propertyAria } from '../layout/property.tsx'
import { ApiError } from '../api/api-error.ts'
import { AuthForm } from './auth-form.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { PasswordInput } from './password-input.tsx'
import { SecondStep } from './second-step.tsx'
import { signInWithPassword } from './sign-in-api.ts'
import { useSlowDown } from './slow-down.tsx'

interface SignInFormProps {
  /** Known where one signs in again; it stays then. */
  email?: string
  passkeys: boolean
  onSignedIn(): void
  /** Other ways in. They may come later than the form, so they stand where they move no field. */
  children?: ReactNode
}

/** E-mail and password, then the second factor where there is one; or a passkey, which is both. */
export function SignInForm({ email: known, passkeys, onSignedIn, children }: SignInFormProps) {
  const { t } = useTranslation()
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const [secondStep, setSecondStep] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const slow = useSlowDown()
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    // Password managers fill in what they find; a person begins where something is missing.
    const first = form.current?.querySelector<HTMLInputElement>(
      known ? '#sign-in-password' : '#sign-in-email',
    )
    first?.focus()
  }, [known])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || slow.left > 0) return
    if (!email.trim() || !password) {
      setFailure(t('signIn.incomplete'))
      form.current
        ?.querySelector<HTMLInputElement>(email.trim() ? '#sign-in-password' : '#sign-in-email')
        ?.focus()
      return
    }
    setBusy(true)
    setFailure(null)
    try {
      if ((await signInWithPassword(email.trim(), password)) === 'second_step') setSecondStep(true)
      else onSignedIn()
    } catch (error) {
      if (!slow.hear(error)) setFailure(reasonOf(error, t('signIn.wrong')))
      form.current?.querySelector<HTMLInputElement>('#sign-in-password')?.select()
    }
    setBusy(false)
  }

  if (secondStep)
    return (
      <SecondStep
        onSignedIn={onSignedIn}
        onBack={() => {
          setSecondStep(false)
          setPassword('')
        }}
      />
    )
  return (
    <div className="cf-stack">
      <AuthForm
        ref={form}
        label={t('signIn.title')}
        failure={failure}
        wait={slow.left}
        busy={busy}
        submit={t('signIn.submit')}
        onSubmit={submit}
      >
        <Property id="sign-in-email" label={t('people.email')}>
          <Input
            {...propertyAria('sign-in-email', undefined, null)}
            type="email"
            name="email"
            size="large"
            // Where passkeys work, the browser proposes them among the saved names.
            autoComplete={passkeys ? 'username webauthn' : 'username'}
            inputMode="email"
            readOnly={known !== undefined}
            aria-required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Property>
        <Property id="sign-in-password" label={t('signIn.password')}>
          <PasswordInput
            {...propertyAria('sign-in-password', undefined, null)}
            name="password"
            size="large"
            autoComplete="current-password"
            aria-required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Property>
      </AuthForm>
      {passkeys && <PasskeyButton autofill={known === undefined} onSignedIn={onSignedIn} />}
      {children}
      <p className="cf-field-hint">{t('signIn.forgotten')}</p>
    </div>
  )
}

function reasonOf(error: unknown, wrong: string): string {
  if (error instanceof ApiError && error.statusCode === 401) return wrong
  return error instanceof Error ? error.message : String(error)
}
