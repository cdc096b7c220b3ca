import { useGo } from '@refinedev/core'
import { Alert, App, Button, Skeleton } from 'antd'
import { type SubmitEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { useMissing } from '../../access/may.tsx'
import { FieldForm, focusFirstError } from '../../field-form/field-form.tsx'
import { valuesToCreate } from '../../field-form/form-model.ts'
import { useDraft } from '../../field-form/use-draft.ts'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { useFields } from '../../providers/fields.ts'
import { useCreateContact } from '../../providers/records.ts'
import { useIdempotencyKey } from '../../api/idempotency-key.ts'

export function NewContactPage() {
  const { t } = useTranslation()
  const { fields, isLoading, error, retry } = useFields()
  // A contact needs an identity, and one cannot give what one may not see.
  const noIdentities = useMissing()('view_identities')
  return (
    <Page
      title={t('contacts.new')}
      width="reading"
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
      {noIdentities && <Alert type="info" showIcon message={noIdentities} />}
      {fields.length > 0 && !noIdentities && <NewContactForm fields={fields} />}
    </Page>
  )
}

function NewContactForm({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const go = useGo()
  const form = useRef<HTMLFormElement>(null)
  const draft = useDraft(fields)
  const guard = useLeaveGuard(draft.dirty)
  const keyFor = useIdempotencyKey()
  const { mutateAsync, mutation } = useCreateContact()

  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    if (mutation.isPending) return
    if (!draft.check()) return focusFirstError(form.current, fields)
    const body = { values: valuesToCreate(fields, draft.values) }
    try {
      const { data } = await mutateAsync({
        values: body,
        meta: { idempotencyKey: keyFor(body) },
      })
      guard.release()
      message.success(t('contacts.created', { name: data.values.name }))
      go({ to: `/contacts/${data.id}`, type: 'replace' })
    } catch (error) {
      if (draft.refuse(error)) focusFirstError(form.current, fields)
      else message.error(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <form ref={form} noValidate onSubmit={save} aria-label={t('contacts.new')}>
      <div className="cf-card cf-form-card">
        <FieldForm fields={fields} draft={draft} existing={false} />
      </div>
      <SaveBar>
        <Button onClick={() => go({ to: '/contacts' })}>{t('actions.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={mutation.isPending}>
          {t('actions.save')}
        </Button>
      </SaveBar>
      {guard.dialog}
    </form>
  )
}
