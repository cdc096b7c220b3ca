import { Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import type { BulkRun } from './use-bulk-run.ts'

/** How far a change has come; it can be ended where it is, unless it is being undone. */
export function BulkProgress({ run }: { run: BulkRun }) {
  const { t } = useTranslation()
  const { change, busy, stop } = run
  if (!busy) return null
  const isUndoing = change?.state === 'undoing'
  const label = t(change?.dryRun ? 'bulk.trying' : isUndoing ? 'bulk.undoing' : 'bulk.running')
  return (
    <div className="cf-stack">
      <Progress
        percent={Math.floor((change?.progress ?? 0) * 100)}
        status="active"
        aria-label={label}
      />
      <p className="cf-quiet" role="status">
        {label} {change?.dryRun ? '' : t('bulk.goesOn')}
      </p>
      {change?.state === 'running' && (
        <Button onClick={() => void stop(change.id)}>{t('bulk.stop')}</Button>
      )}
    </div>
  )
}
