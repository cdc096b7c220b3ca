import { Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { formatNumber } from '../../../locales/format.ts'
import { Failure } from '../../../layout/failure.tsx'
import { MoreRows, useRowPages } from '../run/more-rows.tsx'
import { type FailureGroup, failureGroups } from './failure-groups.ts'
import { failuresOf } from './failures-api.ts'
import { FailuresTable } from './failures-table.tsx'
import { GroupLine, usePlaces } from './group-line.tsx'

/** Why rows failed, by column and reason, with the rows of each for who wants to see them. */
export function FailureReasons({ id, fields }: { id: string; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const placeOf = usePlaces(fields)
  const { query, rows } = useRowPages(['import-failures', id], (cursor, signal) =>
    failuresOf(id, cursor, signal),
  )
  if (query.isLoading) return <Skeleton active className="cf-form-card" />
  if (query.error)
    return (
      <Failure title={t('imports.failuresFailed')} error={query.error} onRetry={query.refetch} />
    )
  const lookedAt = new Set(rows.map(({ row }) => row)).size
  return (
    <>
      {query.hasNextPage && (
        <p className="cf-quiet cf-failures-note">
          {t('imports.reasonsOfFirst', { count: lookedAt, formatted: formatNumber(lookedAt) })}
        </p>
      )}
      <ul className="cf-failure-reasons">
        {failureGroups(rows).map((group) => (
          <li key={group.key}>
            <RowsOfReason group={group} place={placeOf(group)} />
          </li>
        ))}
      </ul>
      <MoreRows pages={query} />
    </>
  )
}

/** A group by its reason, opened to its rows. */
function RowsOfReason({ group, place }: { group: FailureGroup; place: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span>
          <GroupLine group={group} place={place} />
        </span>
      </summary>
      {open && <FailuresTable failures={group.failures} varies={group.varies} />}
    </details>
  )
}
