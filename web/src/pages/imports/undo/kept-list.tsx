import { reasonWords } from '../../../locales/reason-words.ts'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Failure } from '../../../layout/failure.tsx'
import { MoreRows, useRowPages } from '../run/more-rows.tsx'
import { keptContacts } from './undo-api.ts'

/** Contacts that undoing left as they are, and why. */
export function KeptList({ id }: { id: string }) {
  const { t } = useTranslation()
  const { query, rows: contacts } = useRowPages(['import-kept', id], (cursor, signal) =>
    keptContacts(id, cursor, signal),
  )
  if (query.isLoading) return <Skeleton active />
  if (query.error)
    return (
      <Failure title={t('imports.undo.keptFailed')} error={query.error} onRetry={query.refetch} />
    )
  return (
    <div>
      <h3 className="cf-section-title">{t('imports.undo.kept')}</h3>
      <ul className="cf-kept">
        {contacts.map(({ id, name, reasons }) => (
          <li key={id}>
            <Link to={`/contacts/${id}`}>{name}</Link>{' '}
            <span className="cf-quiet">{reasons.map((told) => reasonWords(told)).join('; ')}</span>
          </li>
        ))}
      </ul>
      <MoreRows pages={query} />
    </div>
  )
}
