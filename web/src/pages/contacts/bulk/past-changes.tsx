import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { type BulkChange, latestBulkChanges } from '../../../api/bulk-changes.ts'
import { Instant } from '../../../field-form/instant.tsx'
import { fieldName } from '../../../locales/contract-words.ts'
import { formatList, formatNumber } from '../../../locales/format.ts'

interface PastChangesProps {
  fields: readonly Field[]
  busy: boolean
  /** Moves when the list is to be read anew. */
  after: string
  onUndo(change: BulkChange): void
}

const mostListed = 10

/** The latest changes of many contacts, whoever made them, each with its way back. */
export function PastChanges({ fields, busy, after, onUndo }: PastChangesProps) {
  const { t } = useTranslation()
  const [changes, setChanges] = useState<readonly BulkChange[]>([])
  const read = useCallback(
    () =>
      latestBulkChanges(mostListed).then(
        ({ data }) => setChanges(data),
        () => {},
      ),
    [],
  )
  useEffect(() => void read(), [read, after])
  if (changes.length === 0) return null
  return (
    <details className="cf-bulk-past">
      <summary>{t('bulk.past')}</summary>
      <ul className="cf-bulk-list">
        {changes.map((change) => (
          <li key={change.id}>
            <span>
              {titleOf(change)}
              <br />
              <span className="cf-quiet">
                {change.actor?.name ?? ''} <Instant at={change.startedAt} />
              </span>
            </span>
            {change.undoable && (
              <Button size="small" disabled={busy} onClick={() => onUndo(change)}>
                {t('actions.undo')}
              </Button>
            )}
            {change.state === 'undone' && <span className="cf-quiet">{t('actions.undone')}</span>}
          </li>
        ))}
      </ul>
    </details>
  )

  function titleOf({ do: what, counts }: BulkChange): string {
    const told = { count: counts.changed, formatted: formatNumber(counts.changed) }
    if (typeof what === 'string') return t(`bulk.pastOf.${what}`, told)
    const names = what.map(({ field: key }) => {
      const field = fields.find((one) => one.key === key)
      return field ? fieldName(field) : t('bulk.hiddenField')
    })
    return t('bulk.pastOf.edit', { ...told, fields: formatList([...new Set(names)]) })
  }
}
