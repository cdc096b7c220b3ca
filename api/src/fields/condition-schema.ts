import {
  type Field,
  fieldsByKey,
  type FieldFilter,
  type Filter,
  isEmptyValue,
  isHidden,
  matches,
  namesField,
  type Operator,
  presenceConditions,
  readFilter,
  rulesOf,
} from '@cardfile/openapi'

/** A JSON Schema 2020-12. */
export type JsonSchema = Record<string, unknown> | boolean

const allOf = (parts: readonly JsonSchema[]): JsonSchema => {
  const [first, ...others] = parts.filter((part) => part !== true)
  if (first === undefined) return true
  return others.length === 0 ? first : { allOf: [first, ...others] }
}
const anyOf = (parts: readonly JsonSchema[]): JsonSchema => {
  const [first, ...others] = parts.filter((part) => part !== false)
  if (first === undefined) return false
  return parts.includes(true) ? true : others.length === 0 ? first : { anyOf: [first, ...others] }
}
export const not = (schema: JsonSchema): JsonSchema =>
  typeof schema === 'boolean' ? !schema : { not: schema }

/** A rule for values that meet a condition. */
export function ifThen(condition: JsonSchema, rule: JsonSchema): JsonSchema {
  // A word of JSON Schema, and nothing that is waited for.
  // oxlint-disable-next-line unicorn/no-thenable
  return { if: condition, then: rule }
}

const nothing = [{ type: 'null' }, { type: 'string', pattern: '^\\s*$' }]
/** What stands for no value: null, a text of blanks, a list without elements or of nothing else. */
export const noValue: JsonSchema = {
  anyOf: [...nothing, { type: 'array', items: { anyOf: nothing } }],
}

const sent = (key: string, value: JsonSchema): JsonSchema => ({
  required: [key],
  properties: { [key]: value },
})
export const notSent = (key: string): JsonSchema => ({ not: { required: [key] } })
export const sentWithValue = (key: string): JsonSchema => sent(key, { not: noValue })

/** Kinds of controls whose values have one spelling, so that a schema can say that two are the same. */
const exactKinds: ReadonlySet<string> = new Set([
  'choice',
  'choices',
  'switch',
  'number',
  'rating',
  'date',
])
const numberKinds: ReadonlySet<string> = new Set(['number', 'rating'])

/** Operators that an empty field meets. */
const metByNone: ReadonlySet<Operator> = new Set<Operator>([
  'ne',
  'nbetween',
  'nin',
  'nina',
  'null',
])

/**
 * A value that meets an operator, where there is one; null where a schema cannot say it: texts are compared
 * by their folds, times by their order, and what stands in another field has no place in a schema.
 */
function valueThatMeets(field: Field, { operator, value }: FieldFilter): JsonSchema | null {
  const rules = rulesOf(field)
  const { kind } = rules.control
  if (operator === 'null') return false
  if (operator === 'nnull') return true
  const operands: unknown[] = Array.isArray(value) ? value : [value]
  if (!exactKinds.has(kind) || operands.some(namesField)) return null
  const positive = positiveValue(operator, operands, rules.many, numberKinds.has(kind))
  return positive && (metByNone.has(operator) ? not(positive) : positive)
}

/** Of a negation what it negates. */
function positiveValue(
  operator: Operator,
  operands: readonly unknown[],
  many: boolean,
  ranges: boolean,
): JsonSchema | null {
  const [first, second] = operands
  if (many) {
    if (operator === 'in' || operator === 'nin') return { contains: { enum: operands } }
    if (operator === 'ina' || operator === 'nina')
      return allOf(operands.map((one) => ({ contains: { const: one } })))
    return null
  }
  if (['eq', 'ne', 'in', 'nin'].includes(operator)) return { enum: operands }
  if (!ranges) return null
  const bounds: Partial<Record<Operator, JsonSchema>> = {
    lt: { exclusiveMaximum: first },
    lte: { maximum: first },
    gt: { exclusiveMinimum: first },
    gte: { minimum: first },
    between: { minimum: first, maximum: second },
    nbetween: { minimum: first, maximum: second },
  }
  return bounds[operator] ?? null
}

/** Whether a schema can say all of a condition. */
export function isExpressible(field: Field, operator: Operator): boolean {
  const many = rulesOf(field).many
  const operand = ['between', 'nbetween'].includes(operator) ? [0, 1] : many ? ['a'] : 'a'
  return valueThatMeets(field, { field: field.key, operator, value: operand }) !== null
}

const nameOf = (key: string): string => `there_${key}`

/** Conditions of definitions as schemas of the values that a new contact is sent with. */
export class ConditionSchemas {
  readonly #byKey: ReadonlyMap<string, Field>

  constructor(fields: readonly Field[]) {
    this.#byKey = fieldsByKey(fields)
  }

  /** When a field is there; `true` for always, null where that cannot be said. */
  there(field: Field): JsonSchema | null {
    if (presenceConditions(field).length === 0) return true
    return this.#thereOf(field) === null ? null : { $ref: `#/$defs/${nameOf(field.key)}` }
  }

  /** What `there` refers to, by name. */
  definitions(): Record<string, JsonSchema> {
    const made: Record<string, JsonSchema> = {}
    for (const field of this.#byKey.values()) {
      const schema = presenceConditions(field).length > 0 ? this.#thereOf(field) : null
      if (schema !== null) made[nameOf(field.key)] = schema
    }
    return made
  }

  #thereOf(field: Field): JsonSchema | null {
    const parts = presenceConditions(field).map((filter) => this.met(filter))
    return parts.includes(null) ? null : allOf(parts.filter((part) => part !== null))
  }

  /** When a condition is met; null where a schema cannot say it. */
  met(filter: Filter): JsonSchema | null {
    if ('field' in filter) return this.#metBy(filter)
    const parts = filter.value.map((inner) => this.met(inner))
    if (parts.includes(null)) return null
    const known = parts.filter((part) => part !== null)
    return filter.operator === 'and' ? allOf(known) : anyOf(known)
  }

  #metBy(filter: FieldFilter): JsonSchema | null {
    const field = this.#byKey.get(filter.field)
    // What follows from a value would tell it, and so would the condition of a section.
    if (isHidden(field)) return null
    const value = field ? valueThatMeets(field, filter) : null
    const there = field ? this.there(field) : null
    if (!field || value === null || there === null) return null
    const { key, defaultValue } = field
    const ofNone = metByNone.has(filter.operator)
    const whenSent = sent(key, ofNone ? anyOf([noValue, value]) : allOf([{ not: noValue }, value]))
    const filled = this.filled(field)
    if (filled === null) return null
    const byDefault = isEmptyValue(defaultValue)
      ? false
      : allOf([filled, defaultMeets(field, filter)])
    const whenLeftOut = allOf([notSent(key), ofNone ? anyOf([not(filled), byDefault]) : byDefault])
    const read = anyOf([whenSent, whenLeftOut])
    return ofNone ? anyOf([not(there), read]) : allOf([there, read])
  }

  /** When a field that is there and left out gets a value: its default, if that is offered. */
  filled({ defaultValue, options = [] }: Field): JsonSchema | null {
    if (isEmptyValue(defaultValue)) return false
    const ids = new Set(Array.isArray(defaultValue) ? defaultValue : [defaultValue])
    const parts = options.flatMap(({ id, when }) => (when && ids.has(id) ? [this.met(when)] : []))
    return parts.includes(null) ? null : allOf(parts.filter((part) => part !== null))
  }
}

/** Whether a field's default meets a condition, which is known when the schema is made. */
function defaultMeets(field: Field, filter: FieldFilter): boolean {
  const read = readFilter(filter, [field])
  return (
    'condition' in read &&
    read.condition !== null &&
    matches(read.condition, { [field.key]: field.defaultValue })
  )
}
