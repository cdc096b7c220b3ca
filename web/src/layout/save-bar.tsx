import type { ReactNode } from 'react'
import './save-bar.css'

/** A form's buttons, in reach however long the form is. */
export function SaveBar({ start, children }: { start?: ReactNode; children: ReactNode }) {
  return (
    <div className="cf-save-bar">
      {start}
      <div className="cf-row cf-save-bar-end">{children}</div>
    </div>
  )
}
