import {
  canBeRequired,
  type ConditionalFields,
  conditionalFields,
  presenceConditions,
} from './conditional-fields.ts'
import { derivedOnce } from './derived.ts'
import { type Field, isComputed, nameKey } from './field.ts'
import { type FieldRules, rulesOf } from './field-rules.ts'
import { type Reason, reason } from './reasons/reason.ts'
import { isEmptyValue, type Values } from './values.ts'

export interface Known {
  field: Field
  rules: FieldRules
  computed: boolean
}

export interface Facts {
  byKey: ReadonlyMap<string, Known>
  identities: readonly Field[]
  required: readonly Field[]
  /** Fields whose default fills them in any contact. */
  withDefault: readonly Field[]
  someDefault: boolean
  /** Those that depend on others; null where none does. */
  conditional: ConditionalFields | null
  /** Whether there are any whose values whoever asks may not set. */
  someLocked: boolean
}

function mayLackItsDefault(field: Field): boolean {
  return presenceConditions(field).length > 0 || (field.options?.some(({ when }) => when) ?? false)
}

/** What is asked of the definitions for every row of a file. */
export const factsOf = derivedOnce((fields): Facts => ({
  byKey: new Map(
    fields.map((field) => [
      field.key,
      { field, rules: rulesOf(field), computed: isComputed(field) },
    ]),
  ),
  identities: fields.filter(({ kind }) => kind === 'I'),
  // Whether a conditional field is there, and lacks a value, is told by its conditions.
  required: fields.filter(isRequired),
  withDefault: fields.filter(
    (field) => !isEmptyValue(field.defaultValue) && !mayLackItsDefault(field),
  ),
  someDefault: fields.some(({ defaultValue }) => !isEmptyValue(defaultValue)),
  conditional: conditionalFields(fields),
  someLocked: fields.some(({ editable }) => editable === false),
}))

/** The identity fields among them, in their order. */
export function identityFieldsOf(fields: readonly Field[]): readonly Field[] {
  return factsOf(fields).identities
}

/**
 * Whether every contact needs a value: never in a hidden field, nor in one that is not always there or that
 * whoever asks may not fill in; the name always.
 */
export function isRequired(field: Field): boolean {
  const isAlwaysThere = presenceConditions(field).length === 0
  return field.key === nameKey || (field.required && isAlwaysThere && canBeRequired(field))
}

export function hasIdentity(fields: readonly Field[], values: Values): boolean {
  return factsOf(fields).identities.some(({ key }) => !isEmptyValue(values[key]))
}

/** Says what would do, in the order the form shows it. */
export function missingIdentityReason(fields: readonly Field[]): Reason {
  const names = fields
    .filter(({ kind, visible, unseen }) => kind === 'I' && visible && !unseen)
    .map(({ name }) => name)
  return reason('identity_missing', { fields: names })
}
