import { Input, QRCode } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TwoFactorBegun, twoFactorBegunSchema } from '@cardfile/openapi'
import { authAnswer, authRequest } from '../../api/auth-request.ts'
import { Property, propertyAria } from '../../layout/property.tsx'
import { FormDialog } from '../../layout/form-dialog.tsx'
import { ApiError } from '../../api/api-error.ts'
import { PasswordDialog } from './password-dialog.tsx'

interface TwoFactorDialogProps {
  /** Two-factor is on now; these recovery codes are shown this once. */
  onDone(codes: string[]): Promise<void>
  onClose(): void
}

/** Turns two-factor on: the password, then the app, then a code of the app as a proof. */
export function TwoFactorDialog({ onDone, onClose }: TwoFactorDialogProps) {
  const { t } = useTranslation()
  const [begun, setBegun] = useState<TwoFactorBegun | null>(null)
  if (!begun)
    return (
      <PasswordDialog
        title={t('account.turnOnTitle')}
        text={t('account.turnOnText')}
        okText={t('account.goOn')}
        onPassword={async (password) =>
          setBegun(
            await authAnswer('/two-factor/enable', twoFactorBegunSchema, { body: { password } }),
          )
        }
        onClose={onClose}
      />
    )
  return <ProofDialog begun={begun} onDone={onDone} onClose={onClose} />
}

function ProofDialog({ begun, onDone, onClose }: TwoFactorDialogProps & { begun: TwoFactorBegun }) {
  const { t } = useTranslation()
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState(false)
  const secret = new URL(begun.totpURI).searchParams.get('secret') ?? ''
  const prove = async () => {
    setWrong(false)
    try {
      // A wrong code is answered with 401 as well, and ends no session.
      await authRequest('/two-factor/verify-totp', {
        body: { code: code.replace(/\s/g, '') },
        signedIn: false,
      })
    } catch (error) {
      if (!(error instanceof ApiError && [400, 401].includes(error.statusCode))) throw error
      setWrong(true)
      document.getElementById('proof')?.focus()
      return
    }
    await onDone(begun.backupCodes)
  }
  const reasons = wrong ? [t('account.codeIsWrong')] : undefined
  return (
    <FormDialog
      title={t('account.turnOnTitle')}
      okText={t('account.turnOn')}
      width={560}
      disabled={code.trim() === ''}
      onSubmit={prove}
      onClose={onClose}
    >
      {() => (
        <>
          <p>{t('account.scan')}</p>
          <div className="cf-qr">
            {/* Black on white in the dark too: cameras look for just that. Whoever cannot see it has
                the key beside it. */}
            <div aria-hidden="true">
              <QRCode type="svg" size={180} value={begun.totpURI} color="#000" bgColor="#fff" />
            </div>
            <div>
              <p className="cf-quiet">{t('account.manualKey')}</p>
              <code className="cf-secret">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </div>
          </div>
          <Property
            id="proof"
            label={t('signIn.code.totp')}
            hint={t('account.proofHint')}
            reasons={reasons}
          >
            <Input
              {...propertyAria('proof', reasons, true)}
              autoComplete="one-time-code"
              inputMode="numeric"
              aria-required
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          </Property>
        </>
      )}
    </FormDialog>
  )
}
