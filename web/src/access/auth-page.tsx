import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageMenu } from '../layout/language-menu.tsx'
import { ModeMenu } from '../layout/mode-menu.tsx'
import { useDocumentTitle } from '../layout/use-document-title.ts'
import './auth-page.css'

interface AuthPageProps {
  title: string
  intro?: ReactNode
  children: ReactNode
}

/** The frame of pages for people who are not signed in: one card, nothing else to do. */
export function AuthPage({ title, intro, children }: AuthPageProps) {
  const { t } = useTranslation()
  useDocumentTitle(t('layout.documentTitle', { title }))
  return (
    <main className="cf-auth">
      <div className="cf-auth-head">
        <span className="cf-brand">
          <img src="/favicon.svg" alt="" />
          {t('product')}
        </span>
        <span className="cf-auth-menus">
          <LanguageMenu />
          <ModeMenu />
        </span>
      </div>
      <div className="cf-card cf-auth-card">
        <h1>{title}</h1>
        <div className="cf-auth-intro">{intro}</div>
        {children}
      </div>
    </main>
  )
}
