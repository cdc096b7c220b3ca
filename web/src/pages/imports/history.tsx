import { importOutcomes } from '@cardfile/openapi'
import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { formatNumber } from '../../locales/format.ts'
import { Instant } from '../../field-form/instant.tsx'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { answered, client } from '../../api/client.ts'
import './imports.css'
import './history.css'

const pageSize = 50

/** Every import of the last 90 days: when, who, which file, what came of it. */
export function ImportHistoryPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const cursor = search.get('cursor') ?? ''
  const { data, isLoading, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['imports', 'history', cursor],
    queryFn: ({ signal }) =>
      answered(
        client.GET('/api/v1/imports', {
          params: { query: { pageSize, ...(cursor && { cursor }) } },
          signal,
        }),
      ),
  })
  return (
    <Page
      title={t('imports.history')}
      intro={t('imports.historyIntro')}
      back={{ to: '/import', label: t('imports.title') }}
    >
      {isLoading && <Skeleton active />}
      {error && (
        <Failure
          title={t('imports.historyFailed')}
          error={error}
          asOf={dataUpdatedAt}
          onRetry={refetch}
        />
      )}
      {data && data.data.length === 0 && <EmptyState text={t('imports.noHistory')} />}
      {data && data.data.length > 0 && (
        <div className="cf-card cf-history">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('imports.file')}</th>
                <th scope="col">{t('imports.startedAt')}</th>
                <th scope="col">{t('imports.actor')}</th>
                <th scope="col">{t('imports.mode')}</th>
                {(['rows', ...importOutcomes] as const).map((outcome) => (
                  <th key={outcome} scope="col" className="cf-history-number">
                    {t(`imports.outcomes.${outcome}`)}
                  </th>
                ))}
                <th scope="col">{t('imports.state')}</th>
              </tr>
            </thead>
            <tbody>
              {data.data.map(({ id, fileName, startedAt, actor, mode, counts, state }) => (
                <tr key={id}>
                  <th scope="row">
                    <Link to={`/import/${id}`}>{fileName}</Link>
                  </th>
                  <td>{startedAt && <Instant at={startedAt} />}</td>
                  <td data-label={t('imports.actor')}>{actor?.name ?? t('imports.nobody')}</td>
                  <td data-label={t('imports.mode')}>{t(`imports.modes.${mode}`)}</td>
                  {(['rows', ...importOutcomes] as const).map((outcome) => (
                    <td
                      key={outcome}
                      data-label={t(`imports.outcomes.${outcome}`)}
                      className={`cf-history-number${counts[outcome] === 0 ? ' cf-quiet cf-history-none' : ''}`}
                    >
                      {formatNumber(counts[outcome])}
                    </td>
                  ))}
                  <td data-label={t('imports.state')}>{t(`imports.shortStates.${state}`)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <nav className="cf-row cf-history-pages" aria-label={t('pager.label')}>
        {cursor !== '' && <Link to="/import/history">{t('imports.newest')}</Link>}
        {data?.nextCursor && (
          <Link to={`/import/history?cursor=${encodeURIComponent(data.nextCursor)}`}>
            {t('imports.older')}
          </Link>
        )}
      </nav>
    </Page>
  )
}
