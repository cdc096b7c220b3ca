import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import type { SetUpPlan } from '../../api/set-up.ts'
import { Dialog } from '../../layout/dialog.tsx'
import { formatNumber } from '../../locales/format.ts'
import { DeletionChoice } from './deletion-choice.tsx'
import { planGroups } from './plan-groups.ts'
import { StepRow } from './step-row.tsx'
import type { Planning } from './use-planning.ts'

interface PlanViewProps {
  planning: Planning
  onApply(plan: SetUpPlan): void
}

/** What a file would change, step by step in words, before anything is changed. */
export function PlanView({ planning, onApply }: PlanViewProps) {
  const { t } = useTranslation()
  const { planned, busy } = planning
  const title = useRef<HTMLHeadingElement>(null)
  const plan = planned?.plan ?? null
  const isMade = plan !== null
  useEffect(() => {
    if (isMade) title.current?.focus()
  }, [isMade])
  // Where there is no plan for what is to be deleted, that can be chosen otherwise.
  if (!planned?.document || !planned.isPlannable) return null
  const { document, prune } = planned
  return (
    <section
      className="cf-card cf-form-card cf-stack"
      aria-labelledby={plan ? 'set-up-plan' : undefined}
      aria-busy={busy}
    >
      {plan && (
        <div>
          <h2 className="cf-section-title cf-plan-title" id="set-up-plan" ref={title} tabIndex={-1}>
            {t('setUpFile.planTitle')}
          </h2>
          {plan.planId !== null && <p className="cf-quiet">{t('setUpFile.notYet')}</p>}
        </div>
      )}
      {plan && <PlanSteps plan={plan} />}
      <DeletionChoice
        document={document}
        prune={prune}
        disabled={busy}
        onChange={(chosen) => void planning.setPrune(chosen)}
      />
      {plan && (
        <div className="cf-row">
          {plan.planId !== null && (
            <ApplyButton key={plan.planId} plan={plan} disabled={busy} onApply={onApply} />
          )}
          <Button onClick={planning.discard}>
            {plan.planId === null ? t('actions.close') : t('setUpFile.discard')}
          </Button>
        </div>
      )}
    </section>
  )
}

function PlanSteps({ plan: { planId, steps } }: { plan: SetUpPlan }) {
  const { t } = useTranslation()
  if (planId === null)
    return (
      <Alert
        type="success"
        showIcon
        message={t('setUpFile.nothing')}
        description={t('setUpFile.nothingText')}
      />
    )
  return planGroups(steps).map((group) => (
    <section key={group.name} aria-labelledby={`set-up-${group.name}`}>
      <h3 className="cf-plan-group" id={`set-up-${group.name}`}>
        {t(`setUpFile.groups.${group.name}`)}{' '}
        <span className="cf-quiet cf-number">{formatNumber(group.steps.length)}</span>
      </h3>
      <ul className="cf-plan-steps">
        {group.steps.map((step) => (
          <StepRow key={step.place} step={step} />
        ))}
      </ul>
    </section>
  ))
}

interface ApplyButtonProps {
  plan: SetUpPlan
  disabled: boolean
  onApply(plan: SetUpPlan): void
}

function ApplyButton({ plan, disabled, onApply }: ApplyButtonProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const { steps } = plan
  const isBlocked = steps.some(({ inTheWay }) => inTheWay > 0)
  const isDangerous = steps.some(({ dangers }) => dangers.length > 0)
  const deletes = steps.some(({ action }) => action === 'delete')
  const words = t('setUpFile.apply', {
    count: steps.length,
    formatted: formatNumber(steps.length),
  })
  return (
    <>
      <ReasonedButton
        type="primary"
        danger={deletes}
        disabled={disabled}
        reason={isBlocked ? t('setUpFile.inTheWayHint') : null}
        onClick={() => (isDangerous ? setAsking(true) : onApply(plan))}
      >
        {words}
      </ReasonedButton>
      {asking && (
        <Dialog
          title={t('setUpFile.applyTitle')}
          okText={words}
          okButtonProps={{ danger: deletes }}
          cancelText={t('actions.cancel')}
          onOk={() => {
            setAsking(false)
            onApply(plan)
          }}
          onClose={() => setAsking(false)}
        >
          <p>{t('setUpFile.applyText')}</p>
        </Dialog>
      )}
    </>
  )
}
