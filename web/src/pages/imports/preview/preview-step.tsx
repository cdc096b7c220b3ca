import type { TFunction } from 'i18next'
import { Alert, Button, Progress, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, Navigate, useNavigate } from 'react-router'
import { formatNumber } from '../../../locales/format.ts'
import { Failure } from '../../../layout/failure.tsx'
import { Page } from '../../../layout/page.tsx'
import type { ImportState } from '../run/import-api.ts'
import { DerivedNotice } from '../columns/derived-notice.tsx'
import { ModeChoice } from '../columns/mode-choice.tsx'
import { HiddenRowsNotice } from '../file/hidden-rows.tsx'
import { OutcomeCounts } from '../run/outcome-counts.tsx'
import { FailureList } from './failure-list.tsx'
import { PreviewRows } from './preview-rows.tsx'
import { StepsBar } from '../draft/steps-bar.tsx'
import { useColumns } from '../columns/use-columns.ts'
import { usePreview } from './use-preview.ts'
import { useStart } from './use-start.ts'
import { useWizard } from '../draft/use-wizard.ts'

/** Step 3: what would become of the whole file, before anything is written. */
export function PreviewStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { state, draft, first, hiddenRows, opened, change } = useWizard()
  const { headings, columns, plans, ready, fields, error, retry } = useColumns()
  const preview = usePreview(plans, headings)
  const { start, starting, failure } = useStart()
  const { result, running, stale, view } = preview

  if (state === 'none' || state === 'failed' || draft?.importId)
    return <Navigate to="/import" replace />
  if (state === 'open' && fields.length > 0 && !ready)
    return <Navigate to="/import/columns" replace />
  const checked = result !== null && !stale
  // Whoever knows the file need not wait for every row of it.
  const unwaited = running && !stale
  const go = () => {
    if (unwaited) void preview.stop()
    void start(plans, headings)
  }
  const counted = view.id === draft?.previewId && view.state === 'ended' ? view.progress : null
  const percent = Math.min(99, Math.round((view.progress?.read ?? 0) * 100))
  return (
    <Page
      title={t('imports.previewTitle')}
      intro={t('imports.previewIntro')}
      width="reading"
      back={{ to: '/import/columns', label: t('imports.steps.columns') }}
    >
      <StepsBar current="preview" />
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
      {(state !== 'open' || !draft) && <Skeleton active />}
      {state === 'open' && draft && (
        <div className="cf-stack">
          {preview.failure && (
            <Failure
              title={t('imports.previewFailed')}
              error={preview.failure}
              onRetry={preview.check}
            />
          )}
          {view.state === 'failed' && view.id === draft.previewId && (
            <Failure
              title={t('imports.previewFailed')}
              error={{ message: view.failure ?? '' }}
              onRetry={preview.check}
            />
          )}
          {view.state === 'failed' && view.id === draft.previewId && opened?.text && (
            <p>
              <Link to="/import">{t('imports.readOtherwise')}</Link>
            </p>
          )}
          <section className="cf-card cf-form-card cf-stack" aria-label={t('imports.previewTitle')}>
            {running && (
              <>
                <Progress
                  percent={percent}
                  status="active"
                  aria-label={t('imports.previewRunning')}
                />
                <p className="cf-quiet cf-number" role="status">
                  {t('imports.previewRunning')}
                </p>
              </>
            )}
            {running && view.progress && <OutcomeCounts counts={view.progress.import.counts} />}
            {result && <OutcomeCounts counts={result.counts} />}
            {!running && !result && !preview.failure && <Skeleton active />}
          </section>
          <section className="cf-card cf-form-card cf-stack">
            <ModeChoice mode={draft.mode} onChange={(mode) => change({ mode })} />
            {result && stale && (
              <Alert
                type="warning"
                showIcon
                message={t('imports.stalePreview')}
                action={
                  <Button type="primary" onClick={preview.check}>
                    {t('imports.checkAgain')}
                  </Button>
                }
              />
            )}
            <HiddenRowsNotice
              hidden={counted ? { count: counted.hiddenRows, whole: true } : hiddenRows}
              imported={draft.reading.hiddenRows === true}
            />
            <DerivedNotice plans={plans} headings={columns.map(({ heading }) => heading)} />
            {failure && <Failure title={t('imports.failed')} error={failure} />}
            <div className="cf-actions-bar">
              <Button
                type={checked ? 'primary' : 'default'}
                size="large"
                loading={starting}
                disabled={!checked && !unwaited}
                onClick={go}
              >
                {t(unwaited ? 'imports.importUnwaited' : 'imports.import')}
              </Button>
              <Button size="large" onClick={() => navigate('/import/columns')}>
                {t('imports.back')}
              </Button>
              {checked && <span className="cf-quiet">{whatHappens(result, t)}</span>}
            </div>
          </section>
          {result && (
            <FailureList
              result={result}
              plans={plans}
              headings={columns.map(({ heading }) => heading)}
              fields={fields}
              onPlans={(next) => void change({ plans: next })}
              onOptionsAdded={() => void preview.check()}
            />
          )}
          {result && (
            <PreviewRows
              key={result.id}
              result={result}
              draft={draft}
              plans={plans}
              fields={fields}
              first={first}
              onChange={(part) => void change(part)}
            />
          )}
        </div>
      )}
    </Page>
  )
}

function whatHappens({ counts }: ImportState, t: TFunction): string {
  const { created, merged, updated, replaced, failed } = counts
  const changed = merged + updated + replaced
  const parts = [
    created > 0 && t('imports.will.create', { count: created, formatted: formatNumber(created) }),
    changed > 0 && t('imports.will.change', { count: changed, formatted: formatNumber(changed) }),
    failed > 0 && t('imports.will.fail', { count: failed, formatted: formatNumber(failed) }),
  ]
  return parts.filter(Boolean).join(' · ') || t('imports.will.nothing')
}
