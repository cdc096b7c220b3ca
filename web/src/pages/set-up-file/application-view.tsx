import { Alert, Button, Progress } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { formatNumber } from '../../locales/format.ts'
import { StepName } from './step-row.tsx'
import { type Application, stepsTaken } from './use-applying.ts'

interface ApplicationViewProps {
  application: Application
  onStop(): void
  onAgain(): void
}

/** A plan while it is applied, and what became of it. */
export function ApplicationView({ application, onStop, onAgain }: ApplicationViewProps) {
  const { t } = useTranslation()
  const content = useRef<HTMLElement>(null)
  const { state } = application
  const isWorking = state === 'running' || state === 'stopping'
  useEffect(() => content.current?.focus(), [isWorking])
  return (
    <section
      className="cf-card cf-form-card cf-stack cf-plan-application"
      aria-label={t('setUpFile.running')}
      ref={content}
      tabIndex={-1}
    >
      {isWorking ? (
        <Working application={application} onStop={onStop} />
      ) : (
        <Outcome application={application} onAgain={onAgain} />
      )}
    </section>
  )
}

function Working({ application, onStop }: { application: Application; onStop(): void }) {
  const { t } = useTranslation()
  const { state, plan, job } = application
  const taken = stepsTaken(application)
  const steps = plan.steps.length
  const step = plan.steps[taken]
  return (
    <>
      <h2 className="cf-section-title">{t('setUpFile.running')}</h2>
      <Progress
        percent={Math.floor(((taken + (job?.progress ?? 0)) * 100) / steps)}
        status="active"
        aria-label={t('setUpFile.running')}
      />
      <p role="status">
        {t('setUpFile.step', {
          n: formatNumber(Math.min(taken + 1, steps)),
          steps: formatNumber(steps),
        })}{' '}
        {step && <StepName step={step} />}
      </p>
      <p className="cf-quiet">{t('setUpFile.stay')}</p>
      <div>
        <Button loading={state === 'stopping'} onClick={onStop}>
          {t('setUpFile.stop')}
        </Button>
      </div>
    </>
  )
}

function Outcome({ application, onAgain }: { application: Application; onAgain(): void }) {
  const { t } = useTranslation()
  const { state, plan, failure } = application
  const taken = stepsTaken(application)
  const told = { taken: formatNumber(taken), steps: formatNumber(plan.steps.length) }
  if (state === 'done')
    return (
      <Alert
        type="success"
        showIcon
        message={t('setUpFile.done')}
        description={t('setUpFile.taken', told)}
      />
    )
  const isMoved = failure instanceof ApiError && failure.code === 'wrong_state'
  const title = isMoved
    ? t('setUpFile.moved')
    : t(state === 'stopped' ? 'setUpFile.stopped' : 'setUpFile.refused')
  const rest = taken === 0 ? t('setUpFile.takenNone') : t('setUpFile.taken', told)
  return (
    <>
      <Alert
        type={state === 'stopped' || isMoved ? 'warning' : 'error'}
        showIcon
        message={title}
        description={
          <>
            {failure && <p>{failure.message}</p>}
            <p>
              {rest} {taken > 0 && t('setUpFile.rest')}
            </p>
          </>
        }
      />
      <div>
        <Button type="primary" onClick={onAgain}>
          {t('setUpFile.again')}
        </Button>
      </div>
    </>
  )
}
