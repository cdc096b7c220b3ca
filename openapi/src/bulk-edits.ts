import { judgeContact } from './contact-schema.ts'
import { type Field, isComputed } from './field.ts'
import { rulesOf } from './field-rules.ts'
import { fieldsByKey } from './fields-by-key.ts'
import { elementKey, elementsOf } from './merge-values.ts'
import { type CodedReasons, type Reason, reason } from './reasons/reason.ts'
import { isUnique } from './unique.ts'
import { isEmptyValue, sameValue, type Values } from './values.ts'

/** What can be done to a field of many contacts at once. `add` and `remove` are of lists. */
export const bulkOperations = ['set', 'clear', 'add', 'remove'] as const

export type BulkOperation = (typeof bulkOperations)[number]

/** How it travels: each does one thing, to one field or several. */
export type BulkEdit = { set: Values } | { clear: string[] } | { add: Values } | { remove: Values }

/** One operation on one field. */
export interface FieldEdit {
  operation: BulkOperation
  field: Field
  /** As it would be stored; null of `clear`. */
  value: unknown
}

/** Contacts that one selection by ids may name. */
export const mostBulkIds = 10_000
/** Contacts that a dry run tells of with what they have and would have. */
export const mostBulkSamples = 20

/** The operations that a field of many contacts allows, for whoever may change it. */
export function bulkOperationsOf(field: Field): readonly BulkOperation[] {
  if (isComputed(field)) return []
  // An identity is one contact's, so none can be given to many.
  if (field.kind === 'I') return ['remove']
  // Nor a value that no two contacts may have.
  if (isUnique(field)) return ['clear']
  return rulesOf(field).many ? bulkOperations : ['set', 'clear']
}

/**
 * Reads what is to be done, in its order, by the rule set that judges a contact's values; what depends on what
 * a contact has is left to each contact.
 *
 * @param fields all live definitions, as whoever asks sees them
 * @returns the edits, or why they are refused, by path
 */
export function readEdits(
  fields: readonly Field[],
  edits: readonly BulkEdit[],
): { edits: FieldEdit[] } | { errors: CodedReasons } {
  const read: FieldEdit[] = []
  const errors: CodedReasons = {}
  for (const [index, edit] of edits.entries())
    for (const [operation, key, value] of partsOf(edit)) {
      const one = readEdit(fields, operation, key, value)
      if ('reasons' in one) errors[`do.${index}.${operation}.${key}`] = one.reasons
      else if (one.edit) read.push(one.edit)
    }
  return Object.keys(errors).length > 0 ? { errors } : { edits: read }
}

type Part = [operation: BulkOperation, key: string, value: unknown]

/** What an edit does to each field it names. */
export function partsOf(edit: BulkEdit): Part[] {
  if ('clear' in edit) return edit.clear.map((key) => ['clear', key, null])
  const parts = (operation: BulkOperation, values: Values) =>
    Object.keys(values).map((key): Part => [operation, key, values[key]])
  if ('set' in edit) return parts('set', edit.set)
  return 'add' in edit ? parts('add', edit.add) : parts('remove', edit.remove)
}

/** @returns no edit where nothing is to be added or removed */
function readEdit(
  fields: readonly Field[],
  operation: BulkOperation,
  key: string,
  value: unknown,
): { edit: FieldEdit | null } | { reasons: Reason[] } {
  const field = fieldsByKey(fields).get(key)
  if (!field || field.unseen) return { reasons: [reason('unknown_field')] }
  if (isComputed(field)) return { reasons: [reason('computed')] }
  if (field.editable === false) return { reasons: [reason('not_yours_to_change')] }
  if (!bulkOperationsOf(field).includes(operation)) return { reasons: [whyNot(field)] }
  if (isEmptyValue(value)) {
    if (operation === 'add' || operation === 'remove') return { edit: null }
    const refused = judgeContact(fields, 'patch', { [key]: null }).reasons?.[key]
    return refused ? { reasons: refused } : { edit: { operation: 'clear', field, value: null } }
  }
  const { values, reasons } = judgeContact(fields, 'row', { [key]: value })
  if (!values) return { reasons: reasons[key] ?? Object.values(reasons).flat() }
  return { edit: { operation, field, value: values[key] ?? null } }
}

function whyNot(field: Field): Reason {
  if (field.kind === 'I') return reason('only_removed')
  return reason(isUnique(field) ? 'only_cleared' : 'only_set_or_cleared')
}

/**
 * What edits make of a contact: the values that become others, null for those that go. Empty where it stays as
 * it is. Not judged.
 */
export function editedValues(edits: readonly FieldEdit[], current: Values): Values {
  const patch: Values = {}
  for (const edit of edits) {
    const { key } = edit.field
    const before = Object.hasOwn(patch, key) ? patch[key] : current[key]
    const after = edited(edit, before)
    patch[key] = isEmptyValue(after) ? null : after
  }
  for (const key of Object.keys(patch)) if (sameValue(patch[key], current[key])) delete patch[key]
  return patch
}

function edited({ operation, field, value }: FieldEdit, before: unknown): unknown {
  if (operation === 'set') return value
  if (operation === 'clear') return null
  const keyOf = (element: unknown) => elementKey(field, element)
  const [present, given] = [elementsOf(before), elementsOf(value)]
  if (operation === 'remove') {
    const gone = new Set(given.map(keyOf))
    return present.filter((element) => !gone.has(keyOf(element)))
  }
  const known = new Set(present.map(keyOf))
  return [...present, ...given.filter((element) => !known.has(keyOf(element)))]
}
