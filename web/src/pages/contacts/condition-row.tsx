import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import {
  type Field,
  isRelative,
  namesField,
  type Operator,
  operators,
  operatorsOf,
} from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { localZone } from '../../field-form/local-zone.ts'
import { DeleteOutlined } from '../../layout/icons.tsx'
import { SearchSelect } from '../../layout/search-select.tsx'
import { type DraftCondition, newCondition, withOperator } from './filter-draft.ts'
import { operatorLabel } from './filter-words.ts'
import { OperandInput } from './operand-input.tsx'

/** What else there is to choose in a condition of a field, which is not asked of the database. */
export interface ConditionChoices {
  operators: (field: Field) => readonly Operator[]
  /** Fields whose values may stand in the place of one that is typed. */
  operands: (field: Field) => readonly Field[]
}

interface ConditionRowProps {
  n: number
  fields: readonly Field[]
  condition: DraftCondition
  error: string | undefined
  choices?: ConditionChoices | undefined
  onChange(condition: DraftCondition): void
  onRemove(): void
}

/** A field, an operator its type has, what to compare with. */
export function ConditionRow({
  n,
  fields,
  condition,
  error,
  choices,
  onChange,
  onRemove,
}: ConditionRowProps) {
  const { t } = useTranslation()
  const field = fields.find(({ key }) => key === condition.field)
  const id = `filter-${condition.rowId}`
  const takesField = operators[condition.operator].operand === 'one'
  const others = (field && takesField && choices?.operands(field)) || []
  const named = namesField(condition.value) ? String(condition.value.field) : null
  return (
    <li className="cf-filter-row" data-part={condition.rowId}>
      <SearchSelect
        aria-label={t('filter.field', { n })}
        value={condition.field}
        options={fields.map((one) => ({ value: one.key, label: fieldName(one) }))}
        onChange={(key) => {
          const chosen = fields.find((one) => one.key === key)
          if (chosen) onChange({ ...newCondition(chosen), rowId: condition.rowId })
        }}
      />
      <Select
        aria-label={t('filter.operator', { n })}
        value={condition.operator}
        popupMatchSelectWidth={false}
        options={(field ? (choices?.operators(field) ?? operatorsOf(field)) : []).map(
          (operator) => ({
            value: operator,
            label: field && operatorLabel(t, field, operator),
          }),
        )}
        onChange={(operator) => onChange(withOperator(condition, operator, localZone()))}
      />
      <div className="cf-filter-operand">
        {others.length > 0 && (
          <Select
            aria-label={t('conditions.compare', { n })}
            value={named ?? ''}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('conditions.aValue') },
              ...others.map((other) => ({ value: other.key, label: fieldName(other) })),
            ]}
            onChange={(key) => onChange({ ...condition, value: key ? { field: key } : null })}
          />
        )}
        {field && named === null && (
          <OperandInput
            id={id}
            field={field}
            operator={condition.operator}
            value={condition.value}
            invalid={error !== undefined}
            onChange={(value) => onChange({ ...condition, value })}
          />
        )}
        {isRelative(condition.operator) && (
          <p className="cf-quiet cf-filter-zone">
            {t('filter.daysOf', { zone: condition.timeZone ?? 'UTC' })}
          </p>
        )}
        {error && (
          <p className="cf-field-error" role="alert">
            {error}
          </p>
        )}
      </div>
      <Button
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('filter.remove', { n })}
        onClick={onRemove}
      />
    </li>
  )
}
