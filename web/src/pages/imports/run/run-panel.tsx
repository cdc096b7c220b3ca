import { Alert, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../../locales/format.ts'
import type { RunView } from './active-run.ts'
import { OutcomeCounts } from './outcome-counts.tsx'
import { durationText } from './duration-text.ts'

interface RunPanelProps {
  fileName: string
  view: RunView
  onPause(): void
  onContinue(): void
  onCancel(): void
}

/** An import on its way: how far, how fast, how long yet, what came of the rows so far. */
export function RunPanel({ fileName, view, onPause, onContinue, onCancel }: RunPanelProps) {
  const { t } = useTranslation()
  const { progress, state } = view
  const rows = progress?.import.counts.rows ?? 0
  const rate = progress?.rowsPerSecond ?? 0
  const left = progress?.secondsLeft ?? null
  const percent = Math.min(99, Math.round((progress?.read ?? 0) * 100))
  const paused = state === 'paused'
  const words = [
    t('imports.rowsSoFar', { count: rows, formatted: formatNumber(rows) }),
    !paused && rate > 0 && t('imports.rate', { count: rate, formatted: formatNumber(rate) }),
    !paused && left !== null && t('imports.timeLeft', { time: durationText(left) }),
  ]
  return (
    <section className="cf-card cf-form-card cf-stack" aria-label={t('imports.running')}>
      <h2 className="cf-section-title">
        {t(paused ? 'imports.pausedFile' : 'imports.runningFile', { fileName })}
      </h2>
      <Progress
        percent={percent}
        status={paused ? 'normal' : 'active'}
        aria-label={t('imports.running')}
      />
      <p className="cf-number cf-quiet" role="status">
        {words.filter(Boolean).join(' · ')}
      </p>
      {progress && <OutcomeCounts counts={progress.import.counts} />}
      {progress?.waiting && <Alert type="warning" showIcon message={t('imports.waiting')} />}
      <div className="cf-actions-bar">
        {paused ? (
          <Button type="primary" onClick={onContinue}>
            {t('imports.goOn')}
          </Button>
        ) : (
          <Button disabled={state !== 'running'} onClick={onPause}>
            {t('imports.pause')}
          </Button>
        )}
        <Button danger loading={state === 'cancelling'} onClick={onCancel}>
          {t('imports.cancel')}
        </Button>
      </div>
    </section>
  )
}
