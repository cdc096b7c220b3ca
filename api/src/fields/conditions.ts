import {
  type CodedReasons,
  completeConditions,
  conditionNames,
  conditionsStated,
  detail,
  type Field,
  fieldsBrokenBy,
  fieldsDependingOn,
  type FieldPatch,
  inputsOf,
  readFieldCondition,
  reason,
  sectionsDependingOn,
  type StoredConditions,
} from '@cardfile/openapi'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { refuseConverting } from './definition-rules.ts'

/**
 * A definition with its conditions judged among those of the other fields.
 *
 * @throws ProblemError `invalid` by property; `busy` for a condition on a field that is being converted
 */
export function withJudgedConditions(given: Field, snapshot: FieldSnapshot): Field {
  const section = snapshot.everySection.find(({ id }) => id === given.section)
  const draft = { ...given, sectionVisibleWhen: section?.visibleWhen ?? null }
  const verdict = completeConditions(draft, snapshot.everyField)
  if ('errors' in verdict) throw invalid(verdict.errors)
  const inputs = new Set(conditionsStated(draft).flatMap(({ filter }) => inputsOf(filter)))
  for (const field of snapshot.everyField)
    if (inputs.has(field.key) && field.id !== draft.id) refuseConverting(field, snapshot)
  return verdict.field
}

/** @throws ProblemError `invalid` for conditions that whoever sends them may not see */
export function refuseUnseenConditions(before: Field, patch: FieldPatch): void {
  const { unseenConditions = [] } = before
  const errors: CodedReasons = {}
  for (const name of conditionNames)
    if (patch[name] !== undefined && unseenConditions.includes(name))
      errors[name] = [reason('condition_unseen')]
  const touchesOptions = patch.options?.some(({ when }) => when !== undefined) ?? false
  if (touchesOptions && unseenConditions.includes('options'))
    errors.options = [reason('condition_unseen')]
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

/** @throws ProblemError `in_use` where conditions of other fields would have no meaning any more */
export function refuseBreakingConditions(
  after: Field,
  { everyField, everySection }: FieldSnapshot,
): void {
  const broken = fieldsBrokenBy(after, everyField)
  const every = everyField.map((field) => (field.id === after.id ? after : field))
  const sections = sectionsDependingOn(after, everySection).filter(
    ({ visibleWhen }) => visibleWhen && 'errors' in readFieldCondition(visibleWhen, every),
  )
  if (broken.length + sections.length > 0) throw neededBy(after, [...broken, ...sections])
}

/** @throws ProblemError `in_use` for a field that conditions of others look at */
export function refuseDeletingInput(
  field: Field,
  { everyField, everySection }: FieldSnapshot,
): void {
  const needing = [
    ...fieldsDependingOn(field, everyField),
    ...sectionsDependingOn(field, everySection),
  ]
  if (needing.length > 0) throw neededBy(field, needing)
}

function neededBy(
  { name }: Field,
  needing: readonly Pick<Field, 'name' | 'unseen'>[],
): ProblemError {
  const fields = needing.filter(({ unseen }) => !unseen).map((field) => field.name)
  return new ProblemError('in_use', {
    detail:
      fields.length > 0
        ? detail('field_needed', { name, fields })
        : detail('field_needed_unseen', { name }),
  })
}

/**
 * @param stored the conditions of a deleted field as they were kept
 * @throws ProblemError `wrong_state` where one of them looks at a field that is deleted by now, or means
 *   nothing any more
 */
export function refuseLosingConditions(
  field: Field,
  stored: StoredConditions | null,
  { everyField }: FieldSnapshot,
): void {
  if (stored === null) return
  const { options = {}, ...own } = stored
  const count = Object.keys(own).length + Object.keys(options).length
  const seen = everyField.map((other) => ({ ...other, unseen: false }))
  const isWhole = conditionsStated(field).length === count
  if (isWhole && 'field' in completeConditions(field, seen)) return
  throw new ProblemError('wrong_state', {
    detail: detail('field_needs_deleted', { name: field.name }),
  })
}
