import {
  completeConditions,
  conditionsStated,
  type Field,
  fieldStates,
  isFixed,
  isRequired,
  judgeStored,
  type Reason,
  type Values,
} from '@cardfile/openapi'

/** What a definition that is being written would make of a contact as it is stored. */
export interface Trial {
  isThere: boolean
  isRequired: boolean
  isReadOnly: boolean
  /** Texts of options that the contact is not offered. */
  withheld: string[]
  /** Why it would not pass; none where it would. */
  reasons: Reason[]
}

/** Whether a definition has anything that one contact meets and another does not. */
export function hasConditions(draft: Field): boolean {
  return conditionsStated(draft).length > 0 || Boolean(draft.sectionVisibleWhen)
}

/**
 * @param draft the definition as it would stand, with what its section asks for
 * @param values what the contact has, as whoever tries it sees it
 * @returns null as long as a condition is not whole
 */
export function trialOf(draft: Field, fields: readonly Field[], values: Values): Trial | null {
  const others = fields.filter(({ id }) => id !== draft.id)
  const verdict = completeConditions(draft, others)
  if ('errors' in verdict) return null
  const every = [...others, verdict.field]
  const state = fieldStates(every, values, values).get(draft.key)
  const isThere = state?.isThere ?? true
  return {
    isThere,
    isRequired: isThere && (state?.isRequired ?? isRequired(verdict.field)),
    isReadOnly: state?.isReadOnly ?? isFixed(verdict.field),
    withheld: (draft.options ?? [])
      .filter(({ id }) => state?.withheld.has(id))
      .map(({ text }) => text),
    reasons: judgeStored(every, values).filter(({ field }) => field === draft.key),
  }
}
