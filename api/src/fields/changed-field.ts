import {
  editableProperties,
  type Field,
  type FieldPatch,
  lockedReason,
  type CodedReasons,
  reason,
} from '@cardfile/openapi'
import { invalid } from '../errors/problem-error.ts'
import { completed, present, refuseForeignSettings } from './definition-rules.ts'

/**
 * A definition as a patch makes it.
 *
 * @throws ProblemError `invalid` for what cannot be changed, or does not fit the rest
 */
export function changed(before: Field, patch: FieldPatch): Field {
  const errors: CodedReasons = {}
  if (!isSame(before, { key: before.key, ...patch }, 'key')) errors.key = [reason('key_fixed')]
  for (const property of editableProperties) {
    if (patch[property] === undefined || isSame(before, patch, property)) continue
    const why = lockedReason(before, property)
    if (why) errors[property] = [why]
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  if (before.kind === 'C') refuseForeignSettings(patch, patch.type ?? before.type)
  const draft = { ...before, ...present(patch) }
  if (patch.options) draft.options = keepIds(before, patch.options)
  return completed(draft, before)
}

/** Sending what is so already is no change, also to what cannot be changed. */
export function isSame(before: Field, patch: FieldPatch, property: keyof FieldPatch): boolean {
  return JSON.stringify(before[property] ?? null) === JSON.stringify(patch[property] ?? null)
}

/**
 * An option sent without its id is the one that has its text, if there is one; unless that is sent
 * too, by its id, and has another text from now on.
 */
function keepIds(before: Field, options: NonNullable<FieldPatch['options']>) {
  const named = new Set(options.map(({ id }) => id))
  const unnamed = before.options?.filter(({ id }) => !named.has(id)) ?? []
  return options.map((option) => {
    const id = option.id ?? unnamed.find(({ text }) => text === option.text)?.id
    const known = before.options?.find((one) => one.id === id)
    return { ...option, id, when: option.when === undefined ? known?.when : option.when }
  }) as Field['options']
}
