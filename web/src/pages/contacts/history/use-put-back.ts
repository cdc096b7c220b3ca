import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, isEmptyValue } from '@cardfile/openapi'
import { ApiError } from '../../../api/api-error.ts'
import type { Contact } from '../../../api/types.ts'
import { fieldName } from '../../../locales/contract-words.ts'
import { useChangeContact } from '../../../providers/records.ts'
import { useUndoChange } from '../use-undo-change.ts'

/** Gives a field the value that it had before: a change like any other, refused by the same rules. */
export function usePutBack(contact: Contact, field: Field) {
  const { id, version } = contact
  const { t } = useTranslation()
  const { message } = App.useApp()
  const { mutateAsync: change } = useChangeContact()
  const undoable = useUndoChange()
  const [busy, setBusy] = useState(false)
  const label = fieldName(field)
  const putBack = async (before: unknown) => {
    const value = isEmptyValue(before) ? null : before
    setBusy(true)
    try {
      const { data } = await change({
        id,
        values: { values: { [field.key]: value } },
        meta: { version },
      })
      undoable(t('history.isPutBack', { field: label }), contact, data)
    } catch (error) {
      message.error(t('history.notPutBack', { field: label, reason: reasonOf(error) }))
    }
    setBusy(false)
  }
  const reasonOf = (error: unknown): string => {
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : String(error)
    const [conflict] = error.conflicts
    if (conflict)
      return t('history.takenBy', { value: conflict.value, name: conflict.contact.name })
    return Object.values(error.errors).flat().join('; ') || error.message
  }
  return { putBack, busy }
}
