import { Button } from 'antd'
import { type SubmitEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { trimMarks } from '@cardfile/openapi'
import { ApiError } from '../../../api/api-error.ts'
import { useShortcut } from '../../../keyboard/shortcuts-provider.tsx'
import { GrowingText } from '../../../layout/growing-text.tsx'

interface NoteFormProps {
  /** Of the text area. */
  label: string
  saveText: string
  value: string
  busy: boolean
  /** Why the last save came to nothing. */
  error: Error | null
  /** Whether it takes the focus when it comes. */
  focused?: boolean
  onText(text: string): void
  onSave(text: string): void
  /** Left out where there is nothing to go back to. */
  onCancel?: () => void
}

/** A text area with what saves it: a button and a shortcut. */
export function NoteForm(props: NoteFormProps) {
  const { label, saveText, value, busy, error, focused = false, onText, onSave, onCancel } = props
  const { t } = useTranslation()
  const errorId = useId()
  const form = useRef<HTMLFormElement>(null)
  const text = trimMarks(value)
  useEffect(() => {
    if (focused) form.current?.querySelector('textarea')?.focus()
  }, [focused])
  const save = () => {
    if (text !== '' && !busy) onSave(text)
  }
  useShortcut('saveNote', () => {
    if (!form.current?.contains(document.activeElement)) return false
    save()
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form ref={form} className="cf-note-form" noValidate onSubmit={submit}>
      <GrowingText
        aria-label={label}
        placeholder={label}
        dir="auto"
        minRows={2}
        maxRows={16}
        value={value}
        status={error ? 'error' : ''}
        aria-invalid={error !== null}
        aria-describedby={error ? errorId : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {error && (
        <p className="cf-field-error" role="alert" id={errorId}>
          {reasonOf(error)}
        </p>
      )}
      {(onCancel || text !== '') && (
        <div className="cf-row">
          <Button
            size="small"
            type="primary"
            htmlType="submit"
            disabled={text === ''}
            loading={busy}
          >
            {saveText}
          </Button>
          {onCancel && (
            <Button size="small" onClick={onCancel}>
              {t('actions.cancel')}
            </Button>
          )}
        </div>
      )}
    </form>
  )
}

function reasonOf(error: Error): string {
  const reasons = error instanceof ApiError ? Object.values(error.errors).flat() : []
  return reasons.length > 0 ? reasons.join('; ') : error.message
}
