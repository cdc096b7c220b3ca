import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../layout/empty-state.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { listMappings, mappingsKey } from './mapping-api.ts'
import { MappingRow } from './mapping-row.tsx'

/** Every saved mapping, to be renamed or deleted. */
export function MappingsPage() {
  const { t } = useTranslation()
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: [...mappingsKey, 'list'],
    queryFn: ({ signal }) => listMappings(signal),
  })
  return (
    <Page
      title={t('imports.mappings')}
      intro={t('imports.mappingsIntro')}
      width="reading"
      back={{ to: '/import', label: t('imports.title') }}
    >
      {isLoading && <Skeleton active />}
      {error && <Failure title={t('imports.mappingsFailed')} error={error} onRetry={refetch} />}
      {data?.data.length === 0 && <EmptyState text={t('imports.noMappings')} />}
      {data && data.data.length > 0 && (
        <div className="cf-card">
          <table className="cf-records" aria-label={t('imports.mappings')}>
            <thead>
              <tr>
                <th scope="col">{t('property.name')}</th>
                <th scope="col">{t('imports.mode')}</th>
                <th scope="col">{t('imports.savedAt')}</th>
                <th scope="col">
                  <span className="cf-hidden-text">{t('imports.mappingActions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.data.map((mapping) => (
                <MappingRow key={mapping.id} mapping={mapping} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Page>
  )
}
