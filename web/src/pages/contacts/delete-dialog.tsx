import { Alert, Input, Modal, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../locales/format.ts'

interface DeleteDialogProps {
  open: boolean
  count: number
  /** The contact's name where it is one. */
  name?: string
  /** How much of it is done, from 0 to 1, where it is done in steps. */
  progress?: number | null
  onDelete(): Promise<void>
  onClose(): void
}

/** So many are deleted only by whoever types how many they are. */
const mostUntyped = 1_000

/** Says what the trash means before anything goes there. */
export function DeleteDialog({
  open,
  count,
  name,
  progress = null,
  onDelete,
  onClose,
}: DeleteDialogProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const needsNumber = count > mostUntyped
  const isMeant = !needsNumber || typed.replaceAll(/\D/g, '') === String(count)
  const remove = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await onDelete()
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={open}
      title={
        name === undefined
          ? t('trash.askTitle', { count, formatted: formatNumber(count) })
          : t('trash.askNamed', { name })
      }
      okText={t('trash.move')}
      okButtonProps={{ danger: true, type: 'primary', disabled: !isMeant }}
      cancelText={t(progress === null ? 'actions.cancel' : 'trash.close')}
      confirmLoading={busy}
      onOk={remove}
      onCancel={onClose}
    >
      <ul className="cf-consequences">
        <li>{t('trash.kept')}</li>
        <li>{t('trash.tickets')}</li>
        <li>{t('trash.messages')}</li>
        <li>{t('trash.identities')}</li>
      </ul>
      {needsNumber && progress === null && (
        <label className="cf-stack">
          <span>{t('trash.typeNumber', { formatted: formatNumber(count) })}</span>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      )}
      {progress !== null && (
        <>
          <Progress
            percent={Math.floor(progress * 100)}
            status="active"
            aria-label={t('trash.moving')}
          />
          <p className="cf-quiet">{t('trash.goesOn')}</p>
        </>
      )}
      {failure && <Alert type="error" showIcon message={failure} />}
    </Modal>
  )
}
