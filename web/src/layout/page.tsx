import { useDocumentTitle } from '@refinedev/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { ArrowLeftOutlined } from './icons.tsx'
import './page.css'

interface PageProps {
  title: string
  /** Under the title, in quiet text. */
  intro?: ReactNode
  /** Beside the title: what one can do here. */
  actions?: ReactNode
  /** The page above this one. */
  back?: { to: string; label: string }
  /** `reading` keeps lines and forms at a comfortable width. */
  width?: 'full' | 'reading'
  children: ReactNode
}

/** A page's frame: its one h1, its actions, its place in the browser's title. */
export function Page({ title, intro, actions, back, width = 'full', children }: PageProps) {
  const { t } = useTranslation()
  useDocumentTitle(t('layout.documentTitle', { title }))
  return (
    <div className={`cf-page cf-page-${width}`}>
      {back && (
        <Link className="cf-back" to={back.to}>
          <ArrowLeftOutlined /> {back.label}
        </Link>
      )}
      <div className="cf-page-head">
        <div className="cf-page-title">
          <h1>{title}</h1>
          {intro && <div className="cf-page-intro">{intro}</div>}
        </div>
        {actions && <div className="cf-row cf-page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
