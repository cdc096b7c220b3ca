import { type Field, fieldsDependingOn, type Section, sectionsDependingOn } from '@cardfile/openapi'
import type { FieldSnapshot } from './definitions.ts'

export interface Depending {
  fields: readonly Field[]
  /** Those that whoever asks may not know of are `unseen`. */
  sections: readonly (Section & { unseen: boolean })[]
}

/** What has conditions that look at a field. */
export function dependingOn(
  field: Field,
  { everyField, everySection, sections }: FieldSnapshot,
): Depending {
  const seen = new Set(sections.map(({ id }) => id))
  return {
    fields: fieldsDependingOn(field, everyField),
    sections: sectionsDependingOn(field, everySection).map((section) => ({
      ...section,
      unseen: !seen.has(section.id),
    })),
  }
}
