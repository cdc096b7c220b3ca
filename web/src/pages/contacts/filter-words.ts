import type { TFunction } from 'i18next'
import {
  type Field,
  type FieldFilter,
  isRelative,
  type Operator,
  operators,
  displayOf,
} from '@cardfile/openapi'
import { fieldName } from '../../locales/contract-words.ts'
import { formatNumber } from '../../locales/format.ts'
import { localZone } from '../../field-form/local-zone.ts'
import { cellText } from '../../field-form/cell-text.ts'

/** An operator in words; times are "before" and "after" where numbers are "less" and "more". */
export function operatorLabel(t: TFunction, field: Field, operator: Operator): string {
  const { label } = operators[operator]
  const plain = t(`operators.any.${operator}`, { defaultValue: label })
  const { compare } = displayOf(field)
  if (compare !== 'time') return plain
  return t(`operators.time.${operator}` as 'operators.time.lt', { defaultValue: plain })
}

/** A condition in words: "City is Berlin". */
export function conditionWords(t: TFunction, field: Field, condition: FieldFilter): string {
  const { operand } = operators[condition.operator]
  const values = Array.isArray(condition.value) ? condition.value : [condition.value]
  if (isRelative(condition.operator)) return relativeWords(t, field, condition)
  return [
    fieldName(field),
    operatorLabel(t, field, condition.operator),
    operand === 'none'
      ? ''
      : values
          .map((value) => operandWords(t, field, operand === 'part', value))
          .join(operand === 'two' ? ` ${t('filter.to')} ` : ', '),
  ]
    .filter(Boolean)
    .join(' ')
}

/** The zone is told where it is not that of who reads. */
function relativeWords(t: TFunction, field: Field, condition: FieldFilter): string {
  const { operator, value, timeZone = 'UTC' } = condition
  const count = Number(value)
  return [
    fieldName(field),
    operatorLabel(t, field, operator),
    operators[operator].operand === 'days' &&
      t('filter.days', { count, formatted: formatNumber(count) }),
    timeZone !== localZone() && `(${timeZone})`,
  ]
    .filter(Boolean)
    .join(' ')
}

function operandWords(t: TFunction, field: Field, isPart: boolean, value: unknown): string {
  if (isPart) return `“${String(value)}”`
  const words = { yes: t('values.true'), no: t('values.false') }
  // A person's address may hold anything, also a value of another type.
  try {
    return cellText(field, displayOf(field).many ? [value] : value, words) ?? ''
  } catch {
    return String(value)
  }
}
