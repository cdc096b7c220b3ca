import { App, Button, Skeleton } from 'antd'
import { type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { type Field, type Reasons, undeletableReason } from '@cardfile/openapi'
import { KindMarker } from '../../field-form/kind-marker.tsx'
import { focusFirstProperty } from '../../layout/property.tsx'
import { Failure } from '../../layout/failure.tsx'
import { NotFound } from '../../layout/not-found.tsx'
import { Page } from '../../layout/page.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, ifMatch } from '../../api/client.ts'
import type { Schemas } from '../../api/types.ts'
import { useFields, useFieldsChanged } from '../../providers/fields.ts'
import { ConversionDialog } from './conversion-dialog.tsx'
import { draftOfField, judgeDefinition, patchOf } from './definition-draft.ts'
import { DefinitionForm } from './definition-form.tsx'
import { DeleteFieldDialog } from './delete-field-dialog.tsx'
import './definition.css'

export function FieldPage() {
  const { t } = useTranslation()
  const { id } = useParams()
  const { fields, isLoading, error, retry } = useFields()
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
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
      {isLoading && <Skeleton active paragraph={{ rows: 8 }} />}
      {field && <FieldEditor key={field.id} field={field} fields={fields} />}
    </Page>
  )
}

function FieldEditor({ field, fields }: { field: Field; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const fieldsChanged = useFieldsChanged()
  const form = useRef<HTMLFormElement>(null)
  const [base] = useState(field)
  const [draft, setDraft] = useState(() => draftOfField(field))
  const [errors, setErrors] = useState<Reasons>({})
  const [busy, setBusy] = useState(false)
  const [conversion, setConversion] = useState<Schemas['FieldConversion'] | null>(null)
  const [deleting, setDeleting] = useState(false)
  const patch = patchOf(base, draft)
  const dirty = Object.keys(patch).length > 0
  const guard = useLeaveGuard(dirty)

  const refuse = (error: unknown) => {
    const reasons = error instanceof ApiError ? error.errors : {}
    setErrors(reasons)
    if (Object.keys(reasons).length > 0) focusFirstProperty(form.current)
    message.error(error instanceof Error ? error.message : String(error))
  }
  const save = async () => {
    setBusy(true)
    try {
      await client.PATCH('/api/v1/fields/{id}', {
        params: { path: { id: base.id }, header: ifMatch(base.version) },
        body: patch,
      })
      guard.release()
      await fieldsChanged()
      message.success(t('fields.saved', { name: draft.name }))
      navigate('/fields')
    } catch (error) {
      setConversion(null)
      refuse(error)
      setBusy(false)
    }
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || !dirty) return
    const found = judgeDefinition(draft, base, fields)
    setErrors(found)
    if (Object.keys(found).length > 0) return focusFirstProperty(form.current)
    if (patch.type === undefined) return save()
    setBusy(true)
    try {
      setConversion(
        await answered(
          client.POST('/api/v1/fields/{id}/conversion', {
            params: { path: { id: base.id } },
            body: patch,
          }),
        ),
      )
    } catch (error) {
      refuse(error)
    }
    setBusy(false)
  }

  return (
    <form ref={form} noValidate onSubmit={submit} aria-label={t('fields.one')}>
      <div className="cf-card cf-form-card">
        <DefinitionForm draft={draft} field={base} errors={errors} onChange={setDraft} />
      </div>
      <SaveBar
        start={
          undeletableReason(base) === null && (
            <Button danger type="text" onClick={() => setDeleting(true)}>
              {t('fields.delete')}
            </Button>
          )
        }
      >
        <Button onClick={() => navigate('/fields')}>{t('actions.cancel')}</Button>
        <Button type="primary" htmlType="submit" disabled={!dirty} loading={busy}>
          {t('actions.save')}
        </Button>
      </SaveBar>
      {guard.dialog}
      {conversion && (
        <ConversionDialog
          conversion={conversion}
          busy={busy}
          onConvert={save}
          onClose={() => setConversion(null)}
        />
      )}
      {deleting && <DeleteFieldDialog field={base} onClose={() => setDeleting(false)} />}
    </form>
  )
}
