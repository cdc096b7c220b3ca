import { Suspense, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { LockOutlined, TeamOutlined } from '../../../layout/icons.tsx'

import { addressOf } from '../use-contacts-view.ts'
import type { ContactsView } from '../view-state.ts'
import type { Columns } from '../use-columns.ts'
import { differs } from './look.ts'
import type { Views } from './use-views.ts'
import type { SavedView } from './view-api.ts'
import { lazyPart } from '../../../layout/lazy-part.tsx'
import './views.css'

const ViewActions = lazyPart(() =>
  import('./view-actions.tsx').then((module) => module.ViewActions),
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
  const isChanged = differs(view, saved)
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
        <Suspense>
          {(saved || isChanged) && <ViewActions {...{ saved, view, columns, onShow }} />}
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
