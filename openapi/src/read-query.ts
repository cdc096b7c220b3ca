import { currencyOf } from './currencies/amount.ts'
import { type CodedReasons, ofField, type Reason, reason } from './reasons/reason.ts'
import { foldText } from './text/fold-text.ts'
import type { Field } from './field.ts'
import { fieldsByKey } from './fields-by-key.ts'
import { displayOf } from './field-display.ts'
import { namesField, OperandField } from './operand-field.ts'
import { conditionOfSpans, type Span } from './filter-spans.ts'
import { identityKey, rulesOf } from './field-rules.ts'
import { withWidestSettings } from './field-types/settings.ts'
import { textFault } from './field-types/text-rules.ts'
import {
  type ComparingOperator,
  isRelative,
  type Operator,
  operators,
  type RelativeOperator,
} from './field-types/operators.ts'
import { canonicalTimeZone } from './field-types/timezone.ts'
import { type FieldFilter, type Filter, mostConditions, type Sorter } from './query.ts'
import { reasonOfIssue } from './reasons/zod.ts'
import { mostDays, relativeDays } from './relative-days.ts'

/** Deeper trees than a person can build are refused before they are walked. */
const deepestFilter = 8

/** A condition whose field is known and whose operands are values of that field's type. */
export type Condition =
  | { field: Field; operator: ComparingOperator; operands: readonly unknown[] }
  | { operator: 'and' | 'or'; conditions: readonly Condition[] }

/** The fields that a condition asks for, as often as it does. */
export function fieldsOfCondition(condition: Condition): Field[] {
  return 'field' in condition
    ? [condition.field]
    : condition.conditions.flatMap((inner) => fieldsOfCondition(inner))
}

/**
 * Checks a filter against the definitions: an unknown field, an operator its type lacks or an
 * operand of another type is refused by name, never ignored. What is relative to today is read as the days
 * that it stands for.
 *
 * @param now milliseconds since 1970
 * @param options.takesFields whether an operand may name a field, for what is judged contact by contact
 */
export function readFilter(
  filter: Filter | undefined,
  fields: readonly Field[],
  now = Date.now(),
  { takesFields = false } = {},
): { condition: Condition | null } | { errors: CodedReasons } {
  if (filter === undefined) return { condition: null }
  const errors = new Map<string, Reason[]>()
  let conditions = 0
  const fault = (path: string, told: Reason) => {
    errors.set(path, [...(errors.get(path) ?? []), told])
    return { operator: 'and' as const, conditions: [] }
  }
  const read = (node: Filter, path: string, depth: number): Condition => {
    if (++conditions > mostConditions || depth > deepestFilter)
      return fault(
        'filter',
        reason('too_many_conditions', { most: mostConditions, deep: deepestFilter }),
      )
    if (!('field' in node))
      return {
        operator: node.operator,
        conditions: node.value.map((inner, index) => read(inner, `${path}.${index}`, depth + 1)),
      }
    const field = fieldsByKey(fields).get(node.field)
    if (!field) return fault(path, reason('unknown_field_key', { key: node.field }))
    if (field.masked && !ofMasked.has(node.operator))
      return fault(path, reason('masked_filter', { field: field.name }))
    if (!rulesOf(field).operators.includes(node.operator))
      return fault(
        path,
        reason('operator_not_taken', { field: field.name, operator: node.operator }),
      )
    const { operator } = node
    if (isRelative(operator)) {
      const days = readRelative(field, { ...node, operator }, now)
      return 'fault' in days ? fault(path, days.fault) : days
    }
    if (node.timeZone !== undefined) return fault(path, reason('time_zone_not_taken', { operator }))
    const named = takesFields ? fieldsByKey(fields) : noFields
    const operands = readOperands(field, { ...node, operator }, named)
    return 'fault' in operands
      ? fault(path, operands.fault)
      : conditionOfSpans(field, operator, operands.spans)
  }
  const condition = read(filter, 'filter', 1)
  return errors.size > 0 ? { errors: Object.fromEntries(errors) } : { condition }
}

/** What may be asked of values of which only masks are seen: whether they are whole ones that one knows. */
const ofMasked: ReadonlySet<Operator> = new Set(['eq', 'in'])

/** The operators that are taken where whoever asks sees the field as it is given here. */
export function operatorsOf(field: Field): readonly Operator[] {
  const { operators: all } = displayOf(field)
  return field.masked ? all.filter((operator) => ofMasked.has(operator)) : all
}

const noFields: ReadonlyMap<string, Field> = new Map()

const arity = { none: 0, one: 1, part: 1, two: 2, many: Infinity } as const
const mostOperands = 1_000
const longestPart = 256

type Asked<O extends Operator> = FieldFilter & { operator: O }

function readRelative(
  field: Field,
  { operator, value, timeZone = 'UTC' }: Asked<RelativeOperator>,
  now: number,
): Condition | { fault: Reason } {
  const zone = canonicalTimeZone(timeZone)
  if (zone === null) return { fault: reason('not_time_zone') }
  const takesDays = operators[operator].operand === 'days'
  const count = takesDays ? value : 0
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0 || count > mostDays)
    return { fault: ofField(field.name, reason('not_whole_within', { least: 0, most: mostDays })) }
  const days = relativeDays(operator, count, { now, timeZone: zone })
  const operands = rulesOf(field).spanOfDays(...days, zone)
  if (operands === null) throw new RangeError(`${field.key} holds no times`)
  return { field, operator: 'between', operands }
}

function readOperands(
  field: Field,
  { operator, value }: Asked<ComparingOperator>,
  operandFields: ReadonlyMap<string, Field>,
): { spans: Span[] } | { fault: Reason } {
  const { operand } = operators[operator]
  const wanted = arity[operand]
  if (wanted === 0) return { spans: [] }
  const given = wanted === 1 ? [value] : Array.isArray(value) ? value : null
  if (given === null || (wanted === 2 && given.length !== 2) || given.length === 0)
    return { fault: wanted === 2 ? reason('two_values_needed') : reason('values_needed') }
  if (given.length > mostOperands)
    return { fault: reason('too_many_operands', { most: mostOperands }) }
  if (operand === 'part') {
    if (typeof value !== 'string' || value === '' || value.length > longestPart)
      return { fault: reason('part_needed', { most: longestPart }) }
    const fault = textFault(value)
    if (fault) return { fault }
    // Everyone would have it in their text, and nobody be without it.
    if (foldText(value) === '') return { fault: reason('only_accents') }
    return { spans: [[value, value]] }
  }
  const spans: Span[] = []
  for (const one of given) {
    const other = namesField(one) ? operandFields.get(String(one.field)) : undefined
    if (other) {
      const named = new OperandField(other)
      spans.push([named, named])
      continue
    }
    const verdict = readOperand(field, one)
    if ('fault' in verdict) return { fault: ofField(field.name, verdict.fault) }
    spans.push(rulesOf(field).span(one) ?? [verdict.operand, verdict.operand])
  }
  if (wanted === 2 && rulesOf(field).compare === 'amount' && !areOfOneCurrency(spans))
    return { fault: ofField(field.name, reason('currencies_differ')) }
  return { spans }
}

/** What another field has is not known before it is compared. */
function areOfOneCurrency(spans: readonly Span[]): boolean {
  const codes = spans.flatMap(([amount]) =>
    typeof amount === 'string' ? [currencyOf(amount)] : [],
  )
  return new Set(codes).size <= 1
}

const unbounded = new WeakMap<Field, Field>()

/**
 * The field without the bounds its values have: "less than 0" is a fair question to ask of a field
 * whose values begin at 0, and its answer is nobody.
 */
function withoutBounds(field: Field): Field {
  let free = unbounded.get(field)
  if (!free) {
    free = withWidestSettings(field)
    unbounded.set(field, free)
  }
  return free
}

function readOperand(field: Field, value: unknown): { operand: unknown } | { fault: Reason } {
  const rules = rulesOf(field.kind === 'I' ? field : withoutBounds(field))
  if (field.kind === 'I') {
    if (typeof value !== 'string') return { fault: reason('not_text') }
    const fault = textFault(value)
    // Compared by key: another spelling of the same identity is the same identity. What is no
    // identity at all is nobody's, which is an answer and no fault.
    return fault ? { fault } : { operand: identityKey(field, value) ?? value }
  }
  const verdict = rules.value.safeParse(rules.many && !Array.isArray(value) ? [value] : value)
  if (!verdict.success) {
    const [issue] = verdict.error.issues
    return { fault: issue ? reasonOfIssue(issue) : reason('not_valid') }
  }
  const read = verdict.data
  return { operand: rules.many && Array.isArray(read) ? read[0] : read }
}

/** Checks sorters against the definitions; lists have no order to sort by but their first element. */
export function readSorters(
  sorters: readonly Sorter[] | undefined,
  fields: readonly Field[],
): { order: { field: Field; descending: boolean }[] } | { fault: Reason } {
  const order: { field: Field; descending: boolean }[] = []
  for (const sorter of sorters ?? []) {
    const field = fieldsByKey(fields).get(sorter.field)
    if (!field) return { fault: reason('unknown_field_key', { key: sorter.field }) }
    if (field.masked) return { fault: reason('masked_sort', { field: field.name }) }
    if (order.some((other) => other.field === field))
      return { fault: reason('sorted_twice', { key: sorter.field }) }
    order.push({ field, descending: sorter.order === 'desc' })
  }
  return { order }
}
