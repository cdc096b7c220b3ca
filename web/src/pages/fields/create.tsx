import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { type Field, type FieldTypeId, fieldTypeIds } from '@cardfile/openapi'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { useFields } from '../../providers/fields.ts'
import { draftOfType } from './definition-draft.ts'
import { FieldEditor } from './field-editor.tsx'
import { TypePicker } from './type-picker.tsx'
import { useTypeWords } from './type-words.ts'

/** New Field: the data type first, it decides what else there is to say. */
export function NewFieldPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const { fields, isLoading, error, dataUpdatedAt, retry } = useFields()
  const wanted = search.get('type')
  const type = fieldTypeIds.find((id) => id === wanted)
  return (
    <Page
      title={t('fields.new')}
      intro={type ? undefined : t('fields.chooseType')}
      width="reading"
      back={{ to: '/fields', label: t('fields.title') }}
    >
      {error && (
        <Failure title={t('fields.failed')} error={error} asOf={dataUpdatedAt} onRetry={retry} />
      )}
      {isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {!type && <TypePicker onChoose={(chosen) => setSearch({ type: chosen })} />}
      {type && fields.length > 0 && (
        <NewFieldForm key={type} type={type} fields={fields} onOtherType={() => setSearch({})} />
      )}
    </Page>
  )
}

interface NewFieldFormProps {
  type: FieldTypeId
  fields: readonly Field[]
  onOtherType(): void
}

function NewFieldForm({ type, fields, onOtherType }: NewFieldFormProps) {
  const { t } = useTranslation()
  const { labelOf } = useTypeWords()
  const [start] = useState(() => draftOfType(type))
  return (
    <FieldEditor
      fields={fields}
      stored={null}
      start={start}
      label={t('fields.new')}
      head={
        <p className="cf-row cf-chosen-type">
          <span className="cf-quiet">{t('fields.type')}</span>
          <strong>{labelOf(type)}</strong>
          <Button type="link" size="small" onClick={onOtherType}>
            {t('fields.otherType')}
          </Button>
        </p>
      }
    />
  )
}
