import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, sameValue } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { WholeValue } from '../../field-form/whole-value.tsx'
import { Dialog } from '../../layout/dialog.tsx'
import type { Contact } from '../../api/types.ts'
import type { Stale } from './use-contact-saving.ts'

interface StaleDialogProps {
  fields: readonly Field[]
  base: Contact
  stale: Stale
  busy: boolean
}

/** Somebody else saved meanwhile: shows what differs and lets the person decide. */
export function StaleDialog({ fields, base, stale, busy }: StaleDialogProps) {
  const { t } = useTranslation()
  const { contact, merged, saveMine, takeTheirs, close } = stale
  const rows = fields.filter(
    ({ key }) => Object.hasOwn(merged, key) || !sameValue(base.values[key], contact.values[key]),
  )
  return (
    <Dialog
      width={840}
      title={t('stale.title')}
      onClose={close}
      footer={
        <div className="cf-row cf-stale-actions">
          <Button onClick={close}>{t('stale.back')}</Button>
          <Button onClick={takeTheirs}>{t('stale.theirs')}</Button>
          <Button type="primary" loading={busy} onClick={saveMine}>
            {t('stale.mine')}
          </Button>
        </div>
      }
    >
      <p>{t('stale.text')}</p>
      <table className="cf-plain-table cf-stale-table">
        <thead>
          <tr>
            <th scope="col">{t('stale.field')}</th>
            <th scope="col">{t('stale.now')}</th>
            <th scope="col">{t('stale.yours')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((field) => {
            const now = contact.values[field.key] ?? null
            return (
              <tr key={field.key}>
                <th scope="row">{fieldName(field)}</th>
                <td data-label={t('stale.now')}>
                  <WholeValue field={field} value={now} />
                </td>
                <td data-label={t('stale.yours')}>
                  {Object.hasOwn(merged, field.key) ? (
                    <WholeValue field={field} value={merged[field.key]} before={now} />
                  ) : (
                    <span className="cf-quiet">{t('stale.untouched')}</span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Dialog>
  )
}
