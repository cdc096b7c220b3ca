import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OutcomeCounts } from './outcome-counts.tsx'
import type { RunProgress } from './import-run.ts'

interface RunPanelProps {
  fileName: string
  progress: RunProgress | null
  onCancel(): void
}

/** An import on its way: how far, how fast, what came of the rows so far. */
export function RunPanel({ fileName, progress, onCancel }: RunPanelProps) {
  const { t } = useTranslation()
  const [cancelling, setCancelling] = useState(false)
  const rows = progress?.import.counts.rows ?? 0
  const rate = progress?.rowsPerSecond ?? 0
  const percent = Math.min(99, Math.round((progress?.read ?? 0) * 100))
  return (
    <section className="cf-card cf-form-card cf-stack" aria-label={t('imports.running')}>
      <h2 className="cf-section-title">{t('imports.runningFile', { fileName })}</h2>
      <Progress percent={percent} status="active" aria-label={t('imports.running')} />
      <p className="cf-number cf-quiet" role="status">
        {t('imports.rowsSoFar', { count: rows, formatted: rows.toLocaleString() })}
        {rate > 0 && ` · ${t('imports.rate', { rate: rate.toLocaleString() })}`}
      </p>
      {progress && <OutcomeCounts counts={progress.import.counts} />}
      {progress?.waiting && <Alert type="warning" showIcon message={t('imports.waiting')} />}
      <div>
        <Button
          danger
          loading={cancelling}
          onClick={() => {
            setCancelling(true)
            onCancel()
          }}
        >
          {t('imports.cancel')}
        </Button>
      </div>
    </section>
  )
}
