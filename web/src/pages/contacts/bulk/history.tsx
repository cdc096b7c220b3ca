import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { bulkChangesKey, isUnderWay, listBulkChanges } from '../../../api/bulk-changes.ts'
import { useFields } from '../../../providers/fields.ts'
import { JobHistory } from '../../jobs/job-history.tsx'
import { useBulkTitle } from './use-bulk-title.ts'

const pageSize = 50
const outcomes = ['changed', 'unchanged', 'failed'] as const
/** Milliseconds after which one that is under way is looked at again. */
const lookAgain = 3_000

/** Every change of many contacts of the last 90 days: what, when, who, what came of it. */
export function BulkHistoryPage() {
  const { t } = useTranslation()
  const [search] = useSearchParams()
  const { fields } = useFields()
  const titleOf = useBulkTitle(fields)
  const cursor = search.get('cursor') ?? ''
  const page = useQuery({
    queryKey: [...bulkChangesKey, 'history', cursor],
    queryFn: ({ signal }) => listBulkChanges({ pageSize, ...(cursor && { cursor }) }, signal),
    refetchInterval: ({ state }) => (state.data?.data.some(isUnderWay) ? lookAgain : false),
  })
  return (
    <JobHistory
      title={t('bulk.history')}
      intro={t('bulk.historyIntro')}
      back={{ to: '/contacts', label: t('contacts.title') }}
      path="/contacts/bulk-changes"
      words={{
        name: t('bulk.what'),
        failed: t('bulk.historyFailed'),
        none: t('bulk.noHistory'),
        newest: t('bulk.newest'),
        older: t('bulk.older'),
      }}
      page={page}
      isNewest={cursor === ''}
      link={(change) => ({ to: `/contacts/bulk-changes/${change.id}`, text: titleOf(change) })}
      texts={[]}
      counts={outcomes.map((outcome) => ({
        heading: t(`bulk.did.${outcome}`),
        of: ({ counts }) => counts[outcome],
      }))}
      state={{ heading: t('jobs.state'), of: ({ state }) => t(`bulk.states.${state}`) }}
    />
  )
}
