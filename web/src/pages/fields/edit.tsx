import { Alert, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { fieldName } from '../../locales/contract-words.ts'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { Failure } from '../../layout/failure.tsx'
import { NotFound } from '../../layout/not-found.tsx'
import { Page } from '../../layout/page.tsx'
import type { Job } from '../../api/jobs.ts'
import { useFields } from '../../providers/fields.ts'
import { useConversions, useJobsChanged } from '../../providers/jobs.ts'
import { ConversionProgress } from './conversion-progress.tsx'
import { draftOfField } from './definition-draft.ts'
import { FieldEditor } from './field-editor.tsx'

/** One definition, to change and to delete. */
export function FieldPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { fields, isLoading, error, dataUpdatedAt, retry } = useFields()
  const field = fields.find((one) => String(one.id) === id)
  const conversions = useConversions()
  const jobsChanged = useJobsChanged()
  const [begun, setBegun] = useState<Job | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const conversion = begun ?? (field && conversions.get(field.id))
  if (!field && !isLoading && !error) return <NotFound />
  return (
    <Page
      title={field ? fieldName(field) : t('fields.one')}
      width="reading"
      intro={
        field && (
          <span className="cf-row">
            <KindMarker kind={field.kind} /> <code>{field.key}</code>{' '}
            {t(`kinds.${field.kind}.hint`)}
          </span>
        )
      }
      back={{ to: '/fields', label: t('fields.title') }}
    >
      {error && (
        <Failure title={t('fields.failed')} error={error} asOf={dataUpdatedAt} onRetry={retry} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {field && conversion && (
        <ConversionProgress
          key={conversion.id}
          field={field}
          begun={conversion}
          onOver={(why) => {
            setBegun(null)
            setProblem(why)
          }}
        />
      )}
      {field && !conversion && (
        <>
          {problem && (
            <Alert
              type="error"
              showIcon
              message={t('conversion.failed')}
              description={problem}
              className="cf-failure"
            />
          )}
          <FieldEditor
            key={field.id}
            fields={fields}
            stored={field}
            start={draftOfField(field)}
            label={t('fields.one')}
            onConverting={(job) => {
              setProblem(null)
              setBegun(job)
              jobsChanged()
            }}
          />
        </>
      )}
    </Page>
  )
}
