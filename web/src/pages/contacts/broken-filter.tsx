import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, fieldsByKey } from '@cardfile/openapi'
import { useRecordList } from '../../providers/records.ts'
import type { BrokenCondition } from './broken-conditions.ts'
import { conditionWords } from './filter-words.ts'

interface BrokenFilterProps {
  fields: readonly Field[]
  conditions: readonly BrokenCondition[]
  /** Keys of fields that the list is to be sorted by and that are gone. */
  sorters: readonly string[]
  onRemove(): void
}

/** In place of a list whose bookmark has conditions that mean nothing any more: which, and why. */
export function BrokenFilter({ fields, conditions, sorters, onRemove }: BrokenFilterProps) {
  const { t } = useTranslation()
  const { query } = useRecordList('fields', { query: { deleted: 'true' } })
  const known = fieldsByKey(fields)
  const deleted = new Map((query.data?.data ?? []).map((field) => [field.key, field]))
  const why = (key: string, reason: string) => {
    const gone = deleted.get(key)
    if (gone) return t('filter.fieldDeleted', { name: gone.name })
    return known.has(key) ? reason : t('filter.noSuchField', { key })
  }
  const words = ({ condition }: BrokenCondition) => {
    const field = known.get(condition.field) ?? deleted.get(condition.field)
    return field ? conditionWords(t, field, condition) : condition.field
  }
  return (
    <Alert
      className="cf-notice"
      type="warning"
      showIcon
      message={t('filter.brokenParts')}
      description={
        <div className="cf-stack">
          <ul className="cf-bullets">
            {conditions.map((broken, index) => (
              <li key={index}>
                <strong>{words(broken)}</strong>: {why(broken.condition.field, broken.reason)}
              </li>
            ))}
            {sorters.map((key) => (
              <li key={`sort ${key}`}>
                <strong>{t('filter.sortedBy', { name: deleted.get(key)?.name ?? key })}</strong>:{' '}
                {why(key, '')}
              </li>
            ))}
          </ul>
          <div>
            <Button onClick={onRemove}>{t('filter.removeBroken')}</Button>
          </div>
        </div>
      }
    />
  )
}
