import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Note } from '@cardfile/openapi'
import { useMay } from '../../../access/may.tsx'
import { instantText } from '../../../field-form/cell-text.ts'
import { Instant } from '../../../field-form/instant.tsx'

/** From so many characters or lines on a note is shown in part until somebody asks for all of it. */
const longFrom = { characters: 600, lines: 14 }

interface NoteItemProps {
  note: Note
  /** Whose page it stands on: it says whose it is where that is somebody else. */
  contactId: string
  readOnly: boolean
  onEdit(): void
  onDelete(): Promise<void>
}

/** Who wrote what about a contact, and when. */
export function NoteItem({ note, contactId, readOnly, onEdit, onDelete }: NoteItemProps) {
  const { t } = useTranslation()
  const may = useMay()
  const mayWrite = !readOnly && may('write_notes')
  const at = instantText(note.createdAt)
  return (
    <>
      <p className="cf-history-head">
        <strong>
          <bdi>{note.author?.name ?? t('notes.somebody')}</bdi>
        </strong>
        {note.contact.id !== contactId && (
          <span className="cf-quiet">{t('notes.about', { name: note.contact.name })}</span>
        )}
      </p>
      <p className="cf-quiet cf-note-time">
        <Instant at={note.createdAt} />
        {note.version > 1 && (
          <span title={instantText(note.updatedAt)}>
            {' · '}
            {t('notes.edited')}
          </span>
        )}
      </p>
      <NoteText text={note.text} />
      <div className="cf-row cf-note-actions">
        {mayWrite && note.isMine && (
          <Button
            size="small"
            type="link"
            aria-label={t('notes.editNamed', { at })}
            onClick={onEdit}
          >
            {t('notes.edit')}
          </Button>
        )}
        {mayWrite && (note.isMine || may('erase_contacts')) && (
          <Popconfirm
            title={t('notes.askDelete')}
            description={t('notes.askText')}
            okText={t('notes.delete')}
            okButtonProps={{ danger: true }}
            cancelText={t('actions.cancel')}
            onConfirm={onDelete}
          >
            <Button size="small" type="link" aria-label={t('notes.deleteNamed', { at })}>
              {t('notes.delete')}
            </Button>
          </Popconfirm>
        )}
      </div>
    </>
  )
}

function NoteText({ text }: { text: string }) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState(false)
  const isLong =
    text.length > longFrom.characters || text.split('\n', longFrom.lines).length === longFrom.lines
  return (
    <>
      <p className="cf-note-text" dir="auto" data-cut={isLong && !whole ? '' : undefined}>
        {text}
      </p>
      {isLong && (
        <Button
          size="small"
          type="link"
          className="cf-note-more"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {t(whole ? 'notes.less' : 'notes.whole')}
        </Button>
      )}
    </>
  )
}
