import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { bulkChangesKey, isUnderWay, readBulkChange } from '../../../api/bulk-changes.ts'
import { Instant } from '../../../field-form/instant.tsx'
import { Failure } from '../../../layout/failure.tsx'
import { Page } from '../../../layout/page.tsx'
import { useFields } from '../../../providers/fields.ts'
import { BulkProgress } from './bulk-progress.tsx'
import { BulkReport } from './bulk-report.tsx'
import { BulkRows } from './bulk-rows.tsx'
import { useBulkRun } from './use-bulk-run.ts'
import { useBulkTitle } from './use-bulk-title.ts'
import './bulk.css'

/** Milliseconds after which one that is under way is looked at again. */
const lookAgain = 3_000

/** What became of one change of many contacts, with its way back. */
export function BulkResultPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const { fields } = useFields()
  const titleOf = useBulkTitle(fields)
  const run = useBulkRun()
  const { data, isLoading, error, refetch } = useQuery({
    queryKey: [...bulkChangesKey, id],
    queryFn: ({ signal }) => readBulkChange(id, signal),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? lookAgain : false),
  })
  const change = run.change ?? data
  const undo = async () => {
    await run.undo(id)
    await refetch()
  }
  return (
    <Page
      title={change ? titleOf(change) : t('bulk.history')}
      intro={
        change && (
          <>
            {change.actor?.name ?? t('jobs.nobody')} · <Instant at={change.startedAt} /> ·{' '}
            {t(`bulk.states.${change.state}`)}
          </>
        )
      }
      width="reading"
      back={{ to: '/contacts/bulk-changes', label: t('bulk.history') }}
      actions={
        change?.undoable &&
        !run.busy && (
          <Button type="primary" onClick={() => void undo()}>
            {t('actions.undo')}
          </Button>
        )
      }
    >
      {isLoading && <Skeleton active />}
      {error && <Failure title={t('bulk.historyFailed')} error={error} onRetry={refetch} />}
      {change && (
        <div className="cf-card cf-form-card cf-stack">
          <BulkProgress run={run} />
          {run.failure && <Alert type="error" showIcon message={run.failure.message} />}
          {change.problem && <Alert type="warning" showIcon message={change.problem} />}
          <BulkReport change={change} fields={fields} />
          {!isUnderWay(change) && change.counts.changed > 0 && (
            <BulkRows change={change} outcome="changed" title={t('bulk.changedContacts')} />
          )}
        </div>
      )}
    </Page>
  )
}
