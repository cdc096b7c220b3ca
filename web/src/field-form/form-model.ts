import { wordsOf } from '../locales/reason-words.ts'
import {
  contactSchema,
  type Field,
  type FieldState,
  fieldStates,
  isComputed,
  isEmptyValue,
  type Reasons,
  codedReasonsOf,
  sameValue,
  Unread,
  type Values,
} from '@cardfile/openapi'

/** Where reasons stand that no field is to blame for: a contact without any identity. */
export const identitiesErrorPath = 'identities'

/** Fields a form shows, in its order. */
export function formFields(fields: readonly Field[]): Field[] {
  return fields.filter((field) => field.visible && !isComputed(field))
}

/**
 * The states of fields that depend on others, by what is typed. What is typed and no value yet is none to them.
 *
 * @param stored what the contact has; null for a new one
 */
export function statesOf(
  fields: readonly Field[],
  values: Values,
  stored: Values | null,
): ReadonlyMap<string, FieldState> {
  const read = Object.entries(values).filter(([, value]) => !(value instanceof Unread))
  return fieldStates(fields, Object.fromEntries(read), stored)
}

/**
 * Fields of a form that are there by what is typed: what others hold is neither shown nor sent.
 *
 * @param stored what the contact has; null for a new one
 */
export function fieldsThere(
  fields: readonly Field[],
  values: Values,
  stored: Values | null,
): Field[] {
  const states = statesOf(fields, values, stored)
  return formFields(fields).filter(({ key }) => states.get(key)?.isThere ?? true)
}

/** What a new contact's form begins with. */
export function startingValues(fields: readonly Field[]): Values {
  return Object.fromEntries(
    formFields(fields).flatMap(({ key, defaultValue }) =>
      isEmptyValue(defaultValue) ? [] : [[key, defaultValue]],
    ),
  )
}

/** Emptied rows of a list are no values; a form keeps them while somebody types. */
function withoutBlanks(value: unknown): unknown {
  return Array.isArray(value) ? value.filter((one) => !isEmptyValue(one)) : value
}

/** The body of a creation: what was filled in, and null where a default was taken out. */
export function valuesToCreate(fields: readonly Field[], values: Values): Values {
  const body: Values = {}
  for (const { key, defaultValue, editable } of fieldsThere(fields, values, null))
    if (editable === false) continue
    else if (!isEmptyValue(values[key])) body[key] = withoutBlanks(values[key])
    else if (!isEmptyValue(defaultValue)) body[key] = null
  return body
}

/** The body of a change: only what differs from `before`; null clears. */
export function changedValues(fields: readonly Field[], before: Values, values: Values): Values {
  const body: Values = {}
  for (const { key } of fieldsThere(fields, values, before)) {
    const value = withoutBlanks(values[key])
    if (!sameValue(value, before[key])) body[key] = isEmptyValue(value) ? null : value
  }
  return body
}

/** What was typed after a form's values were sent. */
export function changedSince(sent: Values, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !sameValue(value, sent[key])),
  )
}

/**
 * Judges a form by the very rules the server uses.
 *
 * @param before the stored values where the contact exists already
 * @returns reasons by `values.<key>` and `identities`; empty where all is well
 */
export function judge(fields: readonly Field[], values: Values, before?: Values): Reasons {
  const verdict = before
    ? contactSchema(fields, 'patch', { current: before }).safeParse(
        changedValues(fields, before, values),
      )
    : contactSchema(fields, 'create').safeParse(valuesToCreate(fields, values))
  return verdict.success ? {} : unifyPaths(wordsOf(codedReasonsOf(verdict.error, 'values')))
}

/** The missing identity is under `values` here and above it in the API's answers. */
function unifyPaths(reasons: Reasons): Reasons {
  return Object.fromEntries(
    Object.entries(reasons).map(([path, told]) => [
      path === `values.${identitiesErrorPath}` ? identitiesErrorPath : path,
      told,
    ]),
  )
}

export function valuePath(key: string): string {
  return `values.${key}`
}
