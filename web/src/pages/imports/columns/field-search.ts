import { foldText, type Field } from '@cardfile/openapi'
import { isFoundBy } from '../../../layout/option-search.ts'

/** The value that stands for a field yet to be made. */
export const newField = '+'

interface FieldOption {
  /** Left out for the heading of a section. */
  value?: string
  /** Everything it is found by. */
  title: string
  /** The field's name alone. */
  name?: string
}

/**
 * Whether a choice is offered for what was typed. A new field is wanted where none is called so: else
 * Enter would make a second one of the same name.
 */
export function isFound(
  typed: string,
  option: FieldOption | undefined,
  fields: readonly Field[],
): boolean {
  const search = foldText(typed.trim())
  if (option?.value === newField) return !fields.some(({ name }) => foldText(name) === search)
  return isFoundBy(typed, option?.title ?? '')
}

/** Sorts what is found: Enter takes the first. */
export function nearness(typed: string, { value, name = '' }: FieldOption): number {
  const search = foldText(typed.trim())
  if (search === '') return 0
  if (foldText(name) === search || value === search) return 0
  if (value === newField) return 3
  return foldText(name).startsWith(search) ? 1 : 2
}
