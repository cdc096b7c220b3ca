import { useQuery } from '@tanstack/react-query'
import { Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { DownloadOutlined } from '../../layout/icons.tsx'
import { Page } from '../../layout/page.tsx'
import { addressOf, answered, client } from '../../api/client.ts'
import { useDownload } from '../../access/use-download.ts'
import { AuditFilter } from './audit-filter.tsx'
import { AuditTable } from './audit-table.tsx'
import {
  auditQuery,
  type AuditView,
  isNarrowedAudit,
  readAuditView,
  writeAuditView,
} from './audit-view.ts'
import './audit.css'

const pageSize = 50

/** Who did what, when and from where; nothing here can be changed. */
export function AuditPage() {
  const { t } = useTranslation()
  const download = useDownload()
  const [search, setSearch] = useSearchParams()
  const view = readAuditView(search)
  const query = auditQuery(view)
  const { data, isLoading, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ['audit', query],
    queryFn: ({ signal }) =>
      answered(client.GET('/api/v1/audit', { params: { query: { ...query, pageSize } }, signal })),
    staleTime: 0,
  })
  const change = (part: Partial<AuditView>) =>
    setSearch(writeAuditView({ ...view, cursor: null, ...part }))
  const { cursor: _, ...filters } = query
  return (
    <Page
      title={t('audit.title')}
      intro={t('audit.intro')}
      actions={
        <Button
          icon={<DownloadOutlined />}
          onClick={() => download(addressOf('/api/v1/audit/export', { query: filters }))}
        >
          {t('audit.export')}
        </Button>
      }
    >
      <AuditFilter view={view} onChange={change} />
      {isLoading && <Skeleton active paragraph={{ rows: 10 }} />}
      {error && (
        <Failure title={t('audit.failed')} error={error} asOf={dataUpdatedAt} onRetry={refetch} />
      )}
      {data && data.data.length === 0 && (
        <div className="cf-card">
          <EmptyState
            text={t(isNarrowedAudit(view) ? 'audit.noMatch' : 'audit.none')}
            actions={
              isNarrowedAudit(view) && (
                <Button onClick={() => setSearch(new URLSearchParams())}>{t('audit.clear')}</Button>
              )
            }
          />
        </div>
      )}
      {data && data.data.length > 0 && (
        <div className="cf-card">
          <AuditTable entries={data.data} onActor={(actor) => change({ actor })} />
        </div>
      )}
      <nav className="cf-row cf-audit-pages" aria-label={t('pager.label')}>
        {view.cursor && (
          <Link to={{ search: String(writeAuditView({ ...view, cursor: null })) }}>
            {t('audit.newest')}
          </Link>
        )}
        {data?.nextCursor && (
          <Link to={{ search: String(writeAuditView({ ...view, cursor: data.nextCursor })) }}>
            {t('audit.older')}
          </Link>
        )}
      </nav>
    </Page>
  )
}
