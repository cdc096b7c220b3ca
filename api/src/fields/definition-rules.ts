import {
  completeDefinition,
  type Field,
  type FieldCreate,
  type FieldPatch,
  foreignSettings,
  settingNames,
  foldText,
  detail,
  reason,
  withoutUnseenConditions,
} from '@cardfile/openapi'
import { invalid, notFound, ProblemError } from '../errors/problem-error.ts'
import type { FieldSnapshot } from '../installation/definitions.ts'

/** @param before as `completeDefinition` has it */
export function completed(draft: Field, before: Field | null = null): Field {
  const verdict = completeDefinition(draft, before)
  if ('errors' in verdict) throw invalid(verdict.errors)
  return verdict.field
}

/** A patch without what it leaves out. Settings sent as null are unset. */
export function present(input: FieldCreate | FieldPatch): Partial<Field> {
  const settings = new Set<string>(settingNames)
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, settings.has(name) && value === null ? undefined : value]),
  )
}

export function refuseTakenName(name: string, { everyField }: FieldSnapshot): void {
  const other = everyField.find((field) => foldText(field.name) === foldText(name))
  if (other)
    throw new ProblemError('already_exists', {
      detail: detail('field_name_taken', { name: other.unseen ? name : other.name }),
      errors: { name: [reason('name_of_other_field')] },
    })
}

/** @throws ProblemError `invalid` for settings that the type does not have */
export function refuseForeignSettings(
  input: Parameters<typeof foreignSettings>[0],
  type: string,
): void {
  const errors = foreignSettings(input, type)
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

export function refuseStale(field: Field, expected: number | null): void {
  if (expected !== null && expected !== field.version)
    throw new ProblemError('stale', {
      detail: detail('field_stale', { version: field.version }),
      current: shownField(field),
    })
}

/** @throws ProblemError `invalid` for a section that there is not */
export function refuseUnknownSection({ section }: Field, { sections }: FieldSnapshot): void {
  if (section != null && !sections.some(({ id }) => id === section))
    throw invalid({ section: [reason('no_such_section')] })
}

/**
 * What a type, an option or a right becomes, and what does not fit it, tells of values.
 *
 * @throws ProblemError `forbidden` for a field of which whoever asks sees only masks
 */
export function refuseMasked({ masked, name }: Field): void {
  if (masked)
    throw new ProblemError('forbidden', { detail: detail('field_masked_for_you', { field: name }) })
}

export function fieldOf({ fields }: FieldSnapshot, id: number): Field {
  const field = fields.find((candidate) => candidate.id === id)
  if (!field) throw notFound('field')
  return field
}

export function endOf({ everyField }: FieldSnapshot): number {
  return Math.max(0, ...everyField.map(({ position }) => position)) + 1
}

export function without(snapshot: FieldSnapshot, field: Field): FieldSnapshot {
  return { ...snapshot, everyField: snapshot.everyField.filter(({ id }) => id !== field.id) }
}

/**
 * A field as it travels. Where its values are is the server's own, and so are conditions that look at what
 * whoever asks may not see.
 */
export function shownField<T extends Field>(
  field: T,
): Omit<T, 'member' | 'unread' | 'sectionVisibleWhen'> {
  const {
    member: _,
    unread: __,
    sectionVisibleWhen: ___,
    ...shown
  } = withoutUnseenConditions(field)
  return shown
}

/** @throws ProblemError `busy` for a field whose values are being converted */
export function refuseConverting({ id, name }: Field, { converting }: FieldSnapshot): void {
  if (converting.has(id)) throw beingConverted(name)
}

export function beingConverted(name: string): ProblemError {
  return new ProblemError('busy', {
    detail: detail('field_converting', { name }),
  })
}
