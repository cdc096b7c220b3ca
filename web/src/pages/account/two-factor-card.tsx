import { useInvalidateAuthStore } from '@refinedev/core'
import { App, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recoveryCodesSchema } from '@cardfile/openapi'
import { authAnswer, authRequest } from '../../api/auth-request.ts'
import { PasswordDialog } from './password-dialog.tsx'
import { RecoveryCodesDialog } from './recovery-codes.tsx'
import { TwoFactorDialog } from './two-factor-dialog.tsx'

type Asking = 'on' | 'off' | 'codes' | null

/** The second factor: on or off, and its recovery codes. */
export function TwoFactorCard({ on }: { on: boolean }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const refreshMe = useInvalidateAuthStore()
  const [asking, setAsking] = useState<Asking>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const close = () => setAsking(null)

  const turnOff = async (password: string) => {
    await authRequest('/two-factor/disable', { body: { password } })
    await refreshMe()
    message.success(t('account.twoFactorIsOff'))
    close()
  }
  const renewCodes = async (password: string) => {
    const answer = await authAnswer('/two-factor/generate-backup-codes', recoveryCodesSchema, {
      body: { password },
    })
    setCodes(answer.backupCodes)
    close()
  }
  return (
    <section className="cf-card cf-account-card" aria-labelledby="two-factor-title">
      <div className="cf-account-head">
        <h2 className="cf-section-title" id="two-factor-title">
          {t('account.twoFactor')}
        </h2>
        <span className={`cf-badge ${on ? 'cf-badge-good' : ''}`}>
          {t(on ? 'account.isOn' : 'account.isOff')}
        </span>
      </div>
      <p className="cf-quiet">{t('account.twoFactorHint')}</p>
      <div className="cf-row">
        {on ? (
          <>
            <Button onClick={() => setAsking('codes')}>{t('account.newCodes')}</Button>
            <Button danger onClick={() => setAsking('off')}>
              {t('account.turnOff')}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsking('on')}>{t('account.turnOn')}</Button>
        )}
      </div>
      {asking === 'on' && (
        <TwoFactorDialog
          onDone={async (fresh) => {
            setCodes(fresh)
            close()
            await refreshMe()
          }}
          onClose={close}
        />
      )}
      {asking === 'off' && (
        <PasswordDialog
          title={t('account.turnOffTitle')}
          text={t('account.turnOffText')}
          okText={t('account.turnOff')}
          danger
          onPassword={turnOff}
          onClose={close}
        />
      )}
      {asking === 'codes' && (
        <PasswordDialog
          title={t('account.newCodes')}
          text={t('account.newCodesText')}
          okText={t('account.makeCodes')}
          onPassword={renewCodes}
          onClose={close}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </section>
  )
}
