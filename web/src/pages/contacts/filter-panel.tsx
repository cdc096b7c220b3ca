import { wordsOf } from '../../locales/reason-words.ts'
import { Alert, Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import { SearchSelect } from '../../layout/search-select.tsx'
import { useTranslation } from 'react-i18next'
import {
  type Field,
  type Filter,
  isRelative,
  mostConditions,
  readFilter,
  rulesOf,
} from '@cardfile/openapi'
import { localZone } from '../../field-form/local-zone.ts'
import { DeleteOutlined, PlusOutlined } from '../../layout/icons.tsx'
import {
  type DraftCondition,
  draftOf,
  filterOf,
  newCondition,
  withOperator,
} from './filter-draft.ts'
import { operatorLabel } from './filter-words.ts'
import { OperandInput } from './operand-input.tsx'
import './filter-panel.css'

interface FilterPanelProps {
  fields: readonly Field[]
  filter: Filter | null
  onApply(filter: Filter | null): void
}

/** Builds a filter: a field, an operator its type has, what to compare with; all of them or any. */
export function FilterPanel({ fields, filter, onApply }: FilterPanelProps) {
  const { t } = useTranslation()
  const choosable = fields.filter(({ visible }) => visible)
  const [draft, setDraft] = useState(() => startingDraft(filter, choosable))
  const [errors, setErrors] = useState<ReadonlyMap<number, string>>(new Map())
  const tooDeep = filter !== null && draftOf(filter) === null

  const setConditions = (conditions: DraftCondition[]) => setDraft({ ...draft, conditions })
  const setCondition = (changed: DraftCondition) => {
    setErrors(new Map())
    setConditions(draft.conditions.map((one) => (one.rowId === changed.rowId ? changed : one)))
  }
  const apply = () => {
    const found = conditionErrors(draft.conditions, fields)
    setErrors(found)
    if (found.size === 0) onApply(filterOf(draft))
  }

  return (
    <form
      className="cf-card cf-filter"
      aria-label={t('filter.title')}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      {tooDeep && <Alert type="info" showIcon message={t('filter.tooDeep')} />}
      {draft.conditions.length > 1 && (
        <div className="cf-row">
          <span id="filter-join">{t('filter.join')}</span>
          <Segmented<'and' | 'or'>
            aria-labelledby="filter-join"
            value={draft.join}
            onChange={(join) => setDraft({ ...draft, join })}
            options={[
              { value: 'and', label: t('filter.and') },
              { value: 'or', label: t('filter.or') },
            ]}
          />
        </div>
      )}
      <ul className="cf-filter-rows">
        {draft.conditions.map((condition, index) => (
          <ConditionRow
            key={condition.rowId}
            n={index + 1}
            fields={choosable}
            condition={condition}
            error={errors.get(condition.rowId)}
            onChange={setCondition}
            onRemove={() => setConditions(draft.conditions.toSpliced(index, 1))}
          />
        ))}
      </ul>
      <div className="cf-row">
        <Button
          icon={<PlusOutlined />}
          disabled={draft.conditions.length >= mostConditions - 1 || choosable.length === 0}
          onClick={() =>
            setConditions([...draft.conditions, ...choosable.slice(0, 1).map(newCondition)])
          }
        >
          {t('filter.add')}
        </Button>
        <span className="cf-space" />
        <Button type="text" onClick={() => onApply(null)}>
          {t('filter.clear')}
        </Button>
        <Button type="primary" htmlType="submit">
          {t('filter.apply')}
        </Button>
      </div>
    </form>
  )
}

interface ConditionRowProps {
  n: number
  fields: readonly Field[]
  condition: DraftCondition
  error: string | undefined
  onChange(condition: DraftCondition): void
  onRemove(): void
}

function ConditionRow({ n, fields, condition, error, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation()
  const field = fields.find(({ key }) => key === condition.field)
  const id = `filter-${condition.rowId}`
  return (
    <li className="cf-filter-row">
      <SearchSelect
        aria-label={t('filter.field', { n })}
        value={condition.field}
        options={fields.map(({ key, name }) => ({ value: key, label: name }))}
        onChange={(key) => {
          const chosen = fields.find((one) => one.key === key)
          if (chosen) onChange({ ...newCondition(chosen), rowId: condition.rowId })
        }}
      />
      <Select
        aria-label={t('filter.operator', { n })}
        value={condition.operator}
        popupMatchSelectWidth={false}
        options={(field ? rulesOf(field).operators : []).map((operator) => ({
          value: operator,
          label: field && operatorLabel(t, field, operator),
        }))}
        onChange={(operator) => onChange(withOperator(condition, operator, localZone()))}
      />
      <div className="cf-filter-operand">
        {field && (
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
          <p className="cf-quiet">{t('filter.daysOf', { zone: condition.timeZone ?? 'UTC' })}</p>
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

function startingDraft(filter: Filter | null, fields: readonly Field[]) {
  const draft = draftOf(filter) ?? { join: 'and' as const, conditions: [] }
  if (draft.conditions.length > 0) return draft
  return { ...draft, conditions: fields.slice(0, 1).map(newCondition) }
}

/** What the contract says of each condition, by row. */
function conditionErrors(conditions: readonly DraftCondition[], fields: readonly Field[]) {
  const errors = new Map<number, string>()
  for (const condition of conditions) {
    const filter = filterOf({ join: 'and', conditions: [condition] })
    const verdict = filter && readFilter(filter, fields)
    if (verdict && 'errors' in verdict)
      errors.set(condition.rowId, Object.values(wordsOf(verdict.errors)).flat().join('; '))
  }
  return errors
}
