import type { ReactNode } from 'react'

interface RecordTableProps {
  label: string
  headings: readonly string[]
  /** Names the last column, of buttons, for who does not see that they are some. */
  actions?: string
  /** The rows. */
  children: ReactNode
}

/** A short list of things to look after, a row each; on a narrow screen a card each. */
export function RecordTable({ label, headings, actions, children }: RecordTableProps) {
  return (
    <div className="cf-card">
      <table className="cf-records" aria-label={label}>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
            {actions && (
              <th scope="col">
                <span className="cf-hidden-text">{actions}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
