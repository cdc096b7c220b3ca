import type { TFunction } from 'i18next'
import { Button, Input } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Property, propertyAria } from '../layout/property.tsx'
import { ApiError } from '../api/api-error.ts'
import { AuthForm } from './auth-form.tsx'
import { signInWithCode } from './sign-in-api.ts'
import { useSlowDown } from './slow-down.tsx'

interface SecondStepProps {
  onSignedIn(): void
  onBack(): void
}

/** The code of an authenticator app, or a recovery code where the app is lost. */
export function SecondStep({ onSignedIn, onBack }: SecondStepProps) {
  const { t } = useTranslation()
  const [kind, setKind] = useState<'totp' | 'recovery'>('totp')
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const slow = useSlowDown()
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => form.current?.querySelector('input')?.focus(), [kind])

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || slow.left > 0) return
    setBusy(true)
    setFailure(null)
    try {
      // Apps and people group the digits.
      await signInWithCode(code.replace(/\s/g, ''), kind)
      onSignedIn()
    } catch (error) {
      if (!slow.hear(error)) setFailure(reasonOf(error, kind, t))
      form.current?.querySelector('input')?.select()
    }
    setBusy(false)
  }

  return (
    <AuthForm
      ref={form}
      label={t('signIn.step')}
      heading={<h2 className="cf-section-title">{t('signIn.step')}</h2>}
      failure={failure}
      wait={slow.left}
      busy={busy}
      submit={t('signIn.submit')}
      onSubmit={submit}
      links={
        <div className="cf-row cf-auth-links">
          <Button
            type="link"
            size="small"
            onClick={() => {
              setKind(kind === 'totp' ? 'recovery' : 'totp')
              setCode('')
              setFailure(null)
            }}
          >
            {t(kind === 'totp' ? 'signIn.useRecovery' : 'signIn.useTotp')}
          </Button>
          <Button type="link" size="small" onClick={onBack}>
            {t('signIn.back')}
          </Button>
        </div>
      }
    >
      <Property
        id="sign-in-code"
        label={t(`signIn.code.${kind}`)}
        hint={t(`signIn.codeHint.${kind}`)}
      >
        <Input
          {...propertyAria('sign-in-code', undefined, true)}
          key={kind}
          name="code"
          size="large"
          autoComplete={kind === 'totp' ? 'one-time-code' : 'off'}
          inputMode={kind === 'totp' ? 'numeric' : 'text'}
          spellCheck={false}
          autoCapitalize="none"
          aria-required
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Property>
    </AuthForm>
  )
}

function reasonOf(error: unknown, kind: 'totp' | 'recovery', t: TFunction): string {
  if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
  // The first step is remembered in a cookie of its own, for a few minutes.
  if (/cookie/i.test(error.message)) return t('signIn.tooLate')
  // 401 for a wrong code, 400 for one of the wrong shape.
  return [400, 401].includes(error.statusCode) ? t(`signIn.wrongCode.${kind}`) : error.message
}
