import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Field } from '@cardfile/openapi'
import { Failure } from '../../../layout/failure.tsx'
import { answered, client } from '../../../api/client.ts'
import { MoreRows, useRowPages } from './more-rows.tsx'
import { ReasonsTable } from './reasons-table.tsx'

/** Each failed row: where it stands in the file, which column, what was there, what is wrong. */
export function FailuresTable({ id, fields }: { id: string; fields: readonly Field[] }) {
  const { t } = useTranslation()
  const { query, rows } = useRowPages(['import-failures', id], (cursor, signal) =>
    answered(
      client.GET('/api/v1/imports/{id}/failures', {
        params: { path: { id }, query: cursor ? { cursor } : {} },
        signal,
      }),
    ),
  )
  if (query.isLoading) return <Skeleton active className="cf-form-card" />
  if (query.error)
    return (
      <Failure title={t('imports.failuresFailed')} error={query.error} onRetry={query.refetch} />
    )
  return (
    <>
      <ReasonsTable rows={rows} fields={fields} />
      <MoreRows pages={query} />
    </>
  )
}
