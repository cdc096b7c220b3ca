import { circleOf, isHidden, readSeen } from './complete-conditions.ts'
import type { Field } from './field.ts'
import type { Filter } from './field-types/filter.ts'
import { inputsOf } from './read-field-condition.ts'
import type { Reason } from './reasons/reason.ts'
import type { Section } from './sections.ts'
import { keptFault } from './stored-filter.ts'

type Conditional = Pick<Section, 'id' | 'visibleWhen'>

/** Fields, each with the condition of the section that it stands in. */
export function withSections(
  fields: readonly Field[],
  sections: readonly Conditional[],
): readonly Field[] {
  const conditions = new Map(sections.map(({ id, visibleWhen }) => [id, visibleWhen ?? null]))
  if ([...conditions.values()].every((filter) => filter === null)) return fields
  return fields.map((field) => {
    const filter = field.section == null ? null : (conditions.get(field.section) ?? null)
    return filter ? { ...field, sectionVisibleWhen: filter } : field
  })
}

/** The first circle that there is: a field that is there only where it itself has some value. */
export function circleAmong(fields: readonly Field[]): Reason | null {
  for (const field of fields) {
    const circle = circleOf(field, fields)
    if (circle) return circle
  }
  return null
}

/**
 * Judges the condition of a section as it would stand.
 *
 * @param fields all live ones; those that whoever asks may not see are marked, and a condition cannot look at
 *   them
 * @returns the condition with options by their ids, or why it cannot be
 */
export function completeSection(
  { id, visibleWhen }: { id: number; visibleWhen: Filter },
  fields: readonly Field[],
): { filter: Filter } | { reasons: Reason[] } {
  const tooLong = keptFault([visibleWhen])
  if (tooLong) return { reasons: [tooLong] }
  const read = readSeen(visibleWhen, fields)
  if ('errors' in read) return { reasons: Object.values(read.errors).flat() }
  const placed = fields.map((field) =>
    field.section === id ? { ...field, sectionVisibleWhen: read.filter } : field,
  )
  const circle = circleAmong(placed)
  return circle ? { reasons: [circle] } : { filter: read.filter }
}

/** The sections whose conditions look at a field. */
export function sectionsDependingOn<S extends Conditional>(
  { key }: Pick<Field, 'key'>,
  sections: readonly S[],
): S[] {
  return sections.filter(({ visibleWhen }) => visibleWhen && inputsOf(visibleWhen).includes(key))
}

/** Whether a section's condition looks at a field whose values whoever asks may not read. */
export function looksAtHidden(filter: Filter, fields: readonly Field[]): boolean {
  const inputs = new Set(inputsOf(filter))
  return fields.some((field) => inputs.has(field.key) && isHidden(field))
}
