import { reasonWords } from '../../locales/reason-words.ts'
import { Alert, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { formatNumber } from '../../locales/format.ts'
import type { Schemas } from '../../api/types.ts'

interface ConversionDialogProps {
  conversion: Schemas['FieldConversion']
  busy: boolean
  onConvert(): void
  onClose(): void
}

/** What becomes of the stored values when a field's type changes; no change where any would be lost. */
export function ConversionDialog({ conversion, busy, onConvert, onClose }: ConversionDialogProps) {
  const { t } = useTranslation()
  const { converts, fails, samples, note } = conversion
  return (
    <Modal
      open
      title={t('conversion.title')}
      okText={t('conversion.convert')}
      okButtonProps={{ disabled: fails > 0 }}
      confirmLoading={busy}
      cancelText={t('actions.cancel')}
      onOk={onConvert}
      onCancel={onClose}
    >
      <div className="cf-stack">
        <p>{t('conversion.converts', { count: converts, formatted: formatNumber(converts) })}</p>
        {note && (
          <Alert
            type="info"
            showIcon
            message={reasonWords({ text: note, code: 'time_of_day_added' })}
          />
        )}
        {fails > 0 && (
          <Alert
            type="error"
            showIcon
            message={t('conversion.fails', { count: fails, formatted: formatNumber(fails) })}
            description={
              <ul>
                {samples.map(({ contact, value, reason, ...told }) => (
                  <li key={contact}>
                    <Link to={`/contacts/${contact}`} target="_blank" rel="noopener">
                      “{value}”
                    </Link>{' '}
                    {reasonWords({ ...told, text: reason })}
                  </li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Modal>
  )
}
