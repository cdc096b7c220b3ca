import { type Condition, type Field, rulesOf } from '@cardfile/openapi'

/**
 * What a search means in the trash, which no index holds: the text, or the number it is, somewhere in a name,
 * an identity or a field of text. Case, accents and the like are as in any search.
 *
 * @param fields those that whoever asks sees; those of which they see masks are not searched
 */
export function trashSearch(text: string, fields: readonly Field[]): Condition {
  const conditions = fields
    .filter((field) => !field.masked && rulesOf(field).searchable)
    .map((field) => ({ field, operator: 'contains' as const, operands: [text] }))
  return { operator: 'or', conditions }
}
