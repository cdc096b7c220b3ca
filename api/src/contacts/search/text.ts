import { derivedOnce, type Field, rulesOf, type Values } from '@cardfile/openapi'
import { memberOf } from '../../installation/columns.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'

/** Keys of the fields that substring search looks at. */
const searchableKeys = derivedOnce((fields) =>
  fields.filter((field) => rulesOf(field).searchable).map(({ key }) => key),
)

/**
 * The lines that substring search finds a contact by, as `searchText` in SQL has them, but each letter
 * once: a text that stands within another (the first name within the name, a city within the address)
 * is found there, and making the index is the dearest part of an import.
 *
 * @param keys its identities in the form they are compared in
 */
export function searchLines(
  values: Values,
  keys: readonly string[],
  fields: readonly Field[],
): readonly string[] {
  const texts: string[] = []
  for (const key of searchableKeys(fields)) {
    const value = values[key]
    if (typeof value === 'string') texts.push(value)
    else if (Array.isArray(value)) texts.push(...value)
  }
  texts.push(...keys)
  return withoutRepeats(texts)
}

/** The texts that do not stand within one before them, whatever their case. */
function withoutRepeats(texts: readonly string[]): readonly string[] {
  const all = texts.join('\n')
  const lower = all.toLowerCase()
  // Some letters become two when they are made small; then only the text itself tells where it ends.
  const isAsLong = lower.length === all.length
  let end = -1
  return texts.filter((text) => {
    const begin = end + 1
    const small = isAsLong ? lower.slice(begin, begin + text.length) : text.toLowerCase()
    end = begin + small.length
    const first = lower.indexOf(small)
    return first < 0 || first >= begin
  })
}

/** Whether substring search looks at any of these values. */
export function isSearched(values: Values, fields: readonly Field[]): boolean {
  return searchableKeys(fields).some((key) => Object.hasOwn(values, key))
}

/** Members of the stored JSON that substring search looks into. */
export function searchableMembers({ everyField }: Pick<FieldSnapshot, 'everyField'>): string {
  return JSON.stringify(everyField.filter((field) => rulesOf(field).searchable).map(memberOf))
}
