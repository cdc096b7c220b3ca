import { useGo, useInvalidate } from '@refinedev/core'
import { Alert, App, Button } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey, permissions } from '@cardfile/openapi'
import { useMay, useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { FieldForm, focusFirstError } from '../../field-form/field-form.tsx'
import { changedValues } from '../../field-form/form-model.ts'
import { useDraft } from '../../field-form/use-draft.ts'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { ApiError } from '../../api/api-error.ts'
import { answered, client, ifMatch } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useChangeContact } from '../../providers/records.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { StaleDialog } from './stale-dialog.tsx'

interface ContactEditorProps {
  fields: readonly Field[]
  contact: Contact
}

export function ContactEditor({ fields, contact }: ContactEditorProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const go = useGo()
  const invalidate = useInvalidate()
  const form = useRef<HTMLFormElement>(null)
  // What the form began with. A newer state from elsewhere must not wipe what is typed here.
  const [base, setBase] = useState(contact)
  const draft = useDraft(fields, base.values)
  const guard = useLeaveGuard(draft.dirty)
  const [stale, setStale] = useState<Contact | null>(null)
  const [deleting, setDeleting] = useState(false)
  const missing = useMissing()
  const locked = useMay()('edit_contacts')
    ? null
    : t('contacts.lookOnly', { permission: permissions.edit_contacts.label })
  const { mutateAsync, mutation } = useChangeContact()

  useEffect(() => {
    if (contact.version > base.version && !draft.dirty) setBase(contact)
  }, [contact, base.version, draft.dirty])

  const adopt = (next: Contact) => {
    setBase(next)
    setStale(null)
    draft.reset(next.values)
  }
  const save = async (version: number) => {
    try {
      const { data } = await mutateAsync({
        id: base.id,
        values: { values: changedValues(fields, base.values, draft.values) },
        meta: { version },
      })
      adopt(data)
      message.success(t('contacts.saved'))
    } catch (error) {
      if (error instanceof ApiError && error.code === 'stale')
        setStale(storedContact(error.current) ?? (await readContact(base.id)))
      else if (draft.refuse(error)) {
        setStale(null)
        focusFirstError(form.current, fields)
      } else message.error(error instanceof Error ? error.message : String(error))
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (mutation.isPending) return
    if (draft.check()) void save(base.version)
    else focusFirstError(form.current, fields)
  }
  const remove = async () => {
    await client.DELETE('/api/v1/contacts/{id}', {
      params: { path: { id: base.id }, header: ifMatch(contact.version) },
    })
    guard.release()
    message.success(t('trash.moved', { count: 1, formatted: '1' }))
    go({ to: '/contacts', type: 'replace' })
    await invalidate({ resource: 'contacts', invalidates: ['list'] })
  }

  return (
    <form ref={form} className="cf-contact-form" noValidate onSubmit={submit}>
      <div className="cf-card cf-form-card">
        {locked && <Alert className="cf-notice" type="info" showIcon message={locked} />}
        <FieldForm fields={fields} draft={draft} existing disabled={locked !== null} />
      </div>
      <SaveBar
        start={
          <ReasonedButton
            reason={missing('delete_contacts')}
            danger
            type="text"
            onClick={() => setDeleting(true)}
          >
            {t('contacts.delete')}
          </ReasonedButton>
        }
      >
        {draft.dirty && (
          <Button onClick={() => draft.reset(base.values)}>{t('actions.discard')}</Button>
        )}
        {locked === null && (
          <Button
            type="primary"
            htmlType="submit"
            disabled={!draft.dirty}
            loading={mutation.isPending}
          >
            {t('actions.save')}
          </Button>
        )}
      </SaveBar>
      {guard.dialog}
      <DeleteDialog
        open={deleting}
        count={1}
        name={String(base.values[nameKey] ?? '')}
        onDelete={remove}
        onClose={() => setDeleting(false)}
      />
      {stale && (
        <StaleDialog
          fields={fields}
          base={base}
          current={stale}
          mine={draft.values}
          onKeepMine={() => save(stale.version)}
          onTakeTheirs={() => adopt(stale)}
          onClose={() => setStale(null)}
        />
      )}
    </form>
  )
}

function readContact(id: string): Promise<Contact> {
  return answered(client.GET('/api/v1/contacts/{id}', { params: { path: { id } } }))
}

/** The contact that a refusal came with. The document says of it that it may be any record. */
function storedContact(record: unknown): Contact | null {
  const isContact =
    typeof record === 'object' &&
    record !== null &&
    'id' in record &&
    typeof record.id === 'string' &&
    'version' in record &&
    typeof record.version === 'number' &&
    'values' in record &&
    typeof record.values === 'object' &&
    record.values !== null
  return isContact ? (record as Contact) : null
}
