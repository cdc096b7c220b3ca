import { Button, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, sameValue, type Values } from '@cardfile/openapi'
import { CellView } from '../../field-form/cell-view.tsx'
import { changedValues } from '../../field-form/form-model.ts'
import type { Contact } from '../../api/types.ts'

interface StaleDialogProps {
  fields: readonly Field[]
  base: Contact
  current: Contact
  mine: Values
  onKeepMine(): Promise<void>
  onTakeTheirs(): void
  onClose(): void
}

/** Somebody else saved meanwhile: shows what differs and lets the person decide. */
export function StaleDialog(props: StaleDialogProps) {
  const { fields, base, current, mine, onKeepMine, onTakeTheirs, onClose } = props
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const changedHere = changedValues(fields, base.values, mine)
  const rows = fields.filter(
    ({ key }) =>
      Object.hasOwn(changedHere, key) || !sameValue(base.values[key], current.values[key]),
  )
  return (
    <Modal
      open
      width={720}
      title={t('stale.title')}
      onCancel={onClose}
      footer={[
        <Button key="back" onClick={onClose}>
          {t('stale.back')}
        </Button>,
        <Button key="theirs" onClick={onTakeTheirs}>
          {t('stale.theirs')}
        </Button>,
        <Button
          key="mine"
          type="primary"
          loading={busy}
          onClick={async () => {
            setBusy(true)
            await onKeepMine()
            setBusy(false)
          }}
        >
          {t('stale.mine')}
        </Button>,
      ]}
    >
      <p>{t('stale.text')}</p>
      <table className="cf-plain-table">
        <thead>
          <tr>
            <th scope="col">{t('stale.field')}</th>
            <th scope="col">{t('stale.now')}</th>
            <th scope="col">{t('stale.yours')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => (
            <tr key={field.key}>
              <th scope="row">{field.name}</th>
              <td>
                <CellView field={field} value={current.values[field.key] ?? null} />
              </td>
              <td>
                {Object.hasOwn(changedHere, field.key) ? (
                  <CellView field={field} value={changedHere[field.key]} />
                ) : (
                  <span className="cf-quiet">{t('stale.untouched')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
