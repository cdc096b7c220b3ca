import { derivedOnce } from './derived.ts'
import { type Field, isComputed, isFixed, nameKey } from './field.ts'
import { conditionsStated, type StatedCondition } from './field-conditions.ts'
import type { Filter } from './field-types/filter.ts'
import { rulesOf } from './field-rules.ts'
import { meets } from './meets.ts'
import { inputsOf, readFieldCondition } from './read-field-condition.ts'
import type { Condition } from './read-query.ts'
import { isEmptyValue, noValues, type Values } from './values.ts'

/** A condition that is read once for all contacts. */
export interface ReadyCondition {
  isMet: (seen: Values) => boolean
  /** Keys of the fields that it looks at. */
  inputs: readonly string[]
}

/** A field that depends on others. */
export interface ConditionalField {
  field: Field
  key: string
  /** All of them are met where the field is there. */
  there: readonly ReadyCondition[]
  required: ReadyCondition | null
  readOnly: ReadyCondition | null
  /** By the ids of options that are not always offered. */
  options: ReadonlyMap<string, ReadyCondition & { text: string }> | null
}

export interface ConditionalFields {
  all: readonly ConditionalField[]
  /** Their keys and those of all fields that their conditions look at. */
  keys: ReadonlySet<string>
  /** Those that are not always there, each behind those that it is there by. */
  byDependence: readonly ConditionalField[]
}

const derived = derivedOnce((fields) => ({ conditional: conditionalAmong(fields) }))

/** The fields that depend on others; null where none does. Read once for each list of definitions. */
export function conditionalFields(fields: readonly Field[]): ConditionalFields | null {
  return derived(fields).conditional
}

function conditionalAmong(fields: readonly Field[]): ConditionalFields | null {
  const all = fields.filter(isConditional).map((field) => conditionalField(field, fields))
  return all.length === 0 ? null : { all, keys: keysOf(all), byDependence: byDependence(all) }
}

function keysOf(all: readonly ConditionalField[]): ReadonlySet<string> {
  return new Set(
    all.flatMap(({ key, there, required, readOnly, options }) => [
      key,
      ...[...there, required, readOnly, ...(options?.values() ?? [])].flatMap(
        (condition) => condition?.inputs ?? [],
      ),
    ]),
  )
}

/** Whether what becomes of a change depends on values that it does not have. */
export function touchesConditions(fields: readonly Field[], sent: Values): boolean {
  const conditional = conditionalFields(fields)
  return conditional !== null && Object.keys(sent).some((key) => conditional.keys.has(key))
}

function isConditional(field: Field): boolean {
  return presenceConditions(field).length > 0 || conditionsStated(field).length > 0
}

/**
 * What must all be met for a field to be there: its own condition and that of its section. The name is always
 * there, whichever section it stands in, and so are the times of a contact.
 */
export function presenceConditions(field: Field): Filter[] {
  if (field.key === nameKey || isComputed(field)) return []
  return [field.visibleWhen, field.sectionVisibleWhen].filter((filter) => filter != null)
}

function conditionalField(field: Field, fields: readonly Field[]): ConditionalField {
  const stated = conditionsStated(field)
  const own = (place: StatedCondition['place']) => {
    const filter = stated.find((one) => one.place === place)?.filter
    return filter ? readyCondition(filter, fields) : null
  }
  const options = stated.flatMap(({ option, filter }) => {
    const ready = option && readyCondition(filter, fields)
    return ready ? [[option.id, { ...ready, text: option.text }] as const] : []
  })
  return {
    field,
    key: field.key,
    there: presenceConditions(field).flatMap((filter) => readyCondition(filter, fields) ?? []),
    required: own('requiredWhen'),
    readOnly: own('readOnlyWhen'),
    options: options.length === 0 ? null : new Map(options),
  }
}

/** @returns null for one on a field that is not among these: who may not see it leaves the server to judge */
function readyCondition(filter: Filter, fields: readonly Field[]): ReadyCondition | null {
  const read = readFieldCondition(filter, fields)
  if ('errors' in read) return null
  const { condition }: { condition: Condition } = read
  return {
    isMet: emptiness(condition) ?? equality(condition) ?? ((seen) => meets(condition, seen)),
    inputs: inputsOf(filter),
  }
}

/** Whether there is a value at all is told without its fold. Null for any other condition. */
function emptiness(condition: Condition): ReadyCondition['isMet'] | null {
  if (!('field' in condition)) return null
  const { key } = condition.field
  if (condition.operator === 'null') return (seen) => isEmptyValue(seen[key])
  return condition.operator === 'nnull' ? (seen) => !isEmptyValue(seen[key]) : null
}

/**
 * Nearly all conditions ask for one of a few options, of every row of a file: that is told without what
 * `matches` makes of other values first. Null for any other condition.
 */
function equality(condition: Condition): ReadyCondition['isMet'] | null {
  if (!('field' in condition)) return null
  const { field, operator, operands } = condition
  const { options } = field
  if (!options || field.kind === 'I' || rulesOf(field).many) return null
  if (!['eq', 'ne', 'in', 'nin'].includes(operator) || !operands.every(isText)) return null
  const wanted = new Set<unknown>(operands)
  const isNegation = operator === 'ne' || operator === 'nin'
  return (seen) => wanted.has(seen[field.key]) !== isNegation
}

const isText = (operand: unknown): boolean => typeof operand === 'string'

function byDependence(all: readonly ConditionalField[]): ConditionalField[] {
  const left = new Map(all.filter(({ there }) => there.length > 0).map((one) => [one.key, one]))
  const ordered: ConditionalField[] = []
  const place = (one: ConditionalField): void => {
    if (!left.delete(one.key)) return
    for (const { inputs } of one.there)
      for (const key of inputs) {
        const input = left.get(key)
        if (input) place(input)
      }
    ordered.push(one)
  }
  for (const one of all) place(one)
  return ordered
}

/** Which fields are there for a contact. */
export interface Presence {
  /** Keys of those that are not. */
  absent: ReadonlySet<string>
  /** The values of those that are: what conditions are asked of. */
  seen: Values
}

const nothing: ReadonlySet<string> = new Set()

/**
 * Which fields are there, in the order in which they depend on each other: one that is not reads as empty to
 * those behind it.
 *
 * @param fill asked for the value of each field that turns out to be there and has none
 */
export function presenceIn(
  { byDependence: ordered }: ConditionalFields,
  values: Values,
  fill?: (field: ConditionalField) => unknown,
): Presence {
  let seen = values
  let absent: Set<string> | null = null
  const change = (key: string, value: unknown) => {
    if (seen === values) seen = Object.assign(noValues(), values)
    if (value === undefined) delete seen[key]
    else seen[key] = value
  }
  for (const one of ordered) {
    const { key, there } = one
    if (there.every(({ isMet }) => isMet(seen))) {
      const value = seen[key] === undefined ? fill?.(one) : undefined
      if (value !== undefined) change(key, value)
      continue
    }
    ;(absent ??= new Set()).add(key)
    if (seen[key] !== undefined) change(key, undefined)
  }
  return { absent: absent ?? nothing, seen }
}

/** Keys of fields that a contact has locked by a condition, by what is stored of it. */
export function lockedIn(fields: readonly Field[], stored: Values): ReadonlySet<string> {
  const conditional = conditionalFields(fields)
  const locking = conditional?.all.filter(({ readOnly }) => readOnly !== null) ?? []
  if (!conditional || locking.length === 0) return nothing
  const { seen } = presenceIn(conditional, stored)
  const locked = locking.filter(({ readOnly }) => readOnly?.isMet(seen)).map(({ key }) => key)
  return locked.length === 0 ? nothing : new Set(locked)
}

/** Whether whoever asks can be asked for a value at all. */
export function canBeRequired(field: Field): boolean {
  return field.visible && field.editable !== false && !isComputed(field)
}

/** What becomes of a field in a form, as somebody types. */
export interface FieldState {
  isThere: boolean
  isRequired: boolean
  isReadOnly: boolean
  /** Ids of options that are not offered. */
  withheld: ReadonlySet<string>
}

/**
 * The states of fields that depend on others, by key; of those whose conditions whoever asks may not see none
 * is known.
 *
 * @param values as they are typed
 * @param stored what the contact has; null for one that is new
 */
export function fieldStates(
  fields: readonly Field[],
  values: Values,
  stored: Values | null,
): ReadonlyMap<string, FieldState> {
  const conditional = conditionalFields(fields)
  if (!conditional) return new Map()
  const { absent, seen } = presenceIn(conditional, values)
  const locked = stored ? lockedIn(fields, stored) : nothing
  return new Map(
    conditional.all.map(({ key, field, required, options }) => [
      key,
      {
        isThere: !absent.has(key),
        isRequired: canBeRequired(field) && (field.required || (required?.isMet(seen) ?? false)),
        isReadOnly: stored !== null && (isFixed(field) || locked.has(key)),
        withheld: new Set(
          [...(options ?? [])].flatMap(([id, { isMet }]) => (isMet(seen) ? [] : [id])),
        ),
      },
    ]),
  )
}
