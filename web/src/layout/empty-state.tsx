import type { ReactNode } from 'react'
import './empty-state.css'

interface EmptyStateProps {
  title?: string
  text: ReactNode
  actions?: ReactNode
}

/** What stands where there is nothing: why, and what to do about it. */
export function EmptyState({ title, text, actions }: EmptyStateProps) {
  return (
    <div className="cf-empty">
      <svg viewBox="0 0 96 72" width="96" height="72" aria-hidden="true">
        <rect x="16" y="6" width="64" height="34" rx="6" className="cf-empty-back" />
        <rect x="10" y="16" width="76" height="36" rx="6" className="cf-empty-middle" />
        <rect x="4" y="26" width="88" height="42" rx="7" className="cf-empty-front" />
        <path d="M16 42h34M16 52h22" className="cf-empty-lines" />
      </svg>
      {title && <h2>{title}</h2>}
      <p className="cf-quiet">{text}</p>
      {actions && <div className="cf-row">{actions}</div>}
    </div>
  )
}
