import { Alert, Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate } from 'react-router'
import type { Field } from '@cardfile/openapi'
import { columnLetters } from '@cardfile/openapi/spreadsheet'
import { formatList } from '../../../locales/format.ts'
import { Failure } from '../../../layout/failure.tsx'
import { Page } from '../../../layout/page.tsx'
import { ColumnRow } from './column-row.tsx'
import { ConstantsEditor } from './constants-editor.tsx'
import { DerivedNotice } from './derived-notice.tsx'
import type { ColumnPlan } from '../draft/draft.ts'
import { MappingNotice } from '../mappings/mapping-notice.tsx'
import { ModeChoice } from './mode-choice.tsx'
import { NewFieldDialog } from './new-field-dialog.tsx'
import { planFor } from './propose-plans.ts'
import { SaveMappingDialog } from '../mappings/save-mapping-dialog.tsx'
import { mappingOf } from './saved-mapping.ts'
import { StepsBar } from '../draft/steps-bar.tsx'
import { useColumns } from './use-columns.ts'
import { useSavedMapping } from './use-saved-mapping.ts'
import { useWizard } from '../draft/use-wizard.ts'

/** Step 2: which column goes to which field, and how its cells are read. */
export function ColumnsStep() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const wizard = useWizard()
  const file = useColumns()
  const { headings, columns, plans, used, undecided, ready, fields, sections, error, retry } = file
  const saved = useSavedMapping(file)
  const [making, setMaking] = useState<number | null>(null)
  const [saving, setSaving] = useState(false)
  const { state, draft, change } = wizard
  const isCards = wizard.opened?.format === 'vcard'

  if (state === 'none' || state === 'failed' || draft?.importId)
    return <Navigate to="/import" replace />
  const shown = state === 'open' && draft !== null && fields.length > 0 && !saved.pending
  const mapping = draft && mappingOf(draft, plans, headings)
  const columnNames = columns.map(
    ({ heading }, index) =>
      heading || t('imports.columnName', { letters: columnLetters(index + 1) }),
  )
  const isKnownBy = ({ key, kind }: Field) =>
    (kind === 'I' || key === 'phone') && used.includes(key)
  const noIdentity = !fields.some(isKnownBy)

  const setPlan = (index: number, plan: ColumnPlan) =>
    change({ plans: plans.map((one, at) => (at === index ? plan : one)) })
  const go = async () => {
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
      {!error && !shown && <Skeleton active />}
      {shown && (
        <div className="cf-stack">
          <MappingNotice
            applied={draft.mapping ?? null}
            mode={draft.mode}
            found={saved.found}
            columnNames={columnNames}
            onApply={saved.apply}
            onRelease={saved.release}
          />
          {saved.error && (
            <Failure
              title={t('imports.mappingsFailed')}
              error={saved.error}
              onRetry={saved.retry}
            />
          )}
          <section className="cf-card" aria-label={t('imports.columnsTitle')}>
            <ul className="cf-mapping">
              {columns.map((column, index) => {
                const plan = plans[index]
                // A card has a column for whatever one may have.
                if (!plan || (isCards && column.cells.length === 0)) return null
                const others = plans.flatMap((one, at) => (at === index ? [] : (one.field ?? [])))
                return (
                  <ColumnRow
                    key={index}
                    index={index}
                    {...column}
                    plan={plan}
                    fields={fields}
                    sections={sections}
                    taken={new Set(others)}
                    onChange={(next) => setPlan(index, next)}
                    onNewField={() => setMaking(index)}
                  />
                )
              })}
            </ul>
            {isCards && <p className="cf-quiet cf-form-card">{t('imports.blankCardColumns')}</p>}
          </section>
          <ConstantsEditor
            constants={draft.constants}
            mapped={used}
            fields={fields}
            onChange={(constants) => change({ constants })}
          />
          <section className="cf-card cf-form-card cf-stack">
            <ModeChoice mode={draft.mode} onChange={(mode) => change({ mode })} />
            <DerivedNotice plans={plans} headings={columns.map(({ heading }) => heading)} />
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
              {mapping && used.length > 0 && (
                <Button size="large" className="cf-push" onClick={() => setSaving(true)}>
                  {t('imports.saveMapping')}
                </Button>
              )}
              {used.length === 0 && (
                <span className="cf-field-error">{t('imports.nothingMatched')}</span>
              )}
              {undecided.length > 0 && (
                <span className="cf-field-error">
                  {t('imports.undecided', {
                    count: undecided.length,
                    columns: formatList(undecided.map((index) => columnNames[index] ?? '')),
                  })}
                </span>
              )}
            </div>
          </section>
        </div>
      )}
      {saving && draft && mapping && (
        <SaveMappingDialog
          mapping={mapping}
          name={draft.mapping?.name ?? draft.fileName.replace(/\.[^.]*$/, '')}
          onSaved={({ id, name }) => {
            // From now on it is what the columns are mapped as; nothing of it was lost.
            void change({ plans, mapping: { id, name, lost: [], lostConstants: 0 } })
            setSaving(false)
          }}
          onClose={() => setSaving(false)}
        />
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
