import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../layout/copy-field.tsx'
import { Dialog } from '../../layout/dialog.tsx'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { save } from '../../api/download.ts'

interface RecoveryCodesDialogProps {
  codes: readonly string[]
  onClose(): void
}

/** Shows recovery codes; nobody can show them again, the server keeps them unreadable. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  const { t } = useTranslation()
  const text = `${codes.join('\n')}\n`
  return (
    <Dialog
      title={t('account.codesTitle')}
      maskClosable={false}
      keyboard={false}
      closable={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('account.codesKept')}
        </Button>
      }
      onClose={onClose}
    >
      <Alert type="warning" showIcon message={t('account.codesOnce')} />
      <ul className="cf-codes" aria-label={t('account.codesTitle')}>
        {codes.map((code) => (
          <li key={code}>
            <code className="cf-secret">{code}</code>
          </li>
        ))}
      </ul>
      <div className="cf-row">
        <CopyButton text={text} label={t('account.copyCodes')} />
        <Button
          icon={<DownloadOutlined />}
          onClick={() =>
            save(new Blob([text], { type: 'text/plain' }), 'cardfile-recovery-codes.txt')
          }
        >
          {t('account.downloadCodes')}
        </Button>
      </div>
    </Dialog>
  )
}
