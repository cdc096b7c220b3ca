import { Button, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Field, importOutcomes, nameKey } from '@cardfile/openapi'
import { cellText, type SheetRow } from '@cardfile/openapi/spreadsheet'
import { formatNumber } from '../../../locales/format.ts'
import { Failure } from '../../../layout/failure.tsx'
import { type ColumnPlan, type Draft, preparedRow } from '../draft/draft.ts'
import { MoreRows, useRowPages } from '../run/more-rows.tsx'
import type { ImportState } from '../run/import-api.ts'
import { previewRows, type WantedRows } from './preview-api.ts'
import { PreviewRowView } from './preview-row.tsx'
import { mendableColumn, withMended, withRowMode } from './mending.ts'

interface PreviewRowsProps {
  result: ImportState
  draft: Draft
  plans: readonly ColumnPlan[]
  fields: readonly Field[]
  /** The first rows of the file: what those that create a contact are called. */
  first: readonly SheetRow[]
  onChange(part: Partial<Draft>): void
}

/** What would become of each row, by outcome where one is asked for. */
export function PreviewRows(props: PreviewRowsProps) {
  const { result, draft, plans, fields, first, onChange } = props
  const { t } = useTranslation()
  const [wanted, setWanted] = useState<WantedRows | null>(null)
  const { query, rows } = useRowPages(['import-rows', result.id, wanted], (cursor, signal) =>
    previewRows(result.id, wanted, cursor, signal),
  )
  const named = plans.findIndex(({ field }) => field === nameKey)
  const nameOf = (number: number) => {
    const row = named < 0 ? undefined : first.find((one) => one.number === number)
    return row ? (cellText(preparedRow(row, draft).cells[named] ?? null) ?? '') : ''
  }
  const countOf = (one: WantedRows | null) =>
    one === 'noted' ? result.noted.rows : result.counts[one ?? 'rows']
  return (
    <section className="cf-card" aria-labelledby="preview-rows-title">
      <div className="cf-failures-head">
        <h2 className="cf-section-title" id="preview-rows-title">
          {t('imports.rowsTitle')}
        </h2>
        <div className="cf-row" role="group" aria-label={t('imports.filterRows')}>
          {([null, ...importOutcomes, 'noted'] as const)
            .filter((one) => one === null || countOf(one) > 0)
            .map((one) => (
              <Button
                key={one ?? 'all'}
                size="small"
                aria-pressed={wanted === one}
                type={wanted === one ? 'primary' : 'default'}
                onClick={() => setWanted(one)}
              >
                {t(one === 'noted' ? 'imports.noted' : `imports.outcomes.${one ?? 'rows'}`)}{' '}
                {formatNumber(countOf(one))}
              </Button>
            ))}
        </div>
      </div>
      {query.isLoading && <Skeleton active className="cf-form-card" />}
      {query.error && (
        <Failure
          title={t('imports.rowsFailedToLoad')}
          error={query.error}
          onRetry={query.refetch}
        />
      )}
      {rows.length > 0 && (
        <table className="cf-failures-table cf-preview-table">
          <thead>
            <tr>
              <th scope="col">{t('imports.row')}</th>
              <th scope="col">{t('imports.outcome')}</th>
              <th scope="col">{t('imports.what')}</th>
              <th scope="col">{t('imports.mode')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRowView
                key={row.row}
                row={row}
                name={row.contact ? '' : nameOf(row.row)}
                fields={fields}
                mode={draft.rowModes[row.row]}
                mended={draft.mended[row.row] ?? {}}
                mendableIn={(reason) => mendableColumn(reason, plans, fields)}
                onMode={(mode) => onChange(withRowMode(draft, row.row, mode))}
                onMend={(column, text) => onChange(withMended(draft, row.row, column, text))}
              />
            ))}
          </tbody>
        </table>
      )}
      <MoreRows pages={query} />
    </section>
  )
}
