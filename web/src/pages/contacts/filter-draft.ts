import {
  type Control,
  type Field,
  type FieldFilter,
  type Filter,
  isRelative,
  mostDays,
  type Operator,
  operators,
  rulesOf,
} from '@cardfile/openapi'

/** A condition while it is being written. */
export interface DraftCondition {
  /** For lists that change while they are shown. */
  rowId: number
  field: string
  operator: Operator
  value: unknown
  /** Of what is relative to today. */
  timeZone?: string | undefined
}

interface FilterDraft {
  join: 'and' | 'or'
  conditions: DraftCondition[]
}

let lastRowId = 0

export function newCondition(field: Field): DraftCondition {
  return {
    rowId: ++lastRowId,
    field: field.key,
    operator: rulesOf(field).operators[0] ?? 'null',
    value: null,
  }
}

/** @returns null for a filter with groups inside groups, which this editor cannot show. */
export function draftOf(filter: Filter | null): FilterDraft | null {
  if (!filter) return { join: 'and', conditions: [] }
  if ('field' in filter) return { join: 'and', conditions: [draftCondition(filter)] }
  const conditions = filter.value.flatMap((node) => ('field' in node ? [draftCondition(node)] : []))
  if (conditions.length < filter.value.length) return null
  return { join: filter.operator, conditions }
}

function draftCondition({ field, operator, value, timeZone }: FieldFilter): DraftCondition {
  return { rowId: ++lastRowId, field, operator, value: value ?? null, timeZone }
}

export function filterOf({ join, conditions }: FilterDraft): Filter | null {
  const nodes = conditions.map(({ field, operator, value, timeZone }): FieldFilter => ({
    field,
    operator,
    ...(operators[operator].operand !== 'none' && { value }),
    ...(isRelative(operator) && timeZone !== undefined && { timeZone }),
  }))
  const [first, ...others] = nodes
  if (!first) return null
  return others.length === 0 ? first : { operator: join, value: nodes }
}

/**
 * The condition with another operator; its value is kept where it still has the right form.
 *
 * @param zone the one whose today is meant from now on, where none was
 */
export function withOperator(
  condition: DraftCondition,
  operator: Operator,
  zone: string,
): DraftCondition {
  const same = operators[condition.operator].operand === operators[operator].operand
  return {
    ...condition,
    operator,
    value: same ? condition.value : null,
    timeZone: condition.timeZone ?? zone,
  }
}

/** What one operand is edited with: the field's own control, where that takes a single value. */
export function operandControl(field: Field, operator: Operator): Control {
  const { control } = rulesOf(field)
  const line: Control = { kind: 'line', maxLength: 256, input: 'text' }
  if (operators[operator].operand === 'part') return line
  if (operators[operator].operand === 'days')
    return { kind: 'number', min: 0, max: mostDays, decimals: 0, unit: null }
  if (control.kind === 'identities' || control.kind === 'lines' || control.kind === 'line')
    return line
  if (control.kind === 'datetime') return { ...control, byMinute: true }
  if (control.kind === 'choices') return { kind: 'choice', style: 'list', options: control.options }
  return control.kind === 'choice' ? { ...control, style: 'list' } : control
}
