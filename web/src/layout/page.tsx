import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useShortcut } from '../keyboard/shortcuts-provider.tsx'
import { ArrowLeftOutlined } from './icons.tsx'
import { useGoBack } from './use-go-back.ts'
import { useDocumentTitle } from './use-document-title.ts'
import './page.css'

interface PageBack {
  to: string
  label: string
  /** Whether one came from there: then the way leads through the history, to what it was like. */
  cameFrom?: boolean
}

interface PageProps {
  title: string
  /** Before the title: what one knows it by at a glance. */
  lead?: ReactNode
  /** Under the title, in quiet text. */
  intro?: ReactNode
  /** Beside the title: what one can do here. */
  actions?: ReactNode
  /** The page above this one. */
  back?: PageBack
  /** `reading` keeps lines and forms at a comfortable width. */
  width?: 'full' | 'reading'
  children: ReactNode
}

/** A page's frame: its one h1, its actions, its place in the browser's title. */
export function Page({ title, lead, intro, actions, back, width = 'full', children }: PageProps) {
  const { t } = useTranslation()
  useDocumentTitle(t('layout.documentTitle', { title }))
  return (
    <div className={`cf-page cf-page-${width}`}>
      {back && <BackLink {...back} />}
      <div className="cf-page-head">
        {lead}
        <div className="cf-page-title">
          <h1>
            <bdi>{title}</bdi>
          </h1>
          {intro && <div className="cf-page-intro">{intro}</div>}
        </div>
        {actions && <div className="cf-row cf-page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

function BackLink({ to, label, cameFrom = false }: PageBack) {
  const navigate = useNavigate()
  const goBack = useGoBack(to)
  useShortcut('back', goBack)
  const isPlain = ({ metaKey, ctrlKey, shiftKey }: MouseEvent) => !metaKey && !ctrlKey && !shiftKey
  return (
    <Link
      className="cf-back"
      to={to}
      onClick={(event) => {
        if (!cameFrom || !isPlain(event)) return
        event.preventDefault()
        void navigate(-1)
      }}
    >
      <ArrowLeftOutlined /> {label}
    </Link>
  )
}
