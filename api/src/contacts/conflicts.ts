import { type Conflict, fieldsByKey, type Reason, reason, detail } from '@cardfile/openapi'
import type { Result } from '../db/result.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'
import { ProblemError } from '../errors/problem-error.ts'
import { shownValue } from './contact.ts'
import { conflictsFrom, type Identity } from './identity-keys.ts'

/**
 * Refuses a write whose identities others have, naming them as far as the caller sees the fields: a
 * contact that comes back from the trash claims what was never sent.
 *
 * @param taken rows of field_id, key, id and name
 * @throws ProblemError `conflict`
 */
export function refuseConflicts(
  taken: Result | undefined,
  identities: readonly Identity[],
  { fields }: Pick<FieldSnapshot, 'fields'>,
): void {
  const all = conflictsFrom(taken, identities)
  if (all.length === 0) return
  const conflicts = all.flatMap((conflict) => {
    const field = fieldsByKey(fields).get(conflict.field)
    if (!field) return []
    return [{ ...conflict, value: String(shownValue(field, [conflict.value])) }]
  })
  if (conflicts.length === 0)
    throw new ProblemError('conflict', {
      detail: detail('identity_taken_unseen'),
    })
  throw conflictOf(conflicts)
}

/** Names the contacts that have what was to be another one's. */
export function conflictOf(conflicts: readonly Conflict[]): ProblemError {
  const errors: Record<string, Reason[]> = {}
  for (const { field, value, contact } of conflicts)
    (errors[`values.${field}`] ??= []).push(reason('identity_taken', { value, name: contact.name }))
  return new ProblemError('conflict', {
    detail: together(
      conflicts.map(({ value, contact }) =>
        detail('identity_taken', { value, name: contact.name }),
      ),
    ),
    errors,
    conflicts: [...conflicts],
  })
}

/** Sentences as one, under the code of the first. */
export function together([first, ...more]: readonly Reason[]): Reason {
  if (!first) throw new Error('nothing is said')
  return { ...first, text: [first, ...more].map(({ text }) => text).join(' ') }
}
