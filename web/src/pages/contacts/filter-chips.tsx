import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, fieldsByKey, type Filter } from '@cardfile/openapi'
import { conditionWords } from './filter-words.ts'

interface FilterChipsProps {
  fields: readonly Field[]
  filter: Filter | null
  onChange(filter: Filter | null): void
  onEdit(): void
}

/** The filter that applies, in words, each condition with a way out of it. */
export function FilterChips({ fields, filter, onChange, onEdit }: FilterChipsProps) {
  const { t } = useTranslation()
  if (!filter) return null
  const group = 'field' in filter ? { operator: 'and' as const, value: [filter] } : filter
  const words = (node: Filter): string => {
    if (!('field' in node) && node.value.length === 0)
      return t(node.operator === 'or' ? 'filter.nobody' : 'filter.everybody')
    if (!('field' in node))
      return `(${node.value.map(words).join(` ${t(`filter.${node.operator}Word`)} `)})`
    const field = fieldsByKey(fields).get(node.field)
    return field ? conditionWords(t, field, node) : node.field
  }
  const without = (index: number) => {
    const value = group.value.toSpliced(index, 1)
    const [first, ...others] = value
    onChange(first ? (others.length === 0 ? first : { ...group, value }) : null)
  }
  return (
    <div className="cf-row cf-chips">
      <span className="cf-quiet">{t(`filter.${group.operator}Chips`)}</span>
      {group.value.map((node, index) => (
        <span key={JSON.stringify(node)} className="cf-tag">
          <span>{words(node)}</span>
          <button
            type="button"
            aria-label={t('filter.removeNamed', { words: words(node) })}
            onClick={() => without(index)}
          >
            ×
          </button>
        </span>
      ))}
      {group.value.length === 0 && (
        <span className="cf-tag">
          <bdi>{words(group)}</bdi>
        </span>
      )}
      <Button type="link" size="small" onClick={onEdit}>
        {t('filter.edit')}
      </Button>
      <Button type="link" size="small" onClick={() => onChange(null)}>
        {t('filter.clear')}
      </Button>
    </div>
  )
}
