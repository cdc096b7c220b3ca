import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PasswordInput } from '../../access/password-input.tsx'
import { Property, propertyAria } from '../../layout/property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { refusalOf } from './refusal.ts'

interface PasswordDialogProps {
  title: string
  text: string
  okText: string
  danger?: boolean
  /** Does what the password is asked for; its refusal is shown here. */
  onPassword(password: string): Promise<void>
  onClose(): void
}

/** Asks for the password before something that an unlocked screen alone must not allow. */
export function PasswordDialog(props: PasswordDialogProps) {
  const { text, onPassword, ...rest } = props
  const { t } = useTranslation()
  const [password, setPassword] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const submit = async () => {
    setWrong(null)
    try {
      await onPassword(password)
    } catch (error) {
      const refusal = refusalOf(error, t)
      if (refusal.at !== 'current') throw new Error(refusal.text, { cause: error })
      setWrong(refusal.text)
      document.getElementById('confirm-password')?.focus()
    }
  }
  const reasons = wrong === null ? undefined : [wrong]
  return (
    <FormDialog {...rest} disabled={!password} onSubmit={submit}>
      {() => (
        <>
          <p>{text}</p>
          <Property id="confirm-password" label={t('account.yourPassword')} reasons={reasons}>
            <PasswordInput
              {...propertyAria('confirm-password', reasons, null)}
              autoComplete="current-password"
              aria-required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Property>
        </>
      )}
    </FormDialog>
  )
}
