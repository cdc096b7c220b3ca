import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Field } from '@cardfile/openapi'
import { type BulkChange, listBulkChanges } from '../../../api/bulk-changes.ts'
import { Instant } from '../../../field-form/instant.tsx'
import { useBulkTitle } from './use-bulk-title.ts'

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
  const titleOf = useBulkTitle(fields)
  const [changes, setChanges] = useState<readonly BulkChange[]>([])
  const read = useCallback(
    () =>
      listBulkChanges({ pageSize: mostListed }).then(
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
              <Link to={`/contacts/bulk-changes/${change.id}`}>{titleOf(change)}</Link>
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
      <Link to="/contacts/bulk-changes">{t('bulk.history')}</Link>
    </details>
  )
}
