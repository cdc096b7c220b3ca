import { useDocumentTitle } from '@refinedev/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ModeMenu } from '../layout/mode-menu.tsx'
import './entrance.css'

interface EntranceProps {
  title: string
  intro?: ReactNode
  children: ReactNode
}

/** The frame of pages for people who are not signed in: one card, nothing else to do. */
export function Entrance({ title, intro, children }: EntranceProps) {
  const { t } = useTranslation()
  useDocumentTitle(t('layout.documentTitle', { title }))
  return (
    <main className="cf-entrance">
      <div className="cf-entrance-head">
        <span className="cf-brand">
          <img src="/favicon.svg" alt="" />
          {t('product')}
        </span>
        <ModeMenu />
      </div>
      <div className="cf-card cf-entrance-card">
        <h1>{title}</h1>
        <div className="cf-entrance-intro">{intro}</div>
        {children}
      </div>
    </main>
  )
}
