import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Columns } from '../use-columns.ts'
import type { ContactsView } from '../view-state.ts'
import { differs, lookOf, savedLook } from './look.ts'
import { useUndoViewChange } from './use-undo-view-change.ts'
import { changeView, type SavedView, viewsKey } from './view-api.ts'
import { lazyPart } from '../../../layout/lazy-part.tsx'

const SaveViewDialog = lazyPart(() =>
  import('./save-view-dialog.tsx').then((module) => module.SaveViewDialog),
)
const ViewMenu = lazyPart(() => import('./view-menu.tsx').then((module) => module.ViewMenu))

interface ViewActionsProps {
  /** Null for all contacts. */
  saved: SavedView | null
  view: ContactsView
  columns: Columns
  onShow(id: string | null): void
}

/** What can be done with what differs from the view that is shown, and with that view. */
export function ViewActions({ saved, view, columns, onShow }: ViewActionsProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const undoable = useUndoViewChange()
  const [saving, setSaving] = useState(false)
  const isChanged = differs(view, saved)
  const save = async () => {
    if (!saved) return
    const own = saved.columns === null && view.columns === null ? null : columns.arranged
    try {
      const after = await changeView(saved, savedLook(view, own))
      await client.invalidateQueries({ queryKey: viewsKey })
      onShow(saved.id)
      undoable(saved, after, savedLook(lookOf(saved), saved.columns))
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      {isChanged && saved && (
        <Button type="link" size="small" onClick={() => onShow(saved.id)}>
          {t('views.reset')}
        </Button>
      )}
      {isChanged && saved?.mayChange && (
        <Button size="small" onClick={() => void save()}>
          {t('actions.save')}
        </Button>
      )}
      {isChanged && (
        <Button size="small" onClick={() => setSaving(true)}>
          {t(saved ? 'views.saveAs' : 'views.saveNew')}
        </Button>
      )}
      <Suspense>
        {saved && <ViewMenu key={saved.id} saved={saved} onDeleted={() => onShow(null)} />}
        {saving && (
          <SaveViewDialog
            look={view}
            columns={columns.arranged}
            onSaved={(created) => {
              setSaving(false)
              onShow(created.id)
            }}
            onClose={() => setSaving(false)}
          />
        )}
      </Suspense>
    </>
  )
}
