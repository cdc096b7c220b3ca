import { type Field, isComputed } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import { rulesOf } from './field-rules.ts'
import { isRelative, type Operator, operators } from './field-types/operators.ts'
import { type FieldFilter, type Filter } from './field-types/filter.ts'
import { type Condition, readFilter } from './read-query.ts'
import { type CodedReasons, type Reason, reason } from './reasons/reason.ts'
import { namesField, operandFieldsIn } from './operand-field.ts'

/**
 * @returns the operators that conditions of a field take, in the order its type declares them: those with the
 *   same answer on every day and wherever they are asked, in the form as in the database
 */
export function conditionOperators(field: Field): Operator[] {
  return rulesOf(field).operators.filter((operator) => !isRelative(operator))
}

/**
 * Whether a condition by whoever sees a field like this may look at it: not at times that every write moves, nor
 * at values of which they see masks.
 */
export function isConditionInput(field: Field): boolean {
  return !isComputed(field) && !field.masked
}

/** Whether an operand may name one field where the condition is on another one. */
export function isOperandFor(field: Field, operand: Field): boolean {
  return (
    operand.id !== field.id &&
    operand.type === field.type &&
    operand.kind !== 'I' &&
    field.kind !== 'I' &&
    !isComputed(operand) &&
    !rulesOf(field).many
  )
}

/**
 * A condition of a definition, read. It is a filter as `readFilter` takes it, of which an operand may also
 * name another field of the same type: `{"field": "ends", "operator": "lt", "value": {"field": "begins"}}`.
 *
 * @returns the condition, and the filter it was read from with options by their ids; or reasons by their
 *   path below `filter`
 */
export function readFieldCondition(
  filter: Filter,
  fields: readonly Field[],
): { condition: Condition; filter: Filter } | { errors: CodedReasons } {
  const errors = faultsBeyondFilters(filter, fields, 'filter')
  const read = readFilter(filter, fields, undefined, { takesFields: true })
  if ('errors' in read) return { errors: { ...read.errors, ...errors } }
  if (Object.keys(errors).length > 0 || !read.condition) return { errors }
  return { condition: read.condition, filter: settled(filter, fields) }
}

function faultsBeyondFilters(
  filter: Filter,
  fields: readonly Field[],
  path: string,
  depth = 0,
): CodedReasons {
  // Deeper ones are refused for that, by `readFilter`.
  if (depth > 10) return {}
  if (!('field' in filter))
    return Object.assign(
      {},
      ...filter.value.map((inner, index) =>
        faultsBeyondFilters(inner, fields, `${path}.${index}`, depth + 1),
      ),
    )
  const fault = faultOf(filter, fields)
  return fault ? { [path]: [fault] } : {}
}

function faultOf({ field: key, operator, value }: FieldFilter, fields: readonly Field[]) {
  const byKey = fieldsByKey(fields)
  const field = byKey.get(key)
  if (!field) return null
  if (isComputed(field)) return reason('condition_on_computed', { field: field.name })
  if (isRelative(operator)) return reason('condition_on_today')
  const named = operandFieldsIn(value)
  if (named.length === 0) return null
  return namedFault(field, operator, named, byKey)
}

function namedFault(
  field: Field,
  operator: Operator,
  named: readonly unknown[],
  byKey: ReadonlyMap<string, Field>,
): Reason | null {
  const { operand } = operators[operator]
  if (operand !== 'one' && operand !== 'two')
    return reason('operand_field_not_taken', { operator, field: field.name })
  for (const key of named) {
    const other = byKey.get(String(key))
    if (!other) return reason('unknown_field_key', { key: String(key) })
    if (!isOperandFor(field, other))
      return reason('operand_field_of_other_type', { other: other.name, field: field.name })
  }
  return null
}

/** With options by their ids, so that they can be renamed. */
function settled(filter: Filter, fields: readonly Field[]): Filter {
  if (!('field' in filter))
    return { ...filter, value: filter.value.map((inner) => settled(inner, fields)) }
  const field = fieldsByKey(fields).get(filter.field)
  const { operand } = operators[filter.operator]
  if (!field || field.kind === 'I' || operand === 'part' || operand === 'none') return filter
  const rules = rulesOf(field)
  const one = (value: unknown): unknown => {
    if (namesField(value) || rules.span(value) !== null) return value
    const verdict = rules.value.safeParse(rules.many && !Array.isArray(value) ? [value] : value)
    if (!verdict.success) return value
    return rules.many && Array.isArray(verdict.data) ? verdict.data[0] : verdict.data
  }
  const { value } = filter
  return { ...filter, value: Array.isArray(value) ? value.map(one) : one(value) }
}

/** The keys of the fields that a condition looks at, each once. */
export function inputsOf(filter: Filter): string[] {
  const keys = new Set<string>()
  const walk = (node: Filter): void => {
    if (!('field' in node)) return node.value.forEach(walk)
    keys.add(node.field)
    for (const key of operandFieldsIn(node.value)) keys.add(String(key))
  }
  walk(filter)
  return [...keys]
}
