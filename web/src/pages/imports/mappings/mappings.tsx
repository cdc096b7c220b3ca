import { useQuery } from '@tanstack/react-query'
import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../../layout/empty-state.tsx'
import { Failure } from '../../../layout/failure.tsx'
import { Page } from '../../../layout/page.tsx'
import { RecordTable } from '../../../layout/record-table.tsx'
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
      {data?.data.length === 0 && (
        <div className="cf-card">
          <EmptyState text={t('imports.noMappings')} />
        </div>
      )}
      {data && data.data.length > 0 && (
        <RecordTable
          label={t('imports.mappings')}
          headings={[t('property.name'), t('imports.mode'), t('imports.savedAt')]}
          actions={t('imports.mappingActions')}
        >
          {data.data.map((mapping) => (
            <MappingRow key={mapping.id} mapping={mapping} />
          ))}
        </RecordTable>
      )}
    </Page>
  )
}
