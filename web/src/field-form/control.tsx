import { Button, Checkbox, Input, Radio } from 'antd'
import { CheckboxList } from '../layout/checkbox-list.tsx'
import { GrowingText } from '../layout/growing-text.tsx'
import { useTranslation } from 'react-i18next'
import type { Control as ControlShape, Option } from '@cardfile/openapi'
import type { ComponentType } from 'react'
import {
  AlignLeftOutlined,
  CalendarOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  DollarOutlined,
  FontSizeOutlined,
  IdcardOutlined,
  NumberOutlined,
  OrderedListOutlined,
  StarOutlined,
  UnorderedListOutlined,
} from '../layout/page-icons.tsx'
import { AmountInput } from './amount-input.tsx'
import { DayInput, InstantInput } from './date-inputs.tsx'
import { IdentitiesInput } from './identities-input.tsx'
import { ListSelect } from './list-select.tsx'
import { NumberInput } from './number-input.tsx'

/** What stands for a type where one is chosen: by control, so that most new types have one already. */
export const controlIcons: Record<ControlShape['kind'], ComponentType> = {
  line: FontSizeOutlined,
  lines: AlignLeftOutlined,
  number: NumberOutlined,
  amount: DollarOutlined,
  date: CalendarOutlined,
  datetime: ClockCircleOutlined,
  switch: CheckSquareOutlined,
  choice: UnorderedListOutlined,
  choices: OrderedListOutlined,
  identities: IdcardOutlined,
  rating: StarOutlined,
}

/** More options than this are chosen from a list that can be searched. */
const mostBoxes = 12

export interface ControlProps {
  control: ControlShape
  /** Of the element that a label belongs to and that takes the focus. */
  id: string
  /** In the contract's shape; null for none, `Unread` for what was typed and is none. */
  value: unknown
  onChange(value: unknown): void
  onBlur?: (() => void) | undefined
  labelledBy?: string | undefined
  label?: string | undefined
  describedBy?: string | undefined
  invalid?: boolean | undefined
  required?: boolean | undefined
  disabled?: boolean | undefined
}

/** Draws a field's control. Values go in and out in the shape the API has them. */
export function Control(props: ControlProps) {
  const { control, id, value, onChange, onBlur, disabled = false } = props
  const { t } = useTranslation()
  const aria = ariaOf(props)
  const clear = (
    <Button
      type="link"
      size="small"
      onClick={() => onChange(null)}
      aria-describedby={props.labelledBy}
    >
      {t('actions.clear')}
    </Button>
  )

  switch (control.kind) {
    case 'line':
      return (
        <Input
          {...aria}
          id={id}
          type={control.input === 'email' || control.input === 'tel' ? control.input : 'text'}
          inputMode={control.input}
          value={textOf(value)}
          disabled={disabled}
          status={props.invalid ? 'error' : ''}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      )
    case 'lines':
      return (
        <GrowingText
          {...aria}
          id={id}
          minRows={3}
          maxRows={12}
          value={textOf(value)}
          disabled={disabled}
          status={props.invalid ? 'error' : ''}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      )
    case 'number':
      return <NumberInput {...props} aria={aria} decimals={control.decimals} unit={control.unit} />
    case 'amount':
      return <AmountInput {...props} aria={aria} rules={control} />
    case 'date':
      return <DayInput {...props} aria={aria} />
    case 'datetime':
      return <InstantInput {...props} aria={aria} byMinute={control.byMinute ?? false} />
    case 'switch':
      return (
        <div className="cf-control-switch">
          <Checkbox
            {...aria}
            id={id}
            checked={value === true}
            disabled={disabled}
            onChange={(event) => onChange(event.target.checked)}
            {...(onBlur ? { onBlur } : {})}
          >
            {typeof value === 'boolean' ? t(`values.${value}`) : t('values.unset')}
          </Checkbox>
          {typeof value === 'boolean' && !props.required && !disabled && clear}
        </div>
      )
    case 'choice':
      return control.style === 'buttons' && areFew(control.options) ? (
        <div className="cf-control-radio">
          <Radio.Group
            {...groupAria(props)}
            id={id}
            value={value ?? null}
            disabled={disabled}
            options={control.options.map((option) => ({ value: option.id, label: option.text }))}
            onChange={(event) => onChange(event.target.value)}
          />
          {typeof value === 'string' && !props.required && !disabled && clear}
        </div>
      ) : (
        <ListSelect
          {...aria}
          id={id}
          className="cf-control-wide"
          allowClear={!props.required}
          placeholder={t('form.choose')}
          value={typeof value === 'string' ? value : null}
          disabled={disabled}
          status={props.invalid ? 'error' : ''}
          options={control.options.map((option) => ({ value: option.id, label: option.text }))}
          onChange={(chosen) => onChange(chosen ?? null)}
          onBlur={onBlur}
        />
      )
    case 'choices':
      return areFew(control.options) ? (
        <CheckboxList
          aria={groupAria(props)}
          value={listOf(value)}
          disabled={disabled}
          options={control.options.map((option) => ({ value: option.id, label: option.text }))}
          onChange={onChange}
        />
      ) : (
        <ListSelect
          {...aria}
          id={id}
          className="cf-control-wide"
          mode="multiple"
          placeholder={t('form.choose')}
          value={listOf(value)}
          disabled={disabled}
          status={props.invalid ? 'error' : ''}
          options={control.options.map((option) => ({ value: option.id, label: option.text }))}
          onChange={onChange}
          onBlur={onBlur}
        />
      )
    case 'rating':
      return (
        <div className="cf-control-radio">
          <Radio.Group
            {...groupAria(props)}
            id={id}
            optionType="button"
            value={value ?? null}
            disabled={disabled}
            options={control.choices.map((choice) => ({
              value: choice,
              label: (
                <Star
                  lit={Number(value) >= choice}
                  spoken={t('values.rated', {
                    value: choice,
                    most: control.most,
                    count: control.most,
                  })}
                />
              ),
            }))}
            onChange={(event) => onChange(event.target.value)}
          />
          {typeof value === 'number' && !props.required && !disabled && clear}
        </div>
      )
    case 'identities':
      return <IdentitiesInput {...props} input={control.input} values={listOf(value)} />
    default:
      return control satisfies never
  }
}

function Star({ lit, spoken }: { lit: boolean; spoken: string }) {
  return (
    <span title={spoken}>
      <span aria-hidden="true">{lit ? '★' : '☆'}</span>
      <span className="cf-hidden-text">{spoken}</span>
    </span>
  )
}

export type Aria = ReturnType<typeof ariaOf>

function ariaOf({ labelledBy, label, describedBy, invalid, required }: ControlProps) {
  return {
    ...(labelledBy ? { 'aria-labelledby': labelledBy } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(invalid ? { 'aria-invalid': true } : {}),
    ...(required ? { 'aria-required': true } : {}),
  }
}

/** Roles of groups know neither aria-invalid nor aria-required. */
function groupAria({ labelledBy, label, describedBy }: ControlProps) {
  return {
    role: 'group',
    ...(labelledBy ? { 'aria-labelledby': labelledBy } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
  }
}

/** Few enough to be all in sight; none at all would leave nothing to see. */
function areFew(options: readonly Option[]): boolean {
  return options.length > 0 && options.length <= mostBoxes
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
