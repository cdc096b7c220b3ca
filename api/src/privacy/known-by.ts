import { type Field, identityKey } from '@cardfile/openapi'
import { memberOf } from '../installation/columns.ts'

/** Characters from which on a text is found within others. */
const shortest = 8

/**
 * The texts by which somebody can be found in rows that belong to no contact: their contact's id and
 * every identity it has or has had, as typed and as compared; in lower case, as they stand in JSON.
 *
 * @param ids of the contact and of what was merged into it
 * @param states stored JSON of the contact, of now and of before
 */
export function textsKnownBy(
  ids: readonly string[],
  states: readonly string[],
  fields: readonly Field[],
): string[] {
  const texts = new Set(ids)
  const identities = fields.filter(({ kind }) => kind === 'I')
  for (const state of states) {
    const data: Record<string, unknown> = JSON.parse(state)
    for (const field of identities) {
      const values = data[memberOf(field)]
      if (!Array.isArray(values)) continue
      for (const value of values.map(String)) {
        texts.add(value)
        texts.add(identityKey(field, value) ?? value)
      }
    }
  }
  return [...texts].flatMap((text) => {
    const escaped = JSON.stringify(text).slice(1, -1).toLowerCase()
    // A short one is part of many others’ texts: it counts only where it stands for itself.
    return escaped.length < shortest ? [`"${escaped}"`, `“${escaped}”`] : [escaped]
  })
}
