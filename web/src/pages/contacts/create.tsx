import { useInvalidate } from '@refinedev/core'
import { Alert, App, Button, Skeleton } from 'antd'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { type Field, nameKey } from '@cardfile/openapi'
import { useMay, useMissing } from '../../access/may.tsx'
import { client, ifMatch } from '../../api/client.ts'
import { FieldForm, focusFirstControl } from '../../field-form/field-form.tsx'
import { useFieldEntries } from '../../field-form/use-field-entries.ts'
import { Failure } from '../../layout/failure.tsx'
import { Page } from '../../layout/page.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useGoBack } from '../../layout/use-go-back.ts'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { usePaletteEntries } from '../../palette/palette-provider.tsx'
import { useFields } from '../../providers/fields.ts'
import type { Contact } from '../../api/types.ts'
import { HeldByOthers } from './held-by-others.tsx'
import { LikenessNotice } from './likeness-notice.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import { useContactSaving } from './use-contact-saving.ts'
import './contact-page.css'

export function NewContactPage() {
  const { t } = useTranslation()
  const { fields, isLoading, error, retry } = useFields()
  // A contact needs an identity, and one cannot give what one may not see.
  const noIdentities = useMissing()('view_identities')
  // It is there, and the form still has what was typed while it was made.
  const [created, setCreated] = useState<Contact | null>(null)
  return (
    <Page
      title={created ? String(created.values[nameKey]) : t('contacts.new')}
      width="reading"
      back={{ to: '/contacts', label: t('contacts.title') }}
    >
      {isLoading && <Skeleton active paragraph={{ rows: 12 }} />}
      {error && <Failure title={t('fields.failed')} error={error} onRetry={retry} />}
      {noIdentities && <Alert type="info" showIcon message={noIdentities} />}
      {fields.length > 0 && !noIdentities && (
        <div className="cf-contact">
          <NewContactForm fields={fields} onCreated={setCreated} />
        </div>
      )}
    </Page>
  )
}

interface NewContactFormProps {
  fields: readonly Field[]
  onCreated(contact: Contact): void
}

function NewContactForm({ fields, onCreated }: NewContactFormProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const invalidate = useInvalidate()
  const mayDelete = useMay()('delete_contacts')
  const navigate = useNavigate()
  const goBack = useGoBack('/contacts')
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => void focusFirstControl(form.current), [])
  const { draft, base, busy, failure, stale, save } = useContactSaving({
    fields,
    stored: null,
    form,
    onSaved: (contact, typedSince) => {
      const name = contact.values[nameKey]
      const text = t(typedSince ? 'contacts.createdTypedSince' : 'contacts.created', { name })
      if (!typedSince && mayDelete) toast(text, () => toTrash(contact))
      else message.success(text)
      if (typedSince) onCreated(contact)
      else open(contact)
    },
  })
  usePaletteEntries(useFieldEntries(fields, draft.values, base?.values ?? null))
  const guard = useLeaveGuard(draft.dirty)
  const toTrash = async ({ id, version }: Contact) => {
    await client.DELETE('/api/v1/contacts/{id}', {
      params: { path: { id }, header: ifMatch(version) },
    })
    await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
  }
  const open = ({ id }: Contact) => {
    guard.release()
    void navigate(`/contacts/${id}`, { replace: true })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (base && !draft.dirty) open(base)
    else void save()
  }

  return (
    <>
      <form ref={form} noValidate onSubmit={submit} aria-label={t('contacts.new')}>
        <div className="cf-card cf-form-card">
          <FieldForm fields={fields} draft={draft} stored={base?.values ?? null} />
        </div>
        <SaveBar failure={failure} unsaved={draft.dirty}>
          {base ? (
            <Button onClick={() => open(base)}>{t('actions.discard')}</Button>
          ) : (
            <Button onClick={goBack}>{t('actions.cancel')}</Button>
          )}
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('actions.save')}
          </Button>
        </SaveBar>
        {guard.dialog}
        {stale && base && <StaleDialog fields={fields} base={base} stale={stale} busy={busy} />}
      </form>
      {base === null && (
        <LikenessNotice values={draft.values}>
          {draft.conflicts.length > 0 && (
            <HeldByOthers
              fields={fields}
              conflicts={draft.conflicts}
              values={draft.values}
              onAdded={open}
            />
          )}
        </LikenessNotice>
      )}
    </>
  )
}
