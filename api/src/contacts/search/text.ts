import {
  comparableText,
  derivedOnce,
  type Field,
  foldsAsAscii,
  rulesOf,
  type Values,
} from '@cardfile/openapi'
import { memberOf } from '../../installation/columns.ts'
import type { FieldSnapshot } from '../../installation/definitions.ts'
import { type Identity, identitiesOf } from '../identity-keys.ts'
import { lastIdentityField } from '../sql.ts'

/** Keys of the fields that substring search looks at. */
const searchableKeys = derivedOnce((fields) =>
  fields.filter((field) => rulesOf(field).searchable).map(({ key }) => key),
)

/**
 * The lines that substring search finds a contact by, as `searchText` in SQL has them, but each word
 * once: a text that another one has from the beginning of a word on (the first name within the name, a
 * city within the address) is found there, and making the index is the dearest part of an import.
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
    if (typeof value === 'string') {
      texts.push(value)
      if (spacedNumber.test(value)) texts.push(value.replace(/[- ()./+]/g, ''))
      // Numbers among identities have their digits in the keys.
    } else if (Array.isArray(value)) texts.push(...value)
  }
  texts.push(...keys)
  return withoutRepeats(texts)
}

/** Texts in the form they are compared in, but those that stand in one before from the beginning of a word on. */
function withoutRepeats(texts: readonly string[]): readonly string[] {
  const joined = `\n${texts.join('\n')}`
  // Most have no letter that is not ASCII's: those can be made small at once.
  const isAscii = foldsAsAscii(joined)
  const folded = isAscii ? texts : texts.map(comparableText)
  const all = isAscii ? joined.toLowerCase() : `\n${folded.join('\n')}`
  const lines: string[] = []
  let begin = 0
  for (const { length } of folded) {
    const end = begin + 1 + length
    const line = all.slice(begin + 1, end)
    // Where it has to begin to stand in what is before it.
    const last = begin - 1 - length
    const standsBefore = (text: string) => {
      const at = all.indexOf(text)
      return at >= 0 && at <= last
    }
    const isFirst = all.indexOf(line) > begin
    if (isFirst || !(standsBefore(all.slice(begin, end)) || standsBefore(` ${line}`)))
      lines.push(line)
    begin = end
  }
  return lines
}

/**
 * The same as one text, of values whose identities are all the contact's own.
 *
 * @param identities those of the values, where they are known by now
 */
export function searchTextOf(
  values: Values,
  fields: readonly Field[],
  identities: readonly Identity[] = identitiesOf(values, fields),
): string {
  const keys = identities.flatMap(({ field, key }) => (field.id > lastIdentityField ? [] : [key]))
  return searchLines(values, keys, fields)
    .map((line) => `\n${line}`)
    .join('')
}

/** Numbers with the blanks and signs that people put between their digits. */
const spacedNumber = /^[0-9]*[- ()./+;,][-0-9 ()./+;,]*$/

/** Whether substring search looks at any of these values. */
export function isSearched(values: Values, fields: readonly Field[]): boolean {
  return searchableKeys(fields).some((key) => Object.hasOwn(values, key))
}

/** Members of the stored JSON that substring search looks into. */
export function searchableMembers({ everyField }: Pick<FieldSnapshot, 'everyField'>): string {
  return JSON.stringify(everyField.filter((field) => rulesOf(field).searchable).map(memberOf))
}
