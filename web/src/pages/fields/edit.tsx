import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { Failure } from '../../layout/failure.tsx'
import { NotFound } from '../../layout/not-found.tsx'
import { Page } from '../../layout/page.tsx'
import { useFields } from '../../providers/fields.ts'
import { draftOfField } from './definition-draft.ts'
import { FieldEditor } from './field-editor.tsx'

/** One definition, to change and to delete. */
export function FieldPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { fields, isLoading, error, dataUpdatedAt, retry } = useFields()
  const field = fields.find((one) => String(one.id) === id)
  if (!field && !isLoading && !error) return <NotFound />
  return (
    <Page
      title={field?.name ?? t('fields.one')}
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
      {field && (
        <FieldEditor
          key={field.id}
          fields={fields}
          stored={field}
          start={draftOfField(field)}
          label={t('fields.one')}
        />
      )}
    </Page>
  )
}
