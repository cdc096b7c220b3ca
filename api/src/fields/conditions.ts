import {
  type CodedReasons,
  completeConditions,
  conditionNames,
  conditionsStated,
  detail,
  type Field,
  fieldsBrokenBy,
  fieldsByKey,
  type FieldPatch,
  inputsOf,
  readFieldCondition,
  reason,
  type StoredConditions,
} from '@cardfile/openapi'
import { invalid, ProblemError } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { type Depending, dependingOn } from '../installation/depending-on.ts'
import { refuseConverting } from './definition-rules.ts'

/**
 * A definition with its conditions judged among those of the other fields.
 *
 * @throws ProblemError `invalid` by property; `busy` for a condition on a field that is being converted
 */
export function withJudgedConditions(given: Field, snapshot: FieldSnapshot): Field {
  return judgedAmong(inItsSection(given, snapshot), snapshot)
}

/** A definition with the condition of the section that it stands in. */
export function inItsSection(field: Field, { everySection }: FieldSnapshot): Field {
  const section = everySection.find(({ id }) => id === field.section)
  return { ...field, sectionVisibleWhen: section?.visibleWhen ?? null }
}

/** As `withJudgedConditions`, of one that has its section's; it may stand among the others already. */
export function judgedAmong(draft: Field, snapshot: FieldSnapshot): Field {
  const verdict = completeConditions(draft, snapshot.everyField)
  if ('errors' in verdict) throw invalid(verdict.errors)
  const inputs = new Set(conditionsStated(draft).flatMap(({ filter }) => inputsOf(filter)))
  for (const key of inputs) {
    const field = fieldsByKey(snapshot.everyField).get(key)
    if (field && field.id !== draft.id) refuseConverting(field, snapshot)
  }
  return verdict.field
}

/** @throws ProblemError `invalid` for conditions that whoever sends them may not see */
export function refuseUnseenConditions(
  before: Field,
  patch: Pick<FieldPatch, (typeof conditionNames)[number] | 'options'>,
): void {
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
export function refuseBreakingConditions(after: Field, snapshot: FieldSnapshot): void {
  const { everyField } = snapshot
  const every = everyField.map((field) => (field.id === after.id ? after : field))
  const depending = dependingOn(after, snapshot)
  refuseNeeded(after, {
    fields: fieldsBrokenBy(after, everyField),
    sections: depending.sections.filter(
      ({ visibleWhen }) => visibleWhen && 'errors' in readFieldCondition(visibleWhen, every),
    ),
  })
}

/** @throws ProblemError `in_use` for a field that conditions of others look at */
export function refuseDeletingInput(field: Field, snapshot: FieldSnapshot): void {
  refuseNeeded(field, dependingOn(field, snapshot))
}

/** @throws ProblemError `in_use` that names what needs a field, as far as whoever asks sees it */
export function refuseNeeded({ name }: Field, { fields, sections }: Depending): void {
  const needing = [...fields, ...sections]
  if (needing.length === 0) return
  const named = needing.filter(({ unseen }) => !unseen).map((one) => one.name)
  throw new ProblemError('in_use', {
    detail:
      named.length > 0
        ? detail('field_needed', { name, fields: named })
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
