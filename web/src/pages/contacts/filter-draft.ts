import {
  type Control,
  type Field,
  type FieldFilter,
  type Filter,
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

function draftCondition({ field, operator, value }: FieldFilter): DraftCondition {
  return { rowId: ++lastRowId, field, operator, value: value ?? null }
}

export function filterOf({ join, conditions }: FilterDraft): Filter | null {
  const nodes = conditions.map(({ field, operator, value }): FieldFilter => {
    const { operand } = operators[operator]
    return operand === 'none' ? { field, operator } : { field, operator, value }
  })
  const [first, ...others] = nodes
  if (!first) return null
  return others.length === 0 ? first : { operator: join, value: nodes }
}

/** The condition with another operator; its value is kept where it still has the right form. */
export function withOperator(condition: DraftCondition, operator: Operator): DraftCondition {
  const same = operators[condition.operator].operand === operators[operator].operand
  return { ...condition, operator, value: same ? condition.value : null }
}

/** What one operand is edited with: the field's own control, where that takes a single value. */
export function operandControl(field: Field, operator: Operator): Control {
  const { control } = rulesOf(field)
  const line: Control = { kind: 'line', maxLength: 256, input: 'text' }
  if (operators[operator].operand === 'part') return line
  if (control.kind === 'identities' || control.kind === 'lines' || control.kind === 'line')
    return line
  if (control.kind === 'datetime') return { ...control, byMinute: true }
  if (control.kind === 'choices') return { kind: 'choice', style: 'list', options: control.options }
  return control.kind === 'choice' ? { ...control, style: 'list' } : control
}
