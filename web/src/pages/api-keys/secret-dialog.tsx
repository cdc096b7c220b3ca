import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../layout/copy-field.tsx'
import { Dialog } from '../../layout/dialog.tsx'

interface SecretDialogProps {
  name: string
  secret: string
  onClose(): void
}

/** A new key's secret: the server keeps only its hash, so nobody can show it again. */
export function SecretDialog({ name, secret, onClose }: SecretDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('keys.secretTitle', { name })}
      width={560}
      maskClosable={false}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('keys.secretKept')}
        </Button>
      }
      onClose={onClose}
    >
      <Alert type="warning" showIcon message={t('keys.secretOnce')} />
      <CopyField id="key-secret" label={t('keys.secret')} value={secret} />
      <p className="cf-quiet">{t('keys.secretUse')}</p>
      <code className="cf-code-block">{`Authorization: Bearer ${secret}`}</code>
    </Dialog>
  )
}
