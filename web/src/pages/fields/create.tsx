import { App, Button, Skeleton } from 'antd'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { type Field, type FieldTypeId, fieldTypeIds, type Reasons } from '@cardfile/openapi'
import { focusFirstProperty } from '../../layout/property.tsx'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { ApiError } from '../../api/api-error.ts'
import { answered, client } from '../../api/client.ts'
import { useFields, useFieldsChanged } from '../../providers/fields.ts'
import { DefinitionForm } from './definition-form.tsx'
import { bodyOf, draftOfType, judgeDefinition } from './definition-draft.ts'
import { TypePicker } from './type-picker.tsx'
import { useTypeWords } from './type-words.ts'
import './definition.css'

/** New Field: the data type first, it decides what else there is to say. */
export function NewFieldPage() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const { fields, isLoading, error, retry } = useFields()
  const wanted = search.get('type')
  const type = fieldTypeIds.find((id) => id === wanted)
  return (
    <Page
      title={t('fields.new')}
      intro={type ? undefined : t('fields.chooseType')}
      width="reading"
      back={{ to: '/fields', label: t('fields.title') }}
    >
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
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
  const { message } = App.useApp()
  const navigate = useNavigate()
  const fieldsChanged = useFieldsChanged()
  const { labelOf } = useTypeWords()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState(() => draftOfType(type))
  const [errors, setErrors] = useState<Reasons>({})
  const [busy, setBusy] = useState(false)
  const guard = useLeaveGuard(draft.name !== '')

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    const found = judgeDefinition(draft, null, fields)
    setErrors(found)
    if (Object.keys(found).length > 0) return focusFirstProperty(form.current)
    setBusy(true)
    try {
      const field = await answered(client.POST('/api/v1/fields', { body: bodyOf(draft) }))
      guard.release()
      await fieldsChanged()
      message.success(t('fields.created', { name: field.name }))
      navigate('/fields')
    } catch (error) {
      const reasons = error instanceof ApiError ? error.errors : {}
      setErrors(reasons)
      if (Object.keys(reasons).length > 0) focusFirstProperty(form.current)
      else message.error(error instanceof Error ? error.message : String(error))
      setBusy(false)
    }
  }

  return (
    <form ref={form} noValidate onSubmit={save} aria-label={t('fields.new')}>
      <div className="cf-card cf-form-card">
        <p className="cf-row cf-chosen-type">
          <span className="cf-quiet">{t('fields.type')}</span>
          <strong>{labelOf(type)}</strong>
          <Button type="link" size="small" onClick={onOtherType}>
            {t('fields.otherType')}
          </Button>
        </p>
        <DefinitionForm draft={draft} field={null} errors={errors} onChange={setDraft} />
      </div>
      <SaveBar>
        <Button onClick={() => navigate('/fields')}>{t('actions.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t('fields.create')}
        </Button>
      </SaveBar>
      {guard.dialog}
    </form>
  )
}
