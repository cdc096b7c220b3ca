import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../layout/copy-field.tsx'
import { Dialog } from '../../layout/dialog.tsx'
import { IdentifySnippet } from './identify-snippet.tsx'

interface SecretDialogProps {
  name: string
  secret: string
  /** Whether it may find and make contacts. */
  identifies: boolean
  onClose(): void
}

/** A new key's secret: the server keeps only its hash, so nobody can show it again. */
export function SecretDialog({ name, secret, identifies, onClose }: SecretDialogProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('keys.secretTitle', { name })}
      width={640}
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
      {identifies && <IdentifySnippet secret={secret} />}
    </Dialog>
  )
}
