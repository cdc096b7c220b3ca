import { type Field, rulesOf, type Values } from '@cardfile/openapi'

/**
 * What substring search finds a contact by, as `searchText` in SQL has it, but each letter once: a
 * text that stands within another (the first name within the name, a city within the address) is
 * found there, and making the index is the dearest part of an import.
 *
 * @param keys its identities in the form they are compared in
 */
export function searchTextOf(
  values: Values,
  keys: readonly string[],
  fields: readonly Field[],
): string {
  const texts: string[] = []
  for (const field of searchableFields(fields)) {
    const value = values[field.key]
    if (typeof value === 'string') texts.push(value)
    else if (Array.isArray(value)) texts.push(...value)
  }
  texts.push(...keys)
  return withoutRepeats(texts).join('\n')
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

const searchable = new WeakMap<readonly Field[], readonly Field[]>()

function searchableFields(fields: readonly Field[]): readonly Field[] {
  let known = searchable.get(fields)
  if (!known) {
    known = fields.filter((field) => rulesOf(field).searchable)
    searchable.set(fields, known)
  }
  return known
}
