import { useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { reasonWords } from '../../../locales/reason-words.ts'
import { changeView, type SavedView, viewsKey } from './view-api.ts'

interface ViewNoticeProps {
  /** Undefined for one that is not there, or is no longer shared. */
  saved: SavedView | undefined
  /** Opens the conditions, for others to stand in their place. */
  onEdit(): void
  onAll(): void
}

/** In place of a list whose view lists nothing: why, and what can be done. */
export function ViewNotice({ saved, onEdit, onAll }: ViewNoticeProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const leaveOutOrder = async (view: SavedView) => {
    try {
      await changeView(view, { sorters: [] })
      await client.invalidateQueries({ queryKey: viewsKey })
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  const why = Object.values(saved?.broken ?? {}).flat()
  return (
    <Alert
      className="cf-notice"
      type="warning"
      showIcon
      message={saved ? t('views.broken', { name: saved.name }) : t('views.gone')}
      description={
        <div className="cf-stack">
          {why.length > 0 && (
            <ul className="cf-bullets">
              {why.map((reason, index) => (
                <li key={index}>{reasonWords(reason)}</li>
              ))}
            </ul>
          )}
          <div className="cf-row">
            {saved?.broken?.filter && <Button onClick={onEdit}>{t('views.editFilter')}</Button>}
            {saved?.broken?.sorters && saved.mayChange && (
              <Button onClick={() => void leaveOutOrder(saved)}>{t('views.dropOrder')}</Button>
            )}
            <Button onClick={onAll}>{t('views.all')}</Button>
          </div>
        </div>
      }
    />
  )
}
