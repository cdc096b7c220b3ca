import { App, Button, Skeleton } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Note, trimMarks } from '@cardfile/openapi'
import { useMay } from '../../../access/may.tsx'
import type { Contact } from '../../../api/types.ts'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { useOnline } from '../../../layout/use-online.ts'
import { NoteForm } from './note-form.tsx'
import { NoteItem } from './note-item.tsx'
import { useNoteChanges, useNotes } from './use-notes.ts'
import './notes.css'

interface ContactNotesProps {
  contact: Pick<Contact, 'id' | 'version'>
  /** Whether they are only to be read, as those of a contact in the trash are. */
  readOnly?: boolean
  /** Told whether something is written here that is not saved yet. */
  onUnsaved?: (unsaved: boolean) => void
}

/** What people wrote about a contact, to read and to write. */
export function ContactNotes({ contact, readOnly = false, onUnsaved }: ContactNotesProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay()
  const toast = useUndoToast()
  // Without a connection the page says so above, and asks again once there is one.
  const online = useOnline()
  const title = useRef<HTMLHeadingElement>(null)
  const [draft, setDraft] = useState('')
  const [edited, setEdited] = useState<{ note: Note; text: string } | null>(null)
  const { data, error, isLoading, refetch, ...pages } = useNotes(contact)
  const { write, change, remove } = useNoteChanges(contact.id)
  const notes = data?.pages.flatMap((page) => page.data) ?? []
  const unsaved = trimMarks(draft) !== '' || (edited !== null && edited.text !== edited.note.text)

  useEffect(() => onUnsaved?.(unsaved), [onUnsaved, unsaved])
  useEffect(() => () => onUnsaved?.(false), [onUnsaved])

  const create = (text: string) =>
    write.mutate(text, {
      onSuccess: (written) => {
        // What was typed meanwhile stays.
        setDraft((now) => (trimMarks(now) === text ? '' : now))
        toast(t('notes.saved'), () => remove.mutateAsync(written))
      },
    })
  const edit = (note: Note | null) => {
    change.reset()
    setEdited(note && { note, text: note.text })
    if (!note) title.current?.focus()
  }
  const save = (note: Note, text: string) =>
    change.mutate(
      { note, text },
      {
        onSuccess: (after) => {
          edit(null)
          toast(t('notes.saved'), () => change.mutateAsync({ note: after, text: note.text }))
        },
      },
    )
  const takeAway = async (note: Note) => {
    try {
      await remove.mutateAsync(note)
      title.current?.focus()
      message.success(t('notes.deleted'))
    } catch (failure) {
      const reason = failure instanceof Error ? failure.message : String(failure)
      message.error(t('notes.notDeleted', { reason }))
    }
  }
  return (
    <section className="cf-card cf-facts-card cf-notes-card" aria-labelledby="notes-title">
      <h2 className="cf-section-title" id="notes-title" ref={title} tabIndex={-1}>
        {t('notes.title')}
      </h2>
      {!readOnly && may('write_notes') && (
        <NoteForm
          label={t('notes.write')}
          saveText={t('notes.save')}
          value={draft}
          busy={write.isPending}
          error={write.error}
          onText={setDraft}
          onSave={create}
        />
      )}
      {isLoading && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {error && online && (
        <div className="cf-notes-failed" role="alert">
          <p className="cf-field-error">{t('notes.failed', { reason: error.message })}</p>
          <Button size="small" onClick={() => void refetch()}>
            {t('actions.retry')}
          </Button>
        </div>
      )}
      {data && notes.length === 0 && <p className="cf-quiet">{t('notes.none')}</p>}
      {notes.length > 0 && (
        <ol className="cf-history cf-notes" aria-labelledby="notes-title">
          {notes.map((note) => (
            <li key={note.id}>
              {edited && edited.note.id === note.id ? (
                <NoteForm
                  label={t('notes.text')}
                  saveText={t('notes.save')}
                  value={edited.text}
                  busy={change.isPending}
                  error={change.error}
                  focused
                  onText={(text) => setEdited({ ...edited, text })}
                  onSave={(text) => save(note, text)}
                  onCancel={() => edit(null)}
                />
              ) : (
                <NoteItem
                  note={note}
                  contactId={contact.id}
                  readOnly={readOnly}
                  onEdit={() => edit(note)}
                  onDelete={() => takeAway(note)}
                />
              )}
            </li>
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('notes.older')}
        </Button>
      )}
    </section>
  )
}
