import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Field, type Operator, operators } from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { PlusOutlined } from '../../layout/icons.tsx'
import { CloseOutlined } from '../../layout/page-icons.tsx'
import { Control } from '../../field-form/control.tsx'
import { operandControl } from './filter-draft.ts'

interface OperandInputProps {
  id: string
  field: Field
  operator: Operator
  value: unknown
  invalid: boolean
  onChange(value: unknown): void
}

/** The operand an operator takes: none, one, two or a list, each with the field's own control. */
export function OperandInput({ id, field, operator, value, invalid, onChange }: OperandInputProps) {
  const { t } = useTranslation()
  const { operand } = operators[operator]
  const control = operandControl(field, operator)
  const single = (value: unknown, index: number, change: (value: unknown) => void) => (
    <Control
      control={control}
      id={index === 0 ? id : `${id}-${index + 1}`}
      label={t('filter.value', { field: fieldName(field), n: index + 1 })}
      value={value}
      invalid={invalid}
      onChange={change}
    />
  )
  if (operand === 'none') return null
  if (operand === 'one' || operand === 'part') return single(value, 0, onChange)
  if (operand === 'days')
    return (
      <div className="cf-operands cf-operand-days">
        {single(value, 0, onChange)}
        <span>{t('filter.daysUnit')}</span>
      </div>
    )
  const values: unknown[] = Array.isArray(value) ? value : []
  if (operand === 'two')
    return (
      <div className="cf-operands">
        {single(values[0] ?? null, 0, (first) => onChange([first, values[1] ?? null]))}
        <span>{t('filter.to')}</span>
        {single(values[1] ?? null, 1, (second) => onChange([values[0] ?? null, second]))}
      </div>
    )
  if (control.kind === 'choice')
    return (
      <Control
        control={{ kind: 'choices', options: control.options }}
        id={id}
        label={t('filter.value', { field: fieldName(field), n: 1 })}
        value={values}
        invalid={invalid}
        onChange={onChange}
      />
    )
  const rows = values.length > 0 ? values : [null]
  return (
    <div className="cf-operand-list">
      {rows.map((one, index) => (
        <div className="cf-operands" key={`${id} ${index}`}>
          {single(one, index, (changed) => onChange(rows.with(index, changed)))}
          {rows.length > 1 && (
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('filter.removeValue', { n: index + 1 })}
              onClick={() => onChange(rows.toSpliced(index, 1))}
            />
          )}
        </div>
      ))}
      <Button
        type="link"
        size="small"
        icon={<PlusOutlined />}
        onClick={() => onChange([...rows, null])}
      >
        {t('filter.addValue')}
      </Button>
    </div>
  )
}
