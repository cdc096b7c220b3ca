import { useInvalidate } from '@refinedev/core'
import { App } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nameKey } from '@cardfile/openapi'
import { useMay } from '../../access/may.tsx'
import { ApiError } from '../../api/api-error.ts'
import { client } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { beginBulkChange } from '../../api/bulk-changes.ts'
import { useUndoToast } from '../../layout/use-undo-toast.tsx'
import { formatNumber } from '../../locales/format.ts'

interface Restoring {
  /** Ids of those that are on their way. */
  busy: readonly string[]
  /** Why one could not be restored, by its id. */
  refusals: ReadonlyMap<string, ApiError>
  restore(contacts: readonly Contact[]): Promise<void>
}

/** Takes contacts out of the trash, one after the other: what is refused for one stops no other. */
export function useRestoring(): Restoring {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const may = useMay()
  const toast = useUndoToast()
  const invalidate = useInvalidate()
  const [busy, setBusy] = useState<readonly string[]>([])
  const [refusals, setRefusals] = useState<ReadonlyMap<string, ApiError>>(new Map())
  const say = (text: string, undo: () => Promise<void>) =>
    may('delete_contacts') ? toast(text, undo) : message.success(text)
  const restore = async (contacts: readonly Contact[]) => {
    const refused = new Map<string, ApiError>()
    setBusy(contacts.map(({ id }) => id))
    try {
      for (const { id } of contacts)
        try {
          await client.POST('/api/v1/contacts/{id}/restore', { params: { path: { id } } })
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          refused.set(id, error)
        }
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
    setRefusals(refused)
    setBusy([])
    await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
    const [first] = contacts
    const ids = contacts.map(({ id }) => id).filter((id) => !refused.has(id))
    const undo = async () => {
      await beginBulkChange({ on: { ids }, do: 'delete' })
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
    }
    const done = contacts.length - refused.size
    if (done === 1 && contacts.length === 1)
      say(t('trash.restored', { name: String(first?.values[nameKey] ?? '') }), undo)
    else if (done > 0)
      say(t('trash.restoredMany', { count: done, formatted: formatNumber(done) }), undo)
  }
  return { busy, refusals, restore }
}
