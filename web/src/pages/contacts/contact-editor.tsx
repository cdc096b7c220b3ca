import { useInvalidate } from '@refinedev/core'
import { Alert, Button } from 'antd'
import { type SubmitEvent, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, nameKey } from '@cardfile/openapi'
import { permissionLabel } from '../../locales/contract-words.ts'
import { useMay, useMissing } from '../../access/may.tsx'
import { ReasonedButton } from '../../access/reasoned-button.tsx'
import { FieldForm, focusFirstControl } from '../../field-form/field-form.tsx'
import { useFieldEntries } from '../../field-form/use-field-entries.ts'
import { useShortcut } from '../../keyboard/shortcuts-provider.tsx'
import { lazyPart } from '../../layout/lazy-part.tsx'
import { SaveBar } from '../../layout/save-bar.tsx'
import { useGoBack } from '../../layout/use-go-back.ts'
import { useHasBeen } from '../../layout/use-has-been.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useLeaveGuard } from '../../layout/use-leave-guard.tsx'
import { usePaletteEntries } from '../../palette/palette-provider.tsx'
import { useListMemory } from '../../providers/list-memory.tsx'
import { client, ifMatch } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { StaleDialog } from './stale-dialog.tsx'
import { useContactSaving } from './use-contact-saving.ts'
import { useUndoChange } from './use-undo-change.ts'

const DeleteDialog = lazyPart(() =>
  import('./delete-dialog.tsx').then((module) => module.DeleteDialog),
)

interface ContactEditorProps {
  fields: readonly Field[]
  contact: Contact
  /** Id of the one that a list goes on from once this one is deleted. */
  nextId?: string | undefined
  /** The element that gets the focus when it is there. */
  focusId?: string | undefined
  /** Whether the page has something else that is not saved yet: the router asks for one guard only. */
  unsavedBeside: boolean
}

export function ContactEditor({
  fields,
  contact,
  focusId,
  unsavedBeside,
  nextId,
}: ContactEditorProps) {
  const { t } = useTranslation()
  const undoable = useUndoChange()
  const toast = useUndoToast()
  const memory = useListMemory()
  const goBack = useGoBack('/contacts')
  const invalidate = useInvalidate()
  const form = useRef<HTMLFormElement>(null)
  const { draft, base, busy, failure, stale, save, follow } = useContactSaving({
    fields,
    stored: contact,
    form,
    onSaved: (saved, typedSince, before) =>
      undoable(t(typedSince ? 'form.savedTypedSince' : 'contacts.saved'), before ?? contact, saved),
  })
  const guard = useLeaveGuard(draft.dirty || unsavedBeside)
  const [deleting, setDeleting] = useState(false)
  const hasBeenDeleting = useHasBeen(deleting)
  const missing = useMissing()
  const locked = useMay()('edit_contacts')
    ? null
    : t('contacts.lookOnly', { permission: permissionLabel('edit_contacts') })

  useEffect(() => follow(contact))
  useEffect(() => {
    if (focusId !== undefined) document.getElementById(focusId)?.focus()
  }, [focusId])
  useShortcut('editContact', () => focusFirstControl(form.current))
  usePaletteEntries(useFieldEntries(fields, draft.values, base?.values ?? contact.values))

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    void save()
  }
  const remove = async () => {
    await client.DELETE('/api/v1/contacts/{id}', {
      params: { path: { id: contact.id }, header: ifMatch(contact.version) },
    })
    guard.release()
    if (nextId !== undefined) memory.noteContact(nextId)
    goBack()
    await invalidate({ resource: 'contacts', invalidates: ['list'] })
    toast(t('trash.moved', { count: 1, formatted: '1' }), async () => {
      await client.POST('/api/v1/contacts/{id}/restore', { params: { path: { id: contact.id } } })
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
    })
  }

  return (
    <form ref={form} className="cf-contact-form" noValidate onSubmit={submit}>
      <div className="cf-card cf-form-card">
        {locked && <Alert className="cf-notice" type="info" showIcon message={locked} />}
        <FieldForm
          fields={fields}
          draft={draft}
          stored={base?.values ?? contact.values}
          contactId={contact.id}
          disabled={locked !== null}
        />
      </div>
      <SaveBar
        failure={failure}
        unsaved={draft.dirty}
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
        {draft.dirty && <Button onClick={draft.reset}>{t('actions.discard')}</Button>}
        {locked === null && (
          <Button type="primary" htmlType="submit" disabled={!draft.dirty} loading={busy}>
            {t('actions.save')}
          </Button>
        )}
      </SaveBar>
      {guard.dialog}
      {hasBeenDeleting && (
        <Suspense>
          <DeleteDialog
            open={deleting}
            count={1}
            name={String(base?.values[nameKey] ?? '')}
            onDelete={remove}
            onClose={() => setDeleting(false)}
          />
        </Suspense>
      )}
      {stale && base && <StaleDialog fields={fields} base={base} stale={stale} busy={busy} />}
    </form>
  )
}
