import { useTranslation } from 'react-i18next'
import type { Field, Sorter } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'

interface SortSelectProps {
  fields: readonly Field[]
  sorters: readonly Sorter[]
  onSort(sorters: Sorter[]): void
}

/** Where contacts are cards there are no headings to sort by. */
export function SortSelect({ fields, sorters, onSort }: SortSelectProps) {
  const { t } = useTranslation()
  const [first] = sorters
  return (
    <select
      className="cf-sort-select"
      aria-label={t('columns.sort')}
      value={first ? `${first.order} ${first.field}` : ''}
      onChange={({ target }) => {
        const [order, field = ''] = target.value.split(' ')
        onSort(order === 'asc' || order === 'desc' ? [{ field, order }] : [])
      }}
    >
      <option value="">{t('columns.newest')}</option>
      {fields
        .filter(({ masked }) => !masked)
        .map((field) =>
          (['asc', 'desc'] as const).map((order) => (
            <option key={`${order} ${field.key}`} value={`${order} ${field.key}`}>
              {t(`columns.${order}`, { name: fieldName(field) })}
            </option>
          )),
        )}
    </select>
  )
}
