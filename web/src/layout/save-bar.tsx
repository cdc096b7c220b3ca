import { Alert } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import './save-bar.css'

interface SaveBarProps {
  start?: ReactNode
  /** Whether the form has what is not saved yet. */
  unsaved?: boolean
  /** Why the last save came to nothing. */
  failure?: string | null
  children: ReactNode
}

/** A form's buttons, in reach however long the form is, and whether all of it is saved. */
export function SaveBar({ start, unsaved = false, failure = null, children }: SaveBarProps) {
  const { t } = useTranslation()
  return (
    <div className="cf-save-bar">
      <div className="cf-alert-place">
        {failure !== null && <Alert type="error" showIcon message={failure} />}
      </div>
      <div className="cf-save-bar-row">
        {start}
        <span className="cf-unsaved" role="status">
          {unsaved && t('form.unsaved')}
        </span>
        <div className="cf-row cf-save-bar-end">{children}</div>
      </div>
    </div>
  )
}
