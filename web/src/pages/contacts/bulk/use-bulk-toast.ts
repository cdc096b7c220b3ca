import { useInvalidate } from '@refinedev/core'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { type BulkChange, undoWhole } from '../../../api/bulk-changes.ts'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { formatNumber } from '../../../locales/format.ts'

/** Says what became of many contacts, with a way back where there is one. */
export function useBulkToast() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const invalidate = useInvalidate()
  return (text: string, { id, undoable }: Pick<BulkChange, 'id' | 'undoable'>) => {
    if (!undoable) {
      message.success(text)
      return
    }
    toast(text, async () => {
      const after = await undoWhole(id)
      await invalidate({ resource: 'contacts', invalidates: ['resourceAll'] })
      const { kept = 0 } = after.undo ?? {}
      if (kept > 0) throw new Error(t('bulk.kept', { count: kept, formatted: formatNumber(kept) }))
    })
  }
}
