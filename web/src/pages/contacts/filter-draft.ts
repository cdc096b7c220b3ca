import {
  type Control,
  type Field,
  type FieldFilter,
  type Filter,
  isRelative,
  mostDays,
  type Operator,
  operators,
  operatorsOf,
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

/** Conditions and groups of them, all or any of which are to be met. */
export interface DraftGroup {
  rowId: number
  join: 'and' | 'or'
  parts: DraftPart[]
}

export type DraftPart = DraftCondition | DraftGroup

let lastRowId = 0

export function newCondition(field: Field): DraftCondition {
  return {
    rowId: ++lastRowId,
    field: field.key,
    operator: operatorsOf(field)[0] ?? 'null',
    value: null,
  }
}

export function newGroup(join: DraftGroup['join'], parts: DraftPart[]): DraftGroup {
  return { rowId: ++lastRowId, join, parts }
}

/** A filter as it is edited; one condition alone is in a group as well. */
export function draftOf(filter: Filter | null): DraftGroup {
  if (!filter) return newGroup('and', [])
  const part = draftPart(filter)
  return 'parts' in part ? part : newGroup('and', [part])
}

function draftPart(filter: Filter): DraftPart {
  if (!('field' in filter)) return newGroup(filter.operator, filter.value.map(draftPart))
  return draftCondition(filter)
}

function draftCondition({ field, operator, value, timeZone }: FieldFilter): DraftCondition {
  return { rowId: ++lastRowId, field, operator, value: value ?? null, timeZone }
}

/** @returns null where there is no condition at all; any of none is a condition, which nobody meets */
export function filterOf(draft: DraftGroup): Filter | null {
  return draft.parts.length === 0 && draft.join === 'and' ? null : filterOfPart(draft)
}

function filterOfPart(part: DraftPart): Filter {
  if (!('parts' in part)) return filterOfCondition(part)
  const nodes = part.parts.map(filterOfPart)
  const [first, ...others] = nodes
  return first && others.length === 0 ? first : { operator: part.join, value: nodes }
}

export function filterOfCondition(condition: DraftCondition): FieldFilter {
  const { field, operator, value, timeZone } = condition
  return {
    field,
    operator,
    ...(operators[operator].operand !== 'none' && { value }),
    ...(isRelative(operator) && timeZone !== undefined && { timeZone }),
  }
}

/** All conditions of a group and the groups in it, in the order in which they are read. */
export function conditionsIn(group: DraftGroup): DraftCondition[] {
  return group.parts.flatMap((part) => ('parts' in part ? conditionsIn(part) : [part]))
}

/** All groups in a group, in the order in which they are read, itself not among them. */
export function groupsIn(group: DraftGroup): DraftGroup[] {
  return group.parts.flatMap((part) => ('parts' in part ? [part, ...groupsIn(part)] : []))
}

/**
 * A group with a part changed; null takes it out, and with it a group that has no other. Whoever takes out the
 * last condition of all wants none, whichever way they were joined.
 */
export function withPart(group: DraftGroup, rowId: number, changed: DraftPart | null): DraftGroup {
  const parts = group.parts.flatMap((part): DraftPart[] => {
    if (part.rowId === rowId) return changed ? [changed] : []
    if (!('parts' in part)) return [part]
    const inner = withPart(part, rowId, changed)
    return inner.parts.length === 0 && part.parts.length > 0 ? [] : [inner]
  })
  const isEmptied = parts.length === 0 && group.parts.length > 0
  return { ...group, ...(isEmptied && { join: 'and' as const }), parts }
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
