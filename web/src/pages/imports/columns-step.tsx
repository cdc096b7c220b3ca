import { Alert, Button, Skeleton } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { ColumnRow } from './column-row.tsx'
import { ConstantsEditor } from './constants-editor.tsx'
import type { ColumnPlan } from './draft.ts'
import { ModeChoice } from './mode-choice.tsx'
import { NewFieldDialog } from './new-field-dialog.tsx'
import { planFor } from './propose-plans.ts'
import { savedMapping, saveMapping } from './saved-mapping.ts'
import { StepsBar } from './steps-bar.tsx'
import { useColumns } from './use-columns.ts'
import { useWizard } from './use-wizard.ts'

/** Step 2: which column goes to which field, and how its cells are read. */
export function ColumnsStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const wizard = useWizard()
  const { headings, columns, plans, used, undecided, ready, fields, error, retry } = useColumns()
  const [making, setMaking] = useState<number | null>(null)
  const [offerClosed, setOfferClosed] = useState(false)
  const { state, draft, change } = wizard

  const saved = useMemo(() => savedMapping(headings), [headings])

  if (state === 'none' || state === 'failed' || draft?.importId)
    return <Navigate to="/import" replace />
  const known = new Set(fields.map(({ key }) => key))
  const usable = saved?.plans.every(({ field }) => field === null || known.has(field)) ?? false
  const differs = JSON.stringify(saved?.plans) !== JSON.stringify(plans)
  const noIdentity = !fields.some(({ key, kind }) => kind === 'I' && used.includes(key))

  const setPlan = (index: number, plan: ColumnPlan) =>
    change({ plans: plans.map((one, at) => (at === index ? plan : one)) })
  const go = async () => {
    if (!draft) return
    saveMapping(headings, { plans, constants: draft.constants })
    await change({ plans })
    await navigate('/import/preview')
  }

  return (
    <Page
      title={t('imports.columnsTitle')}
      intro={t('imports.columnsIntro')}
      width="reading"
      back={{ to: '/import', label: t('imports.steps.file') }}
    >
      <StepsBar current="columns" />
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
      {!error && (state !== 'open' || fields.length === 0 || !draft) && <Skeleton active />}
      {state === 'open' && draft && fields.length > 0 && (
        <div className="cf-stack">
          {saved && usable && differs && !offerClosed && (
            <Alert
              type="info"
              showIcon
              closable
              onClose={() => setOfferClosed(true)}
              message={t('imports.savedMapping')}
              action={
                <Button size="small" onClick={() => change({ ...saved })}>
                  {t('imports.useMapping')}
                </Button>
              }
            />
          )}
          <section className="cf-card" aria-label={t('imports.columnsTitle')}>
            <ul className="cf-mapping">
              {columns.map((column, index) => {
                const plan = plans[index]
                if (!plan) return null
                const others = plans.flatMap((one, at) => (at === index ? [] : (one.field ?? [])))
                return (
                  <ColumnRow
                    key={index}
                    index={index}
                    {...column}
                    plan={plan}
                    fields={fields}
                    taken={new Set(others)}
                    onChange={(next) => setPlan(index, next)}
                    onNewField={() => setMaking(index)}
                  />
                )
              })}
            </ul>
          </section>
          <ConstantsEditor
            constants={draft.constants}
            mapped={used}
            fields={fields}
            onChange={(constants) => change({ constants })}
          />
          <section className="cf-card cf-form-card cf-stack">
            <ModeChoice mode={draft.mode} onChange={(mode) => change({ mode })} />
            {noIdentity && used.length > 0 && (
              <Alert type="warning" showIcon message={t('imports.noIdentity')} />
            )}
            <div className="cf-actions-bar">
              <Button type="primary" size="large" disabled={!ready} onClick={go}>
                {t('imports.toPreview')}
              </Button>
              <Button size="large" onClick={() => navigate('/import')}>
                {t('imports.back')}
              </Button>
              {used.length === 0 && (
                <span className="cf-field-error">{t('imports.nothingMatched')}</span>
              )}
              {undecided > 0 && (
                <span className="cf-field-error">
                  {t('imports.undecided', { count: undecided })}
                </span>
              )}
            </div>
          </section>
        </div>
      )}
      {making !== null && (
        <NewFieldDialog
          heading={columns[making]?.heading ?? ''}
          cells={columns[making]?.cells ?? []}
          fields={fields}
          onClose={() => setMaking(null)}
          onCreated={(field) => {
            void setPlan(making, planFor(field, columns[making]?.cells ?? [], 'person'))
            setMaking(null)
          }}
        />
      )}
    </Page>
  )
}
