import { useTranslation } from 'react-i18next'
import { sameValue, type Values } from '@cardfile/openapi'
import { ApiError } from '../../api/api-error.ts'
import type { Contact } from '../../api/types.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { useChangeContact } from '../../providers/records.ts'

/** Says that a contact was changed, with a way back: another change, refused by the same rules. */
export function useUndoChange() {
  const { t } = useTranslation()
  const toast = useUndoToast()
  const { mutateAsync: change } = useChangeContact()
  return (text: string, before: Contact, after: Contact) => {
    const values = valuesBefore(before.values, after.values)
    const undo = async () => {
      try {
        await change({ id: after.id, values: { values }, meta: { version: after.version } })
      } catch (error) {
        throw error instanceof ApiError ? new Error(reasonOf(error), { cause: error }) : error
      }
    }
    toast(text, undo)
  }

  function reasonOf(error: ApiError): string {
    const [conflict] = error.conflicts
    return conflict
      ? t('history.takenBy', { value: conflict.value, name: conflict.contact.name })
      : Object.values(error.errors).flat().join('; ') || error.message
  }
}

/** What was there of all that differs; null for what was not. */
function valuesBefore(before: Values, after: Values): Values {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...keys]
      .filter((key) => !sameValue(before[key], after[key]))
      .map((key) => [key, before[key] ?? null]),
  )
}
