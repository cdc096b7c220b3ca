import { type EditableProperty, type Field, lockedReason } from '@cardfile/openapi'
import { reasonWords } from '../../locales/reason-words.ts'

/** Why a property of a field cannot be edited, in the language of the screens; null where it can. */
export function lockedWords(field: Field, property: EditableProperty): string | null {
  const told = lockedReason(field, property)
  return told && reasonWords(told)
}
