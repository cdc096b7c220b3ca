import { derivedOnce } from './derived.ts'
import type { Field } from './field.ts'
import { comparableText } from './text/comparable-text.ts'

/** True for a field that is no identity and whose values no two contacts share. */
export function isUnique({ kind, unique }: Pick<Field, 'kind' | 'unique'>): boolean {
  return kind === 'C' && unique === true
}

/** The fields of which no two live contacts have one value: identities, and those that are unique. */
export const claimedFieldsOf = derivedOnce((fields): readonly Field[] =>
  fields.filter((field) => field.kind === 'I' || isUnique(field)),
)

/**
 * The form in which values of a unique field are equal, as its filter by "is" compares them. The database makes
 * the same of what it has stored; see `uniqueKeySql` in the API.
 */
export function uniqueKey(value: string | number): string {
  return typeof value === 'string' ? comparableText(value) : String(value)
}
