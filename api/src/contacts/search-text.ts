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
  const lower: string[] = []
  const add = (text: unknown): void => {
    if (typeof text !== 'string') return
    const small = text.toLowerCase()
    if (lower.some((other) => other.includes(small))) return
    texts.push(text)
    lower.push(small)
  }
  for (const field of searchableFields(fields)) {
    const value = values[field.key]
    if (Array.isArray(value)) value.forEach(add)
    else add(value)
  }
  keys.forEach(add)
  return texts.join('\n')
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
