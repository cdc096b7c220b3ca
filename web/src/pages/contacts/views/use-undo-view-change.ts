import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Schemas } from '../../../api/types.ts'
import { useUndoToast } from '../../../layout/use-undo-toast.tsx'
import { changeView, type SavedView, viewsKey } from './view-api.ts'

/** Says that a view was changed, with a way back: another change. */
export function useUndoViewChange() {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const toast = useUndoToast()
  const client = useQueryClient()
  /** @param earlier what of it was changed, as it was before */
  return (before: SavedView, after: SavedView, earlier: Schemas['ViewPatch']) => {
    const text = t('views.saved', { name: after.name })
    // Of what was broken nobody knows what it was, and without it there would be more than before.
    if (before.broken) {
      message.success(text)
      return
    }
    toast(text, async () => {
      await changeView(after, earlier)
      await client.invalidateQueries({ queryKey: viewsKey })
    })
  }
}
