import { useTranslation } from 'react-i18next'
import { type Field, fieldsByKey } from '@cardfile/openapi'
import type { Column } from '@cardfile/openapi/spreadsheet'
import { fieldName } from '../../../locales/contract-words.ts'
import { CheckCircleOutlined, WarningOutlined } from '../../../layout/page-icons.tsx'
import { KindMarker } from '../../../field-form/kind-marker.tsx'

interface ColumnReportProps {
  columns: readonly Column[]
  fields: readonly Field[]
}

/** Which heading goes to which field; those that go nowhere are named, never dropped in silence. */
export function ColumnReport({ columns, fields }: ColumnReportProps) {
  const { t } = useTranslation()
  const headed = columns.filter(({ status }) => status !== 'blank')
  const matched = headed.filter(({ field }) => field !== null).length
  return (
    <section className="cf-headings" aria-labelledby="headings-title">
      <h2 className="cf-section-title" id="headings-title">
        {t('imports.headings', { matched, count: headed.length })}
      </h2>
      <ul>
        {headed.map((column) => {
          const field = column.field === null ? null : fieldsByKey(fields).get(column.field)
          return (
            <li key={column.index} className={field ? undefined : 'cf-heading-left'}>
              {field ? (
                <CheckCircleOutlined className="cf-heading-ok" aria-hidden="true" />
              ) : (
                <WarningOutlined className="cf-heading-warn" aria-hidden="true" />
              )}
              <span className="cf-heading-text">{column.heading}</span>
              <span className="cf-quiet cf-onward" aria-hidden="true">
                →
              </span>
              {field ? (
                <span className="cf-row">
                  <KindMarker kind={field.kind} /> {fieldName(field)}
                </span>
              ) : (
                <span className="cf-quiet">
                  {t(
                    `imports.statuses.${column.status as 'unknown' | 'computed' | 'duplicate' | 'label' | 'report'}`,
                  )}
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
