import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, isComputed } from '@cardfile/openapi'
import type { Contact } from '../../../api/types.ts'
import { SearchSelect } from '../../../layout/search-select.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import { ChangeEntry } from './change-entry.tsx'
import { useTimeline } from './use-timeline.ts'

/** What happened to a contact, all of it or to one field. */
export function ContactHistory({
  fields,
  contact,
}: {
  fields: readonly Field[]
  contact: Contact
}) {
  const { t } = useTranslation()
  const [field, setField] = useState<string | null>(null)
  const { data, isLoading, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useTimeline(
    contact,
    field,
  )
  const shown = field === null ? fields : fields.filter(({ key }) => key === field)
  const changes = data?.pages.flatMap((page) => page.data) ?? []
  return (
    <section className="cf-card cf-facts-card">
      <h2 className="cf-section-title" id="history-title">
        {t('history.title')}
      </h2>
      <SearchSelect<string>
        className="cf-history-field"
        aria-label={t('history.ofField')}
        value={field ?? ''}
        options={[
          { value: '', label: t('history.everyField') },
          ...fields
            .filter((one) => !isComputed(one))
            .map((one) => ({ value: one.key, label: fieldName(one) })),
        ]}
        onChange={(key) => setField(key || null)}
      />
      {isLoading && <Skeleton active title={false} paragraph={{ rows: 3 }} />}
      {error && <p className="cf-field-error">{error.message}</p>}
      {data && changes.length === 0 && <p className="cf-quiet">{t('history.noneOfField')}</p>}
      <ol className="cf-history" aria-labelledby="history-title">
        {changes.map((change) => (
          <li key={change.version}>
            <ChangeEntry fields={shown} contact={contact} change={change} />
          </li>
        ))}
      </ol>
      {hasNextPage && (
        <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('history.older')}
        </Button>
      )}
    </section>
  )
}
