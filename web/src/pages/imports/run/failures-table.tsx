import { Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { type Field, fieldsByKey } from '@cardfile/openapi'
import { Failure } from '../../../layout/failure.tsx'
import { answered, client } from '../../../api/client.ts'
import type { Schemas } from '../../../api/types.ts'
import { MoreRows, useRowPages } from './more-rows.tsx'

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
      <table className="cf-failures-table">
        <thead>
          <tr>
            <th scope="col">{t('imports.row')}</th>
            <th scope="col">{t('imports.column')}</th>
            <th scope="col">{t('imports.value')}</th>
            <th scope="col">{t('imports.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((failure) => (
            <tr key={`${failure.row} ${failure.column} ${failure.reason}`}>
              <th scope="row" className="cf-number">
                {failure.row}
              </th>
              <td>{columnOf(failure, fields)}</td>
              <td>{failure.value}</td>
              <td>
                {failure.reason}{' '}
                {failure.contact && (
                  <Link to={`/contacts/${failure.contact.id}`}>{failure.contact.name}</Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MoreRows pages={query} />
    </>
  )
}

function columnOf({ column, field }: Schemas['ImportFailure'], fields: readonly Field[]): string {
  return column ?? fieldsByKey(fields).get(field ?? '')?.name ?? ''
}
