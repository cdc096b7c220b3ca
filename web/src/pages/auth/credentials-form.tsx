import { type ReactNode, type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reasons } from '@cardfile/openapi'
import { AuthForm } from '../../access/auth-form.tsx'
import { PasswordInput } from '../../access/password-input.tsx'
import { ApiError } from '../../api/api-error.ts'
import { focusFirstProperty, Property, propertyAria } from '../../layout/property.tsx'

interface CredentialsFormProps {
  /** Names the form. */
  label: string
  submit: string
  /** What follows leads away from the form. */
  onSubmit(): Promise<void>
  /** What to say of a refusal that no input can show; left out, what the server says. */
  messageOf?(error: unknown): string | null
  /** The inputs, each with what was wrong with it. */
  children(errors: Reasons): ReactNode
}

/** A form by which somebody who has no password yet gets one; begins where something is missing. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { label, submit, onSubmit, messageOf, children } = props
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    const inputs = [...(form.current?.querySelectorAll('input') ?? [])]
    inputs.find(({ value }) => value === '')?.focus()
  }, [])

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setErrors({})
    setFailure(null)
    try {
      await onSubmit()
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      setErrors(reasons)
      const hasInput = (id: string) =>
        form.current?.querySelector(`[data-property="${CSS.escape(id)}"]`)
      if (Object.keys(reasons).some(hasInput)) focusFirstProperty(form.current)
      else
        setFailure(messageOf?.(error) ?? (error instanceof Error ? error.message : String(error)))
      setBusy(false)
    }
  }
  return (
    <AuthForm
      ref={form}
      label={label}
      failure={failure}
      busy={busy}
      submit={submit}
      onSubmit={send}
    >
      {children(errors)}
    </AuthForm>
  )
}

interface NewPasswordProps {
  label: string
  reasons: readonly string[] | undefined
  value: string
  onText(text: string): void
}

export function NewPassword({ label, reasons, value, onText }: NewPasswordProps) {
  const { t } = useTranslation()
  return (
    <Property id="password" label={label} hint={t('setPassword.hint')} reasons={reasons}>
      <PasswordInput
        {...propertyAria('password', reasons, true)}
        size="large"
        autoComplete="new-password"
        aria-required
        value={value}
        onChange={(event) => onText(event.target.value)}
      />
    </Property>
  )
}
