import { App, Button } from 'antd'
import { type ReactNode, type SubmitEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Field, type Reasons, isDeletable } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { formatList, formatNumber } from '../../locales/format.ts'
import { focusFirstProperty } from '../../layout/property.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useSaving } from '../../layout/use-saving.ts'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, ifMatch } from '../../api/client.ts'
import { loadPatterns } from '../../api/patterns.ts'
import { isJob, type Job } from '../../api/jobs.ts'
import type { Schemas } from '../../api/types.ts'
import { useFieldsChanged } from '../../providers/fields.ts'
import { checkedChange, checkedCreation, mayFail } from './checked-change.ts'
import { ConversionDialog } from './conversion-dialog.tsx'
import { bodyOf, type DefinitionDraft, judgeDefinition, patchOf } from './definition-draft.ts'
import { DefinitionForm } from './definition-form.tsx'
import { DeleteFieldDialog } from './delete-field-dialog.tsx'
import { deleteField } from './field-api.ts'
import { previewedConversion } from './previewed-conversion.ts'
import type { FieldsState } from './list.tsx'
import { definitionTypedSince } from './typed-since.ts'
import { useUndoFieldChange } from './use-undo-field-change.ts'
import './definition.css'

interface FieldEditorProps {
  fields: readonly Field[]
  /** Null for a new one. */
  stored: Field | null
  /** What the form begins with. */
  start: DefinitionDraft
  /** What the form is called. */
  label: string
  /** Above the form. */
  head?: ReactNode
  /** Told where saving goes on behind the answer, until all values are converted. */
  onConverting?: (job: Job) => void
}

/** The form of a definition, of a new field or of one that is there. */
export function FieldEditor({
  fields,
  stored,
  start,
  label,
  head,
  onConverting,
}: FieldEditorProps) {
  const { t } = useTranslation()
  const { message, modal } = App.useApp()
  const maySee = useMay()('view_contacts')
  const navigate = useNavigate()
  const fieldsChanged = useFieldsChanged()
  const toast = useUndoToast()
  const undoable = useUndoFieldChange()
  const form = useRef<HTMLFormElement>(null)
  const [base, setBase] = useState(stored)
  const [draft, setDraft] = useState(start)
  const [errors, setErrors] = useState<Reasons>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  const [conversion, setConversion] = useState<Schemas['FieldConversion'] | null>(null)
  const [deleting, setDeleting] = useState(false)
  const patch = base ? patchOf(base, draft) : null
  const dirty = patch ? Object.keys(patch).length > 0 : draft !== start
  const guard = useLeaveGuard(dirty)
  const { busy, run } = useSaving(draft)

  const refuse = (error: unknown) => {
    const reasons = error instanceof ApiError ? error.errors : {}
    setConversion(null)
    setErrors(reasons)
    if (Object.keys(reasons).length > 0) focusFirstProperty(form.current)
    setFailure(error instanceof Error ? error.message : String(error))
  }
  const send = (signal: AbortSignal) =>
    answered(
      base && patch
        ? client.PATCH('/api/v1/fields/{id}', {
            params: { path: { id: base.id }, header: ifMatch(base.version) },
            body: patch,
            signal,
          })
        : client.POST('/api/v1/fields', { body: bodyOf(draft), signal }),
    )
  const save = () =>
    run<Field | Job>({
      send,
      done: async (field, since) => {
        setConversion(null)
        if (isJob(field)) {
          guard.release()
          return onConverting?.(field)
        }
        if (since) {
          setBase(field)
          setDraft(definitionTypedSince(field, since))
        } else guard.release()
        await fieldsChanged()
        const { name } = field
        if (since) return void message.success(t('form.savedTypedSince'))
        if (base) undoable(t('fields.saved', { name }), base, field)
        else
          toast(t('fields.created', { name }), async () => {
            await deleteField(field)
            await fieldsChanged()
          })
        const state: FieldsState = { saved: field.id }
        navigate('/fields', { state })
      },
      failed: refuse,
    })
  /** Saves at once where all contacts would pass, else once it is known who would not. */
  const saveChecked = async (checked: ReturnType<typeof checkedChange>) => {
    setAsking(true)
    try {
      const { fails, names } = await checked
      setAsking(false)
      if (fails === 0) return void save()
      modal.confirm({
        title: t('conditions.failTitle', { count: fails, formatted: formatNumber(fails) }),
        content: t('conditions.failText', { names: formatList(names) }),
        okText: t('conditions.failSave'),
        cancelText: t('actions.cancel'),
        onOk: () => void save(),
      })
    } catch (error) {
      refuse(error)
      setAsking(false)
    }
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy || asking || !dirty) return
    if (draft.words.pattern) await loadPatterns()
    const found = judgeDefinition(draft, base, fields)
    setErrors(found)
    setFailure(null)
    if (Object.keys(found).length > 0) return focusFirstProperty(form.current)
    if (!base || !patch) {
      // Nobody has a value in a new field: only what it requires can be lacking.
      const asksFor = draft.required || draft.requiredWhen !== null
      return asksFor && maySee ? saveChecked(checkedCreation(bodyOf(draft))) : save()
    }
    if (patch.type === undefined)
      return mayFail(patch) && maySee ? saveChecked(checkedChange(base, patch)) : save()
    setAsking(true)
    try {
      setConversion(await previewedConversion(base, patch))
    } catch (error) {
      refuse(error)
    }
    setAsking(false)
  }

  return (
    <form ref={form} noValidate onSubmit={submit} aria-label={label}>
      <div className="cf-card cf-form-card">
        {head}
        <DefinitionForm
          draft={draft}
          field={base}
          fields={fields}
          errors={errors}
          onChange={setDraft}
        />
      </div>
      <SaveBar
        failure={failure}
        unsaved={dirty}
        start={
          base &&
          isDeletable(base) && (
            <Button danger type="text" onClick={() => setDeleting(true)}>
              {t('fields.delete')}
            </Button>
          )
        }
      >
        <Button onClick={() => navigate('/fields')}>{t('actions.cancel')}</Button>
        <Button
          type="primary"
          htmlType="submit"
          disabled={base !== null && !dirty}
          loading={busy || asking}
        >
          {t(base ? 'actions.save' : 'fields.create')}
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
      {deleting && base && <DeleteFieldDialog field={base} onClose={() => setDeleting(false)} />}
    </form>
  )
}
