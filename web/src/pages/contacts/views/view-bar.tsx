import { useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LockOutlined, TeamOutlined } from '../../../layout/icons.tsx'

import { addressOf } from '../use-contacts-view.ts'
import type { ContactsView } from '../view-state.ts'
import type { Columns } from '../use-columns.ts'
import { differs, savedLook } from './look.ts'
import type { Views } from './use-views.ts'
import { changeView, type SavedView, viewsKey } from './view-api.ts'
import './views.css'

const SaveViewDialog = lazy(() =>
  import('./save-view-dialog.tsx').then((module) => ({ default: module.SaveViewDialog })),
)
const ViewMenu = lazy(() =>
  import('./view-menu.tsx').then((module) => ({ default: module.ViewMenu })),
)

interface ViewBarProps {
  views: Views
  /** Null for all contacts. */
  saved: SavedView | null
  view: ContactsView
  columns: Columns
  onShow(id: string | null): void
}

/** The saved views above the table, and what can be done with what differs from the one that is shown. */
export function ViewBar({ views: { all, begin }, saved, view, columns, onShow }: ViewBarProps) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [saving, setSaving] = useState(false)
  const isChanged = differs(view, saved)
  const save = async () => {
    if (!saved) return
    const own = saved.columns === null && view.columns === null ? null : columns.arranged
    try {
      await changeView(saved, savedLook(view, own))
      await client.invalidateQueries({ queryKey: viewsKey })
      onShow(saved.id)
      message.success(t('views.saved', { name: saved.name }))
    } catch (error) {
      message.error(error instanceof Error ? error.message : String(error))
    }
  }
  if (all.length === 0 && !isChanged) return null
  return (
    <div className="cf-views">
      {all.length > 0 && (
        <nav className="cf-views-tabs" aria-label={t('views.title')}>
          {[null, ...all].map((one) => (
            <ViewTab
              key={one?.id ?? ''}
              one={one}
              begin={begin}
              isCurrent={one?.id === saved?.id}
            />
          ))}
        </nav>
      )}
      <div className="cf-row cf-views-actions">
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
      </div>
    </div>
  )
}

interface ViewTabProps {
  one: SavedView | null
  begin: SavedView | null
  isCurrent: boolean
}

function ViewTab({ one, begin, isCurrent }: ViewTabProps) {
  const { t } = useTranslation()
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [isCurrent])
  return (
    <Link
      ref={link}
      className="cf-views-tab"
      to={{ search: addressOf(one?.id ?? null, begin).toString() }}
      aria-current={isCurrent ? 'page' : undefined}
      title={one?.shared ? t('views.sharedBy', { name: one.owner?.name ?? '' }) : undefined}
    >
      <bdi>{one ? one.name : t('views.all')}</bdi>
      {one?.shared && (one.locked ? <LockOutlined /> : <TeamOutlined />)}
    </Link>
  )
}
