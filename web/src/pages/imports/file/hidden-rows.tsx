import { Alert, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../locales/format.ts'
import type { HiddenRows } from '../sheet/sheet-messages.ts'

interface HiddenRowsProps {
  hidden: HiddenRows
  imported: boolean
  /** Where it can be chosen. */
  onChange?(imported: boolean): void
}

/** How many rows of the sheet people are not shown, and whether they are imported all the same. */
export function HiddenRowsNotice({ hidden, imported, onChange }: HiddenRowsProps) {
  const { t } = useTranslation()
  const { count, whole } = hidden
  if (count === 0) return null
  const said = imported ? 'imported' : 'leftOut'
  const sentence = t(whole ? `imports.hiddenRows.${said}` : `imports.hiddenRows.${said}AtLeast`, {
    count,
    formatted: formatNumber(count),
  })
  return (
    <Alert
      className="cf-mapped-alert"
      type="info"
      showIcon
      message={
        <div className="cf-mapped">
          <span>{sentence}</span>
          {onChange && (
            <Checkbox checked={imported} onChange={({ target }) => onChange(target.checked)}>
              {t('imports.hiddenRows.choose')}
            </Checkbox>
          )}
        </div>
      }
    />
  )
}
