import { importOutcomes } from '@cardfile/openapi'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { answered, client } from '../../api/client.ts'
import { JobHistory } from '../jobs/job-history.tsx'
import './imports.css'

const pageSize = 50

/** Every import of the last 90 days: when, who, which file, what came of it. */
export function ImportHistoryPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const cursor = search.get('cursor') ?? ''
  const page = useQuery({
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
    <JobHistory
      title={t('imports.history')}
      intro={t('imports.historyIntro')}
      back={{ to: '/import', label: t('imports.title') }}
      path="/import/history"
      words={{
        name: t('imports.file'),
        failed: t('imports.historyFailed'),
        none: t('imports.noHistory'),
        newest: t('imports.newest'),
        older: t('imports.older'),
      }}
      page={page}
      isNewest={cursor === ''}
      link={({ id, fileName }) => ({ to: `/import/${id}`, text: fileName })}
      texts={[{ heading: t('imports.mode'), of: ({ mode }) => t(`imports.modes.${mode}`) }]}
      counts={(['rows', ...importOutcomes] as const).map((outcome) => ({
        heading: t(`imports.outcomes.${outcome}`),
        of: ({ counts }) => counts[outcome],
      }))}
      state={{
        heading: t('jobs.state'),
        of: ({ state }) => t(`imports.shortStates.${state}`),
      }}
    />
  )
}
