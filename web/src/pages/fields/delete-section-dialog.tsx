import { Alert, App, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Section } from '@cardfile/openapi'
import { client, ifMatch } from '../../api/client.ts'
import { formatNumber } from '../../locales/format.ts'
import { useFieldsChanged } from '../../providers/fields.ts'

interface DeleteSectionDialogProps {
  section: Section
  /** How many fields stand in it. */
  count: number
  onClose(): void
}

/** Says that fields stay, before their section goes. */
export function DeleteSectionDialog({ section, count, onClose }: DeleteSectionDialogProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const fieldsChanged = useFieldsChanged()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const { id, name, version } = section
  const remove = async () => {
    setBusy(true)
    try {
      await client.DELETE('/api/v1/sections/{id}', {
        params: { path: { id }, header: ifMatch(version) },
      })
      await fieldsChanged()
      message.success(t('fields.deleted', { name }))
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={t('sections.deleteTitle', { name })}
      okText={t('sections.delete')}
      okButtonProps={{ danger: true, type: 'primary' }}
      confirmLoading={busy}
      cancelText={t('actions.cancel')}
      onOk={remove}
      onCancel={onClose}
    >
      <p>
        {count === 0
          ? t('sections.deleteEmpty')
          : t('sections.deleteMeans', { count, formatted: formatNumber(count) })}
      </p>
      {failure && <Alert type="error" showIcon message={failure} />}
    </Modal>
  )
}
